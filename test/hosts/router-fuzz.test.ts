/** Ten thousand malformed calls at the router itself: a typed error each time, no crash, no service reached, nothing of main shown. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { routeCall, type Route } from '../../src-main/app/router/route-call.ts';
import { calls, type CallName } from '../../src-main/contract/calls.ts';
import { callError, routerSentences } from '../../src-main/contract/result.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { fakeHost } from './support/fake-host.ts';

const RUNS = 10_000;
const names = Object.keys(calls) as CallName[];
const folder = mkdtempSync(join(tmpdir(), 'bianyin-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Refusals that come before any service. */
const early = ['unknown-name', 'bad-input', 'too-large', 'forbidden'];
/** JSON texts that no schema takes: each has a key that no call knows, or is no object, or no JSON. */
const malformedText = fc.oneof(
  fc.string({ maxLength: 200 }).filter((text) => !isEmptyObject(text)),
  fc.json().filter((text) => !isEmptyObject(text)),
  fc
    .tuple(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.constantFrom('__proto__', 'constructor', 'path', 'x'),
    )
    .map(([body, key]) => `{${JSON.stringify(key)}:1,"y":${JSON.stringify(body)}}`),
  fc.nat(30).map((depth) => `${'['.repeat(depth * 100)}${']'.repeat(depth * 100)}`),
  fc.constant(JSON.stringify({ document: '/etc/passwd', offset: -1, length: 1e9 })),
  fc.nat(2_000_000).map((length) => `{"z":"${'x'.repeat(length)}"}`),
);
const malformedInput = fc.oneof(
  { weight: 9, arbitrary: malformedText },
  { weight: 1, arbitrary: fc.anything().filter((value) => typeof value !== 'string') },
);
const anyName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...names) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>('__proto__', 'toString', 'hasOwnProperty', '', 'home.describe '),
  },
  { weight: 1, arbitrary: fc.anything().filter((value) => !names.includes(value as CallName)) },
);

describe('malformed calls', () => {
  test(`${RUNS} of them end with a typed error before any service`, async () => {
    const host = fakeHost(homeDirectory(join(folder, 'home')));
    const page = host.open();
    const name = async (name: unknown, input: unknown): Promise<void> => {
      const result = await page.connection.call(true, name, input);
      expect(result.ok).toBe(false);
      if (result.ok) return;
      expect(callError.parse(result.error)).toEqual(result.error);
      expect(early).toContain(result.error.code);
      expect(JSON.stringify(result.error)).not.toContain(folder);
    };
    await fc.assert(fc.asyncProperty(anyName, malformedInput, name), { numRuns: RUNS });
    expect(host.reported).toEqual([]);
    expect(host.questions).toEqual([]);
  });

  test.each(names)('%s: an untrusted sender, and the other kind of page, are refused', async (name) => {
    let reached = 0;
    const handlers = Object.fromEntries(names.map((each) => [each, () => (reached += 1)]));
    const other = calls[name].page === 'main' ? 'pin' : 'main';
    const route = (page: Route['page']): Route => ({ page, handlers, report: () => undefined });
    expect(await routeCall(route(calls[name].page), false, name, '{}')).toMatchObject({
      error: { code: 'forbidden' },
    });
    const wrongPage = await routeCall(route(other), true, name, '{}');
    expect(wrongPage.ok).toBe(false);
    expect(reached).toBe(0);
  });
});

describe('what comes out of a service', () => {
  const route = (handler: () => unknown, reported: unknown[] = []): Route => ({
    page: 'main',
    handlers: { 'document.close': handler },
    report: (_, error) => void reported.push(error),
  });
  const input = JSON.stringify({ document: `d-${'a'.repeat(32)}` });

  test('is stripped of what the contract does not name', async () => {
    const result = await routeCall(
      route(() => ({ path: '/secret' })),
      true,
      'document.close',
      input,
    );
    expect(result).toEqual({ ok: true, value: {} });
  });

  test('is a number and nothing else when it is an exception that nobody expected', async () => {
    const reported: unknown[] = [];
    const fail = (): never => {
      throw new Error('ENOENT /home/somebody/secret.pdf');
    };
    const result = await routeCall(route(fail, reported), true, 'document.close', input);
    expect(result).toEqual({
      ok: false,
      error: { code: 'internal', detail: { diagnostic: expect.any(String) as string } },
    });
    expect(reported).toHaveLength(1);
  });

  test('is the code and the detail when it is a known error', async () => {
    const fail = (): never => {
      throw new BianyinError('output-exists', { file: 'a.pdf' });
    };
    const result = await routeCall(route(fail), true, 'document.close', input);
    expect(result).toEqual({ ok: false, error: { code: 'output-exists', detail: { file: 'a.pdf' } } });
  });

  test('every code of the router says in both languages what happened', () => {
    for (const { zh, en } of Object.values(routerSentences))
      expect(Math.min(zh.length, en.length)).toBeGreaterThan(8);
  });
});

function isEmptyObject(text: string): boolean {
  return text.trim().replaceAll(/\s/g, '') === '{}';
}
