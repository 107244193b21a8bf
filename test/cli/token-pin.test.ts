/** A PIN is changed by whoever knows it, and set anew by the administrator once it is locked; nothing else gives a try back. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestToken } from '../token/soft-ukey-fixture.ts';
import { bianyinHere, bianyinTyped, errorCode, type Run } from './support/terminal.ts';

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-pin-'));
  const made = await bianyinHere(['sandbox', 'init', '--home', 'home'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  createTestToken({
    directory: join(folder, 'home/tokens'),
    label: 'spare',
    pin: '123456',
    soPin: '87654321',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file that only its owner can read. */
function pinFile(pin: string): string {
  const path = join(folder, `${pin}.pin`);
  writeFileSync(path, `${pin}\n`, { mode: 0o600 });
  return path;
}

const run = (command: string, token: string, pin: string, newPin: string): Promise<Run> =>
  bianyinHere(
    [
      ...['token', command, '--token', token, '--pin-file', pinFile(pin)],
      ...['--new-pin-file', pinFile(newPin), '--home', 'home', '--json'],
    ],
    { cwd: folder },
  );

async function stateOf(label: string): Promise<string | undefined> {
  const { tokens } = (
    await bianyinHere(['token', 'list', '--home', 'home', '--json'], { cwd: folder })
  ).json() as {
    tokens: readonly { readonly label: string; readonly pinState: string }[];
  };
  return tokens.find((each) => each.label === label)?.pinState;
}

test('the old PIN opens nothing any more, the new one does', async () => {
  const changed = await run('change-pin', 'spare', '123456', '654321');
  expect([changed.code, changed.stderr]).toEqual([0, '']);
  expect(errorCode(await run('change-pin', 'spare', '123456', '111111'))).toBe('pin-incorrect');
  expect((await run('change-pin', 'spare', '654321', '123456')).code).toBe(0);
});

test('what the token does not take as a PIN changes nothing and costs no try', async () => {
  expect(errorCode(await run('change-pin', 'spare', '123456', '12'))).toBe('pin-length');
  expect(await stateOf('spare')).toBe('ok');
  expect(errorCode(await run('change-pin', 'nobody', '123456', '654321'))).toBe('token-not-found');
});

test('six wrong ones lock it; the right one helps nobody then, the administrator does, with the own PIN alone', async () => {
  for (let i = 0; i < 6; i += 1) await run('change-pin', 'spare', '000000', '654321');
  expect(await stateOf('spare')).toBe('locked');
  expect(errorCode(await run('change-pin', 'spare', '123456', '654321'))).toBe('pin-locked');
  expect(errorCode(await run('unblock', 'spare', '123456', '654321'))).toBe('pin-incorrect');
  expect(await stateOf('spare')).toBe('locked');
  expect((await run('unblock', 'spare', '87654321', '654321')).code).toBe(0);
  expect(await stateOf('spare')).toBe('ok');
  expect((await run('change-pin', 'spare', '654321', '123456')).code).toBe(0);
});

test('without a new PIN, and without a terminal to type it, nothing is changed', async () => {
  const args = ['token', 'change-pin', '--token', 'spare', '--pin-file', pinFile('123456')];
  const none = await bianyinHere([...args, '--home', 'home', '--json'], { cwd: folder });
  expect(errorCode(none)).toBe('pin-required');
  expect((await run('change-pin', 'spare', '123456', '123456')).code).toBe(0);
});

test('typed at a terminal: twice alike, and nothing of it is shown', async () => {
  const args = ['token', 'change-pin', '--token', 'spare', '--home', 'home', '--json'];
  const typed = (second: string) =>
    bianyinTyped(
      args,
      [
        ['spare 的 PIN：', '123456'],
        ['新的 PIN：', '975310'],
        ['再输入一次新的 PIN：', second],
      ],
      { cwd: folder },
    );
  const other = await typed('975311');
  expect(other.code).not.toBe(0);
  expect(other.shown).toContain('pin-not-repeated');
  const alike = await typed('975310');
  expect(alike.code, alike.shown).toBe(0);
  expect(`${other.shown}${alike.shown}`).not.toMatch(/123456|97531/);
  expect((await run('change-pin', 'spare', '975310', '123456')).code).toBe(0);
}, 60_000);

test('a sandbox forgets the PIN that was changed: its button would cost tries', async () => {
  const file = join(folder, 'home/pins/soft-keeper.pin');
  const args = ['token', 'change-pin', '--token', 'soft-keeper', '--pin-file', file];
  const done = await bianyinHere([...args, '--new-pin-file', pinFile('246810'), '--home', 'home', '--json'], {
    cwd: folder,
  });
  expect(done.code, done.stderr).toBe(0);
  expect(existsSync(file)).toBe(false);
});
