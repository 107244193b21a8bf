/** File names as they may be shown: the last part of the path, without control and direction-changing characters. */
import { basename } from 'node:path';

// Control characters, zero-width and bidirectional controls (Unicode Cc, Cf): they make a name look like another.
const deceptive = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The name of a file for people: no folders, nothing that can forge the line it stands in. */
export function displayName(path: string): string {
  return basename(path).replace(deceptive, '·');
}
