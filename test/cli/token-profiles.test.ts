/**
 * `token test` and `token profiles`: a driver whose mechanism number no profile knows is tested, the file that the test wrote is taken, and the
 * token seals with it; without it, it does not.
 */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { tokenFile } from '../gate/support/sandbox.ts';
import { jsonMark } from '../../src-main/app/office/diagnosis/diagnosis-file.ts';
import { oddDriver, type OddDriver } from '../token/odd-driver.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder = '';
let driver: OddDriver;
let odd: string[] = [];
const home = () => homeDirectory(join(folder, 'home'));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-profiles-'));
  const made = await bianyinHere(['sandbox', 'init', '--home', 'home'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  const place = join(folder, 'other');
  mkdirSync(place, { mode: 0o700 });
  const file = tokenFile({ folder, home: home() }, 'soft-keeper');
  renameSync(file, join(place, basename(file)));
  driver = oddDriver(folder);
  // A maker of its own, and one mechanism under a number of its own: the digest, signed raw.
  odd = [
    `variable BIANYIN_SOFT_UKEY_DIR ${place}`,
    `text manufacturer ${Buffer.from('Odd Makers').toString('hex')}`,
    'mechanisms 0x80000101,0x80000999',
    'mechanism 0x80000101 0x80008105',
  ];
  driver.set(odd);
  expect((await run('modules', 'add', 'libodd.so')).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Run> =>
  bianyinHere(['token', ...args, '--home', 'home'], { cwd: folder });
const keeper = () => ['--token', 'soft-keeper', '--pin-file', join(home().pins, 'soft-keeper.pin')];
/** Without what an open database has beside it. */
const filesAtHome = () =>
  readdirSync(home().root)
    .filter((name) => !name.startsWith('bianyin.db-'))
    .sort();

test('a test says of each number what it comes to, and writes what worked into a file', async () => {
  expect((await run('list')).stdout).toMatch(/soft-keeper.*没有签名算法/);
  const tested = await run('test', ...keeper(), '--out', 'odd.json');
  expect(tested.code, tested.stderr).toBe(0);
  expect(tested.stdout).toMatch(/0x80000101 +摘要和 Z 由汴印计算 +可用，r‖s，64 字节/);
  expect(tested.stdout).toMatch(/0x80000101 +摘要和 Z 由 UKey 计算 +不接受/);
  expect(tested.stdout).toMatch(/0x80000999 .*不接受，0x70/);
  expect(tested.stdout).toMatch(/0x80008100 .*不接受，0x70/);
  const file = readFileSync(join(folder, 'odd.json'), 'utf8');
  expect(JSON.parse(file)).toMatchObject({ id: 'tested-libodd', sign: [{ mechanism: '0x80000101' }] });
  for (const personal of ['马堃', 'soft-keeper', folder]) expect(file).not.toContain(personal);
});

test('the file makes the token usable, until it is removed', async () => {
  const taken = await run('profiles', 'add', 'odd.json');
  expect(taken.stderr).toContain('注意');
  expect((await run('list')).stdout).toMatch(/soft-keeper.*马堃.* SM2/);
  expect((await run('profiles', 'list')).stdout).toMatch(/tested-libodd +Odd Makers.* 自己采用/);
  expect((await run('profiles', 'remove', 'tested-libodd')).code).toBe(0);
  expect((await run('list')).stdout).toMatch(/soft-keeper.*没有签名算法/);
  expect(errorCode(await run('profiles', 'remove', 'tested-libodd', '--json'))).toBe(
    'vendor-profile-missing',
  );
});

test('the diagnosis is one file, text and JSON, without anything of a person', async () => {
  expect((await run('diagnose', '--out', 'diagnosis.txt')).stdout).toBe('诊断文件已写好。\n');
  const [text = '', json = ''] = readFileSync(join(folder, 'diagnosis.txt'), 'utf8').split(`${jsonMark}\n`);
  expect(text).toContain('驱动 libodd.so');
  expect(text).toContain('UKey：Odd Makers');
  const { purpose, drivers } = JSON.parse(json) as { purpose: string; drivers: { title: string }[] };
  expect(purpose).toBe('bianyin.diagnosis');
  expect(drivers.map(({ title }) => title)).toEqual([expect.any(String), 'libodd.so']);
  for (const personal of ['马堃', 'soft-keeper', 'soft-legal', folder])
    expect(text + json).not.toContain(personal);
  driver.set([...odd, 'do C_GetTokenInfo crash']);
  const crashed = await run('diagnose');
  expect(crashed.code).toBe(0);
  expect(crashed.stdout).toMatch(/停在：C_GetTokenInfo（插槽 \d+）/);
  driver.set(odd);
  expect(errorCode(await run('diagnose', '--out', 'home/x.txt', '--json'))).toBe('output-inside-home');
});

test('what is no file of parameters is not taken', async () => {
  writeFileSync(join(folder, 'code.json'), '{"run":"echo"}');
  expect(errorCode(await run('profiles', 'add', 'code.json', '--json'))).toBe('vendor-profile-malformed');
  expect(errorCode(await run('profiles', 'add', 'nowhere.json', '--json'))).toBe('file-not-readable');
  expect((await run('profiles', 'list')).stdout).toContain('只用程序自带的');
  mkdirSync(home().vendorProfiles, { recursive: true });
  copyFileSync(join(folder, 'code.json'), join(home().vendorProfiles, 'code.json'));
  expect((await run('profiles', 'list')).stdout).toContain('code.json：不是参数文件');
  expect((await run('list')).code).toBe(0);
});

test('a test writes nothing into the home, and a token on which nothing works says so', async () => {
  const before = filesAtHome();
  driver.set([...odd, 'signature noise']);
  const tested = await run('test', ...keeper(), '--json');
  expect(tested.code).toBe(1);
  expect(tested.json()).toMatchObject({ ok: false, profileId: null });
  expect(errorCode(await run('test', ...keeper(), '--out', 'home/odd.json', '--json'))).toBe(
    'output-inside-home',
  );
  driver.set([...odd, 'attribute 0x11 none class=1']);
  expect(errorCode(await run('test', ...keeper(), '--json'))).toBe('token-no-sm2-certificate');
  expect(filesAtHome()).toEqual(before);
  driver.set(odd);
});
