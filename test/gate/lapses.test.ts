/** A home tells what comes to its end: by its own certificates and seals, seen from a clock that is later. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { homeStanding } from '../../src-main/app/office/home-standing.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, type Sandbox } from './support/sandbox.ts';

const DAY = 86_400_000;
let base: Sandbox;
beforeAll(async () => {
  base = await makeSandbox();
});
afterAll(() => removeSandbox(base));

const standingIn = (sandbox: Sandbox, days: number) =>
  homeStanding(sessionOf(sandbox, () => new Date(Date.now() + days * DAY)));

test('a new home has nothing to tell', () => {
  expect(standingIn(copyOf(base), 0).lapses).toEqual([]);
});

test('weeks before the end of the seals each is named once, with its certificate; afterwards they are over', () => {
  const home = copyOf(base);
  const three = 3 * 365;
  const seals = (days: number) =>
    standingIn(home, days).lapses.filter(({ what }) => what === 'seal-and-certificate');
  expect(seals(three - 90)).toEqual([]);
  const soon = seals(three - 20);
  expect(soon.map(({ stage }) => stage)).toEqual(Array.from({ length: 5 }, () => '30'));
  expect(new Set(soon.map(({ name }) => name)).size).toBe(5);
  expect(seals(three - 5).every(({ stage }) => stage === '10')).toBe(true);
});

test('a register that cannot be read hides no seal that comes to its end', () => {
  const home = copyOf(base);
  writeFileSync(join(home.home.root, 'bianyin.db'), 'no database');
  const { lapses, problem } = standingIn(home, 3 * 365 - 20);
  expect(problem).not.toBeNull();
  expect(lapses.filter(({ what }) => what === 'seal-and-certificate')).toHaveLength(5);
});
