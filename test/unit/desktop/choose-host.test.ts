/** Which host `npm start` opens, and that it says why. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseHost, type FoundOnMachine } from '../../../scripts/desktop/choose-host.ts';
import { findElectron } from '../../../scripts/desktop/find-electron.ts';

const everything: FoundOnMachine = {
  electron: '/e/electron',
  trialVersion: null,
  isElectronOverridden: false,
  chromium: '/usr/bin/chromium',
  hasDisplay: true,
  isRoot: false,
};
const choose = (change: Partial<FoundOnMachine>) => chooseHost({ ...everything, ...change });

describe('the host of npm start', () => {
  test.each([
    ['Electron where its program is', {}, 'electron', 'node_modules/electron'],
    ['Electron from another folder', { isElectronOverridden: true }, 'electron', 'OVERRIDE'],
    ['the Electron for trial, by its version', { trialVersion: '33.2.1' }, 'electron', '33.2.1 for trial'],
    ['Electron without any Chromium', { chromium: null }, 'electron', 'Electron'],
    ['Chromium where there is no Electron', { electron: null }, 'chromium', 'no Electron'],
    [
      'Chromium when the other folder is empty',
      { electron: null, isElectronOverridden: true },
      'chromium',
      'OVERRIDE',
    ],
    ['Chromium for root', { isRoot: true }, 'chromium', 'root'],
    ['nothing without both', { electron: null, chromium: null }, 'none', 'npm run demo'],
    ['nothing for root without Chromium', { isRoot: true, chromium: null }, 'none', 'npm run demo'],
    ['nothing without a display', { hasDisplay: false }, 'none', 'npm run demo'],
  ] as const)('is %s', (_, change, host, word) => {
    const choice = choose(change);
    expect(choice.host).toBe(host);
    expect(choice.why.en).toContain(word);
    expect(choice.why.zh).not.toBe('');
  });

  test('is opened with the program that was found', () => {
    expect(choose({})).toMatchObject({ executable: '/e/electron' });
    expect(choose({ electron: null })).toMatchObject({ executable: '/usr/bin/chromium' });
  });
});

test('the Electron program is looked for where it was said to be, under the name of the system', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-electron-'));
  mkdirSync(join(folder, 'Electron.app/Contents/MacOS'), { recursive: true });
  const programs = {
    linux: 'electron',
    win32: 'electron.exe',
    darwin: 'Electron.app/Contents/MacOS/Electron',
  };
  for (const [platform, program] of Object.entries(programs)) {
    const find = (): string | null => findElectron(folder, platform as NodeJS.Platform);
    expect(find()).toBeNull();
    writeFileSync(join(folder, program), '');
    expect(find()).toBe(join(folder, program));
  }
  rmSync(folder, { recursive: true });
});
