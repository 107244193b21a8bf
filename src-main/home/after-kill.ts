/** What a process that was killed has left, when the next one starts (docs/adr/0022). */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { sweepNoted } from '../platform/unfinished-files.ts';
import { openStore, recordFiles } from '../store/store.ts';
import { settleSignedFile } from './settle-signed-file.ts';

/**
 * The register first: a draft that it knows is finished or destroyed by what it says. Then what is only noted is swept. A register
 * that cannot be written leaves the drafts where they are, for the next one.
 */
export function tidyAfterKill({ root, unfinished }: HomeDirectory, now: () => Date): void {
  try {
    let kept: ReadonlySet<string> = new Set();
    if (recordFiles(root).some((file) => existsSync(file))) {
      const store = openStore(root, { now, device: hostname() });
      try {
        store.settleSignedFiles(settleSignedFile);
        // What could not be settled today is asked again; without its draft nobody could tell any more what came of it.
        kept = store.unsettledDrafts();
      } finally {
        store.close();
      }
    }
    sweepNoted(unfinished, kept);
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
  }
}
