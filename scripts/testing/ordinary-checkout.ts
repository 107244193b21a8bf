/**
 * A copy of this checkout that belongs to an ordinary user of the system. Electron does not start for root with its sandbox on, and
 * nobody's tests write into a checkout of root's: what is tested is the same files in a folder of that user's own.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface OrdinaryCheckout {
  readonly folder: string;
  /** For `spawn`: who runs there, and where that user's own files go. */
  readonly as: {
    readonly uid: number;
    readonly gid: number;
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
  };
  /** Brings the pictures of failed specs to where root looks for them. */
  keepPictures(): void;
  remove(): void;
}

/** `nobody` of every Linux. */
const NOBODY = 65_534;

/** Never copied: the history, what is made anew, and the modules, which are named in a folder of the user's own. */
const left = new Set(['.git', 'out', 'node_modules']);

/** Errors: those of the system, when the folder cannot be given away. */
export function ordinaryCheckout(root: string): OrdinaryCheckout {
  const own = mkdtempSync(join(tmpdir(), 'bianyin-ordinary-'));
  const folder = join(own, 'checkout');
  mkdirSync(folder);
  for (const name of readdirSync(root).filter((each) => !left.has(each)))
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      preserveTimestamps: true,
      verbatimSymlinks: true,
    });
  copyWorkers(root, folder);
  nameModules(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['home', 'tmp']) mkdirSync(join(own, name));
  chmodSync(own, 0o755);
  const { status, stderr } = spawnSync('chown', ['-R', '-h', `${NOBODY}:${NOBODY}`, own], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the copy could not be given to an ordinary user: ${stderr}`);
  const env = { HOME: join(own, 'home'), TMPDIR: join(own, 'tmp'), USER: 'nobody', LOGNAME: 'nobody' };
  return {
    folder,
    as: { uid: NOBODY, gid: NOBODY, cwd: folder, env },
    keepPictures: () => copyThere(join(folder, 'out/e2e'), join(root, 'out/e2e')),
    remove: () => rmSync(own, { recursive: true, force: true }),
  };
}

function copyThere(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}

/** The bundle of the workers counts by the times of its sources, which the copy keeps. */
function copyWorkers(root: string, folder: string): void {
  mkdirSync(join(folder, 'out'));
  if (!existsSync(join(root, 'out'))) return;
  for (const name of readdirSync(join(root, 'out')).filter((each) => each.startsWith('workers')))
    cpSync(join(root, 'out', name), join(folder, 'out', name), { recursive: true, preserveTimestamps: true });
}

/** Tools keep their caches beside the modules: the folder is the user's, the modules are those of the checkout. */
function nameModules(from: string, to: string): void {
  mkdirSync(join(to, '.cache/compiled'), { recursive: true });
  const caches = new Set(['.cache', '.vite', '.vite-temp', '.vitest-cache']);
  for (const name of readdirSync(from).filter((each) => !caches.has(each)))
    symlinkSync(join(from, name), join(to, name));
}

/** The user's way to the checkout's modules is open: each folder above them lets others through. */
export function isOpenToOthers(root: string): boolean {
  const { status } = spawnSync('test', ['-x', join(root, 'node_modules')], { uid: NOBODY, gid: NOBODY });
  return status === 0;
}
