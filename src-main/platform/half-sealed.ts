/**
 * Files with some seals of a set and not all (docs/adr/0042): they lie in the home (0700), under the number of the seal that was put on last,
 * until the last seal is on the file or the set is given up. Only the signer says where.
 */
import { mkdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { HomeDirectory } from './home-directory.ts';
import { attempt } from './publish-file.ts';

/** Where the file lies on which this seal is, and the next one is not. */
export function halfSealed({ halves }: Pick<HomeDirectory, 'halves'>, requestId: string): string {
  return join(halves, `${requestId}.pdf`);
}

export function makeHalves({ halves }: Pick<HomeDirectory, 'halves'>): void {
  mkdirSync(halves, { recursive: true, mode: 0o700 });
}

/** What cannot be removed is emptied: a half that nobody waits for any more is nobody's file. */
export function dropHalf(home: Pick<HomeDirectory, 'halves'>, requestId: string): void {
  const path = halfSealed(home, requestId);
  if (!attempt(() => rmSync(path, { force: true }))) attempt(() => truncateSync(path));
}
