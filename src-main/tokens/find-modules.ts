/** Which PKCS#11 libraries of known makers lie in the folders where this system keeps installed libraries. */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { knownModules, softModuleId, softSkfModuleId, type KnownModule } from './known-modules.ts';

/** Only an administrator can put a file there: a library runs with everything that the signer may do. */
const folders: Readonly<Record<string, readonly string[]>> = {
  win32: ['C:\\Windows\\System32', 'C:\\Windows\\SysWOW64'],
  linux: [
    '/usr/lib',
    '/usr/lib64',
    '/usr/lib/x86_64-linux-gnu',
    '/usr/lib/aarch64-linux-gnu',
    '/usr/local/lib',
    '/opt/lm-gm3000/lib',
    '/opt/apps/com.longmai.gm3000user/files/lib',
  ],
  darwin: ['/usr/local/lib', '/Library/Security/pkcs11'],
};

export interface FoundModule extends KnownModule {
  /** What goes into the settings of a home; null: not installed. */
  readonly module: string | null;
}

/** PKCS#11 modules of known vendors, and whether each is on this machine. Nothing is loaded. */
export function findModules(platform: string = process.platform): FoundModule[] {
  return knownModules.map((known) => ({
    ...known,
    module: known.isSoftware ? softModuleId : placeOf(known, platform),
  }));
}

/** The module of that id. Errors: `token-library-missing`. */
export function requireModule(id: string): string {
  const found = findModules().find((each) => each.id === id)?.module;
  if (found === null || found === undefined) throw new BianyinError('token-library-missing');
  return found;
}

/** What people call a module: its maker, or the file's own name. Never its place. */
export function moduleTitle(module: string): string {
  if (module === softSkfModuleId) return '软件 UKey（SKF）';
  const known = findModules().find((each) => each.module === module);
  return known?.title ?? basename(module);
}

function placeOf({ files }: KnownModule, platform: string): string | null {
  const places = (folders[platform] ?? []).flatMap((folder) => files.map((file) => join(folder, file)));
  return places.find(isFile) ?? null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
