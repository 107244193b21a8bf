/** File names and paths as they may be shown: without control and direction-changing characters. */
import { basename } from 'node:path';
import { withoutUnseen } from '../domain/unseen-characters.ts';

/** The name of a file for people: no folders, nothing that can forge the line it stands in. */
export function displayName(path: string): string {
  return withoutUnseen(basename(path), '·');
}

/** A whole path for people, where they have to find the place again. */
export function displayPath(path: string): string {
  return withoutUnseen(path, '·');
}
