/** The Electron for trial: only the known octets are unpacked, only a whole one counts, and a program lies in its resources. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findAnyElectron } from '../../../scripts/desktop/find-electron.ts';
import { fetchTrial, NoTrialRuntime, requireContent } from '../../../scripts/desktop/trial/fetch-trial.ts';
import { layOutTrial } from '../../../scripts/desktop/trial/lay-out-trial.ts';
import {
  isTrialRuntime,
  isTrialSystem,
  trialFolder,
  trialMark,
} from '../../../scripts/desktop/trial/trial-runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'bianyin-trial-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder that looks like a runtime; `isWhole`: with the mark that is written last. */
function runtime(name: string, isWhole: boolean): string {
  const made = join(folder, name);
  mkdirSync(join(made, 'locales'), { recursive: true });
  for (const each of [
    'electron',
    'chrome_crashpad_handler',
    'resources.pak',
    ...(isWhole ? [trialMark] : []),
  ])
    writeFileSync(join(made, each), each);
  return made;
}

describe('what is fetched', () => {
  test('counts with exactly the known octets', async () => {
    const path = join(folder, 'archive.tgz');
    writeFileSync(path, 'the archive');
    const integrity = `sha512-${createHash('sha512').update('the archive').digest('base64')}`;
    await expect(requireContent(path, integrity)).resolves.toBeUndefined();
    writeFileSync(path, 'the archivf');
    await expect(requireContent(path, integrity)).rejects.toThrow(NoTrialRuntime);
  });

  test('is not fetched again when it is whole, and is no runtime without its mark', async () => {
    const whole = runtime('whole', true);
    await expect(fetchTrial(whole)).resolves.toBeUndefined();
    expect(readFileSync(join(whole, 'electron'), 'utf8')).toBe('electron');
    expect([isTrialRuntime(whole), isTrialRuntime(runtime('half', false))]).toEqual([true, false]);
  });

  test('lies outside of every checkout, where the ordinary user of root may read it', () => {
    expect(trialFolder({ XDG_CACHE_HOME: '/c' }, true)).toMatch(/^\/c\/bianyin\/electron-[\d.]+-trial$/);
    expect(trialFolder({}, true)).toMatch(/^\/var\/cache\/bianyin\//);
    expect(trialFolder({}, false)).toMatch(/\/\.cache\/bianyin\//);
    expect([
      isTrialSystem('linux', 'x64'),
      isTrialSystem('linux', 'arm64'),
      isTrialSystem('win32', 'x64'),
    ]).toEqual([true, false, false]);
  });
});

test('npm start finds it behind every other, and nowhere when another was named', () => {
  const cache = runtime('cache', true);
  const named = join(folder, 'named');
  mkdirSync(named);
  expect(findAnyElectron(named, cache)).toBeNull();
  writeFileSync(join(named, 'electron'), '');
  expect(findAnyElectron(named, cache)).toEqual({ executable: join(named, 'electron'), isTrial: false });
  expect(findAnyElectron(cache, cache)).toEqual({ executable: join(cache, 'electron'), isTrial: true });
});

test('a program lies in its resources, its own files are itself, and the rest is named', () => {
  const made = runtime('laid', true);
  const app = join(folder, 'app');
  mkdirSync(app);
  const executable = layOutTrial(made, join(folder, 'out'), app);
  expect(readFileSync(executable, 'utf8')).toBe('electron');
  expect(() => readlinkSync(executable)).toThrow();
  expect(readlinkSync(join(folder, 'out/resources.pak'))).toBe(join(made, 'resources.pak'));
  expect(readlinkSync(join(folder, 'out/resources/app'))).toBe(app);
  writeFileSync(join(folder, 'out/left'), '');
  layOutTrial(made, join(folder, 'out'), app);
  expect(existsSync(join(folder, 'out/left'))).toBe(false);
  expect(readdirSync(join(folder, 'out'))).toContain('chrome_crashpad_handler');
});
