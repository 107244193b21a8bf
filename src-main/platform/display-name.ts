/** File names as they may be shown: the last part of the path, without control and direction-changing characters. */
import { basename } from 'node:path';
import { withoutUnseen } from '../domain/unseen-characters.ts';

/** The name of a file for people: no folders, nothing that can forge the line it stands in. */
export function displayName(path: string): string {
  return withoutUnseen(basename(path), '·');
}
