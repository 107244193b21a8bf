/** Reading our own state files: a device, a pipe or a link to one in their place would never end. */
import { readFileSync, statSync } from 'node:fs';

/** More than any settings, mark, manifest or certificate, octets. */
const SMALL = 4 * 1024 * 1024;

/** The octets of a regular file of at most `most` octets; a link to one is one. Throws for anything else, and for no file. */
export function readOwnFile(path: string, most: number = SMALL): Buffer {
  const status = statSync(path);
  if (!status.isFile() || status.size > most) throw new TypeError('no file of ours');
  return readFileSync(path);
}

/** The same as text. */
export function readOwnText(path: string): string {
  return readOwnFile(path).toString('utf8');
}
