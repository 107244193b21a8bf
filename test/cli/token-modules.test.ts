/** `token modules …`: drivers are listed, tried, added and taken away in the terminal, and `token list` shows the tokens of all. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { tokenFile } from '../gate/support/sandbox.ts';
import { oddDriver, type OddDriver } from '../token/odd-driver.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder = '';
let driver: OddDriver;
let other: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-modules-'));
  const made = await bianyinHere(['sandbox', 'init', '--home', 'home'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  const place = join(folder, 'other');
  mkdirSync(place, { mode: 0o700 });
  const file = tokenFile({ folder, home: homeDirectory(join(folder, 'home')) }, 'soft-keeper');
  renameSync(file, join(place, basename(file)));
  driver = oddDriver(folder);
  other = [`variable BIANYIN_SOFT_UKEY_DIR ${place}`];
  driver.set(other);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Run> =>
  bianyinHere(['token', ...args, '--home', 'home'], { cwd: folder });

test('a driver is tried without being kept, added by its file, and its tokens are listed with the others', async () => {
  expect((await run('list')).stdout).not.toContain('马堃');
  const tried = await run('modules', 'test', 'libodd.so');
  expect(tried.stdout).toBe('libodd.so：看到 1 把 UKey\n');
  expect((await run('modules', 'list')).stdout.trim().split('\n')).toHaveLength(1);
  expect((await run('modules', 'add', 'libodd.so')).code).toBe(0);
  expect((await run('list')).stdout).toMatch(/soft-keeper.*马堃.*SM2/);
  const [, second] = (await run('modules', 'list')).stdout.trim().split('\n');
  expect(second).toBe('2  libodd.so  看到 1 把 UKey');
});

test('what of a token cannot be read stands below the list', async () => {
  driver.set([...other, 'more-certificate 7f210100', 'bad-slot 0x30']);
  const { stdout } = await run('list');
  expect(stdout).toContain('soft-keeper：里面有一张证书的内容是坏的');
  expect(stdout).toMatch(/号插槽里的 UKey 读不出来（代码 0x30）/);
  driver.set(other);
});

test('a file that is no driver, one that is taken, and the first one', async () => {
  writeFileSync(join(folder, 'text.so'), 'x'.repeat(200));
  expect(errorCode(await run('modules', 'test', 'text.so', '--json'))).toBe('token-driver-not-library');
  expect(errorCode(await run('modules', 'add', 'nowhere.so', '--json'))).toBe('token-library-missing');
  expect(errorCode(await run('modules', 'add', 'libodd.so', '--json'))).toBe('driver-taken');
  expect(errorCode(await run('modules', 'exchange', 'libodd.so', '--json'))).toBe('driver-sandbox');
  expect(errorCode(await run('modules', 'remove', '1', '--json'))).toBe('driver-first');
  for (const which of ['3', '0', 'nowhere.so'])
    expect(errorCode(await run('modules', 'remove', which, '--json'))).toBe('driver-missing');
});

test('one is taken away by its file, or by its number', async () => {
  expect((await run('modules', 'remove', 'libodd.so')).code).toBe(0);
  expect((await run('list')).stdout).not.toContain('马堃');
  expect((await run('modules', 'add', 'libodd.so')).code).toBe(0);
  expect((await run('modules', 'remove', '2')).code).toBe(0);
  expect((await run('modules', 'list')).stdout.trim().split('\n')).toHaveLength(1);
});
