/** A new PIN through the PIN window: who knows the one before, who is the administrator; what differs, is wrong or locked; and nothing of it leaves that window. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinFile } from '../../src-main/app/office/sandbox-setup.ts';
import type { PinAnswer } from '../../src-main/contract/pin.ts';
import { makeSandbox, pinOf, removeSandbox, type Sandbox } from '../gate/support/sandbox.ts';
import { createTestToken } from '../token/soft-ukey-fixture.ts';
import { fakeHost, type FakeHost } from './support/fake-host.ts';

let sandbox: Sandbox;
let present = '';
const fresh = 'Kf83-neu-tuz';
const token = 'soft-applicant';
const administrator = '87654321';

beforeAll(async () => {
  sandbox = await makeSandbox();
  const directory = sandbox.home.tokens;
  createTestToken({ directory, label: 'spare', pin: '123456', soPin: administrator });
  present = new TextDecoder().decode(pinOf(sandbox, 'applicant'));
});
afterAll(() => removeSandbox(sandbox));

const base64 = (text: string): string => Buffer.from(text).toString('base64');
function typed(pin: string, newPin: string, repeated = newPin): PinAnswer {
  const answer = { pin: base64(pin), newPin: base64(newPin), repeated: base64(repeated) };
  return { kind: 'change', ...answer, confirmedFinal: true };
}

/** The answers one after another; then the window is closed. */
function answers(host: FakeHost, ...given: readonly PinAnswer[]): void {
  const left = [...given];
  const next = (): PinAnswer | null => left.shift() ?? null;
  host.person = next;
  host.again = next;
}

test(
  'mended in the window, then changed; other answers are refused there',
  { timeout: 120_000 },
  async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const sent: string[] = [];
    host.person = async (question, _close, tell) => {
      expect(question).toMatchObject({
        ...{ action: 'changePin', triesState: 'ok', hasKeypad: false, offersSandboxPin: false },
        token: { label: token, holder: '陈晓禾' },
      });
      expect(question.change?.least).toBeGreaterThan(0);
      for (const answer of [
        { kind: 'typed', pin: base64(present), confirmedFinal: true },
        { kind: 'sandbox', confirmedFinal: true },
        { kind: 'keypad', confirmedFinal: true },
      ] satisfies PinAnswer[]) {
        const told = await tell(answer);
        sent.push(told.ok ? 'ok' : told.error.code);
      }
      return typed(present, fresh, `${fresh}x`);
    };
    const further = [typed('wrong-one', fresh), typed(present, 'x'), typed(present, fresh)];
    host.again = () => further.shift() ?? null;
    await page.value('token.changePin', { token });
    expect(sent).toEqual(['bad-input', 'bad-input', 'bad-input']);
    expect(host.looks.map(({ problem }) => problem)).toEqual(['differs', 'wrong', 'length']);
    // What differs costs no try, and neither does a new PIN that is too short.
    expect(host.looks.map(({ triesState }) => triesState)).toEqual(['ok', 'low', 'low']);
    // The demonstration types it no more: what lay in its file would cost a try.
    expect(() => statSync(pinFile(sandbox.home, token))).toThrow();
    // The one before opens nothing, the new one does.
    answers(host, typed(present, 'Another-1'));
    expect(await page.code('token.changePin', { token })).toBe('pin-incorrect');
    answers(host, typed(fresh, 'Another-1'));
    expect(await page.code('token.changePin', { token })).toBe('ok');
    expect(host.questions.at(-1)?.offersSandboxPin).toBe(false);
    expect(host.reported).toEqual([]);
  },
);

test('a signature takes no new PIN, and the demonstration offers no PIN that it has not', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  let code = '';
  host.person = async (question, _close, tell) => {
    expect(question.change).toBeUndefined();
    const told = await tell(typed('a-b-c-d', fresh));
    code = told.ok ? 'ok' : told.error.code;
    return { kind: 'refused' };
  };
  const seen = (await page.value('clock.show', {})).seen ?? '2026-01-01T00:00:00Z';
  expect(await page.code('clock.correct', { token: 'soft-legal', reason: '试', seen })).toBe('cancelled');
  expect(code).toBe('bad-input');
});

test(
  'locked: the sentence leads to the administrator, who sets a new one; all tries are back',
  { timeout: 120_000 },
  async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const locking = 'spare';
    const wrong = Array.from({ length: 20 }, () => typed('not-it-0', fresh));
    answers(host, ...wrong);
    expect(await page.code('token.changePin', { token: locking })).toBe('pin-locked');
    const opened = host.questions.length;
    expect(await page.code('token.changePin', { token: locking })).toBe('pin-locked');
    // Nobody is asked for what cannot help.
    expect(host.questions).toHaveLength(opened);
    const states = await page.value('token.list', {});
    expect(states.find(({ label }) => label === locking)).toMatchObject({
      triesState: 'locked',
      hasKeypad: false,
    });
    answers(host, typed('not-the-administrator', fresh));
    expect(await page.code('token.unblockPin', { token: locking })).toBe('pin-incorrect');
    expect(host.questions.at(-1)).toMatchObject({ action: 'unblock', triesLeft: null });
    answers(host, typed(administrator, fresh));
    expect(await page.code('token.unblockPin', { token: locking })).toBe('ok');
    const after = await page.value('token.list', {});
    expect(after.find(({ label }) => label === locking)).toMatchObject({ triesState: 'ok' });
    answers(host, typed(fresh, 'Another-1'));
    expect(await page.code('token.changePin', { token: locking })).toBe('ok');
  },
);

test('no file of the home holds what was typed', () => {
  const marks = ['Kf83-neu', 'Another-1', base64(fresh), base64('Another-1')];
  const found = readdirSync(sandbox.home.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => marks.some((mark) => readFileSync(file).includes(mark)));
  expect(found).toEqual([]);
});
