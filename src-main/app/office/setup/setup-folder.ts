/**
 * A connection that is not finished yet lies beside the place of the home, in `<home>.connecting`: trust and status as they
 * will be, and what was decided. Closing the program half way loses nothing; a home is still never half made.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { replaceFile } from '../../../platform/atomic-file.ts';
import { homeDirectory, type HomeDirectory } from '../../../platform/home-directory.ts';

const decisions = z.strictObject({
  v: z.literal(1),
  /** Hex SM3 of the roots that a person has compared and confirmed. */
  confirmedRoots: z.array(z.string()),
  /** PKCS#11 module, as in the settings of a home; null: not chosen. */
  module: z.union([z.literal('soft-ukey'), z.string().refine(isAbsolute)]).nullable(),
});
export type SetupDecisions = z.infer<typeof decisions>;

const undecided: SetupDecisions = { v: 1, confirmedRoots: [], module: null };

/** The folder in the shape of a home, without its settings. */
export function setupFolder(target: HomeDirectory): HomeDirectory {
  return homeDirectory(`${target.root}.connecting`);
}

/** What was decided so far; nothing when nobody has begun. Errors: `home-damaged`. */
export function readDecisions(folder: HomeDirectory): SetupDecisions {
  const file = decisionsFile(folder);
  if (!existsSync(file)) return undecided;
  try {
    return decisions.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new BianyinError('home-damaged', {}, { cause });
  }
}

/** Keeps what was decided so far while an enterprise is being connected. */
export function writeDecisions(folder: HomeDirectory, value: SetupDecisions): void {
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  replaceFile(decisionsFile(folder), `${JSON.stringify(decisions.parse(value))}\n`);
}

/** Forgets everything that was begun. */
export function dropSetup(folder: HomeDirectory): void {
  rmSync(folder.root, { recursive: true, force: true });
}

/** The file of the decisions in the folder of a home that is being set up. */
export function decisionsFile(folder: HomeDirectory): string {
  return join(folder.root, 'connecting.json');
}
