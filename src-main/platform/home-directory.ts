/**
 * The home directory of one enterprise on one machine: settings, database, trust, status. A sandbox home says so in
 * home.json; only there the embedded city, its software tokens and their PIN files exist.
 */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { replaceFile } from './atomic-file.ts';
import { readOwnText } from './own-file.ts';

const pkcs11Module = z.union([z.enum(['soft-ukey', 'soft-skf']), z.string().refine(isAbsolute)]);

const homeSettings = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['sandbox', 'enterprise']),
  enterprise: z.strictObject({ name: z.string().min(1), uscc: z.string().length(18) }),
  /** The driver: `soft-ukey` (ours), or the absolute path of a vendor's library, PKCS#11 or SKF. Never searched for by name. */
  pkcs11Module,
  /** Further ones, for UKeys of other makers. Each runs in a signer of its own. */
  furtherModules: z.array(pkcs11Module).max(7).optional(),
  /** Time-stamp service (RFC 3161) of an enterprise; without one, files are sealed without proof of time. */
  timestampUrl: z
    .string()
    .max(500)
    .regex(/^https?:\/\/\S+$/)
    .optional(),
});

export type HomeSettings = z.infer<typeof homeSettings>;

/** All PKCS#11 modules of a home, the first of them first. */
export function modulesOf({ pkcs11Module: first, furtherModules = [] }: HomeSettings): readonly string[] {
  return [first, ...furtherModules];
}

/** Folders and files of a home; every path that the program uses below it is named here. */
export interface HomeDirectory {
  readonly root: string;
  readonly settingsFile: string;
  readonly tokens: string;
  /** Those of a sandbox that are reached by SKF. */
  readonly skfTokens: string;
  readonly pins: string;
  readonly city: string;
  /** Seals that the city delivered. Where they are, there is a home. */
  readonly seals: string;
  readonly trust: string;
  readonly status: string;
  /** Copies of dropped files that a request is about. */
  readonly kept: string;
  /** Files that still wait for another seal of their set: nothing of them is finished (docs/adr/0042). */
  readonly halves: string;
  /** Notes of files that a sealing has begun (unfinished-files.ts). */
  readonly unfinished: string;
  /** A sandbox's contract to try things with, and what was sealed of it. */
  readonly samples: string;
  /** What trusted time stamps have shown (last-seen.ts). */
  readonly lastSeenFile: string;
  /** What a person says of drivers that no profile of the program knows (tokens/profile-store.ts). */
  readonly vendorProfiles: string;
}

/** Where the home is: the option, else BIANYIN_HOME, else `~/.bianyin`. */
export function homeDirectory(option?: string): HomeDirectory {
  const root = resolve(option ?? process.env['BIANYIN_HOME'] ?? join(homedir(), '.bianyin'));
  return {
    root,
    settingsFile: join(root, 'home.json'),
    tokens: join(root, 'tokens'),
    skfTokens: join(root, 'skf-tokens'),
    pins: join(root, 'pins'),
    city: join(root, 'city'),
    seals: join(root, 'seals'),
    trust: join(root, 'trust'),
    status: join(root, 'status'),
    lastSeenFile: join(root, 'last-seen.json'),
    kept: join(root, 'kept'),
    halves: join(root, 'halves'),
    unfinished: join(root, 'unfinished'),
    samples: join(root, 'samples'),
    vendorProfiles: join(root, 'vendor-profiles'),
  };
}

/** Settings of an existing home. Errors: `home-missing`, `home-settings-missing` (its seals are there), `home-damaged`. */
export function readHome(home: HomeDirectory): HomeSettings {
  if (!existsSync(home.settingsFile))
    throw new BianyinError(existsSync(home.seals) ? 'home-settings-missing' : 'home-missing');
  try {
    return homeSettings.parse(JSON.parse(readOwnText(home.settingsFile)));
  } catch (cause) {
    throw new BianyinError('home-damaged', {}, { cause });
  }
}

/**
 * True when there is a home, whole or not: what verifying leaves in a folder has trust and a register, only a home has seals.
 * A verification works without one.
 */
export function homeExists(home: HomeDirectory): boolean {
  return existsSync(home.settingsFile) || existsSync(home.seals);
}

/** A home whose folder takes no file from this person: permissions, or a mount that is read only. */
export function isReadOnlyHome(home: HomeDirectory): boolean {
  if (!homeExists(home)) return false;
  try {
    accessSync(home.root, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** Makes the folder (0700) and writes its settings. */
export function writeHome(home: HomeDirectory, settings: HomeSettings): void {
  mkdirSync(home.root, { recursive: true, mode: 0o700 });
  replaceFile(home.settingsFile, `${JSON.stringify(homeSettings.parse(settings), null, 2)}\n`);
}
