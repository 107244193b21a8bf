/**
 * The bridge over SKF libraries (GM/T 0016) of each layout, with each oddity that libraries were seen with (native/soft-skf/README.md): what is listed,
 * how many tries are left, and what signing comes to. One that reaches a function that must never be called ends the child, and so the test.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skfLayouts, type SkfLayout } from './skf-fixture.ts';
import type { SkfResult, SkfRow } from './skf-rows.ts';
import { createTestToken, runTokenScript } from './soft-ukey-fixture.ts';

const pin = '123456';
const layouts = Object.keys(skfLayouts) as SkfLayout[];

/** A token of two certificates, of which the one for signing signs, and a seal of 5046 octets in a file. */
const whole = {
  listed: 'ok',
  tokens: ['first'],
  unreadable: [],
  certificates: 2,
  seals: ['41020000000001 5046'],
  mistyped: 'pin-incorrect',
  tries: [6, 5],
  signed: 'ok',
  changed: ['pin-length', 6, 'pin-incorrect', 5],
};
type Expected = Partial<Omit<SkfResult, 'layout' | 'told'>>;

/** A library that says nothing of the tries until one is lost. */
const untold: Expected = { tries: [null, 5], changed: ['pin-length', null, 'pin-incorrect', 5] };

/** What is expected in every layout. */
const rows: readonly (readonly [odd: string, expected: Expected])[] = [
  ['', {}],
  ['enum-512', {}],
  ['list-unended', {}],
  ['no-null-query', {}],
  ['old-blob', {}],
  ['left-aligned', {}],
  ['no-public-key', {}],
  ['certificate-padded', {}],
  ['info-by-fields', {}],
  ['names-48', {}],
  ['small-reads', {}],
  ['no-files', { seals: [] }],
  ['retry-in-error', {}],
  ['retry-in-error no-pin-info', untold],
  ['no-pin-info', untold],
  ['change-verifies-first', {}],
  ['no-clear', {}],
  ['already-logged-in', {}],
  ['already-logged-in no-clear', {}],
  ['drops-logins', {}],
  ['pin-16', {}],
  ['removed-is-invalid-handle', {}],
  ['two-applications', { tokens: ['BIANYIN', 'MAKER'] }],
];

/** What certainly cannot be used says so, and how. */
const refused: readonly (readonly [odd: string, expected: Expected])[] = [
  ['device-busy', { tokens: [], unreadable: ['0x8a000001'], certificates: 0, seals: [] }],
  ['empty-applications', { tokens: [], certificates: 0, seals: [] }],
  ['overruns', { listed: 'token-device-error 0x80534b02' }],
  ['no such oddity', { listed: 'token-device-error 0x8a000001' }],
];

let folder = '';
let results: readonly SkfResult[] = [];
const all = [...rows, ...refused].flatMap(([odd]) => layouts.map((layout): SkfRow => ({ layout, odd })));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-skf-'));
  const directory = join(folder, 'tokens');
  createTestToken({ directory, label: 'first', pin, soPin: '87654321' });
  const certificate = runTokenScript(new URL('make-skf-token.ts', import.meta.url), [pin], { directory });
  const script = new URL('skf-rows.ts', import.meta.url);
  results = JSON.parse(
    runTokenScript(script, [pin, certificate], { directory, input: JSON.stringify(all) }),
  ) as readonly SkfResult[];
  return () => rmSync(folder, { recursive: true, force: true });
});

const resultOf = (odd: string, layout: SkfLayout): SkfResult | undefined =>
  results[all.findIndex((row) => row.odd === odd && row.layout === layout)];

describe.each(layouts)('%s', (layout) => {
  test.each(rows)('%s: used', (odd, expected) => {
    expect(resultOf(odd, layout)).toMatchObject({ ...whole, ...expected });
    expect(resultOf(odd, layout)?.told).toContain(skfLayouts[layout].told);
  });

  test.each(refused)('%s: refused', (odd, expected) => {
    expect(resultOf(odd, layout)).toMatchObject(expected);
  });
});
