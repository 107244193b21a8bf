/** What each story costs a person: presses in any window and PIN windows. docs/stories.md is this table; the specs count and compare. */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { variations } from '../../support/every-case.ts';
import type { Desk } from './desk.ts';

/** An office PC as it comes, and at 200 %, which leaves half of its pixels each way: the stories cost the same. */
export const storyWindows = variations(
  [
    { width: 1366, height: 768 },
    { width: 683, height: 384 },
  ],
  1,
);

export interface CountedStory {
  readonly who: string;
  readonly what: string;
  /** Pointers that go down in any window of 汴印; the system's own dialog for files is not counted. */
  readonly presses: number;
  readonly pins: number;
}

export const stories = {
  single: {
    who: 'Applicant, head of the department, keeper, each with an own UKey',
    what: 'A letter is chosen, the seal placed, its purpose told, approved, sealed and verified',
    presses: 11,
    pins: 3,
  },
  first: {
    who: 'Somebody who tries it',
    what: 'From the empty window: the sandbox is made, the sample contract asked for, approved twice, sealed and verified',
    presses: 17,
    pins: 4,
  },
  monthEnd: {
    who: 'Clerk, head of finance, keeper, at one machine',
    what: 'Thirty statements from a list are asked for, looked into, approved and sealed into a folder with an index',
    presses: 17,
    pins: 3,
  },
  together: {
    who: 'Head of the department',
    what: 'Three requests that wait are opened one after the other and approved together',
    presses: 6,
    pins: 1,
  },
  again: {
    who: 'Applicant',
    what: 'A rejected request is changed and submitted again',
    presses: 4,
    pins: 1,
  },
} as const satisfies Readonly<Record<string, CountedStory>>;

export type StoryName = keyof typeof stories;

type Counting = Pick<Desk, 'presses' | 'pinWindows' | 'seconds' | 'opening'>;

/** What was pressed until now. A window tells of a press by a way of its own, and may do so after it has acted. */
export async function countedSoFar(
  desk: Counting,
): Promise<{ presses: number; pins: number; seconds: number }> {
  const seconds = desk.seconds();
  for (let before = -1; before !== desk.presses(); await sleep(QUIET_MS)) before = desk.presses();
  return { presses: desk.presses(), pins: desk.pinWindows(), seconds };
}

/** No press is told later than this after another, ms. */
const QUIET_MS = 1000;

/** Fails when the table says anything else than was counted, less too: it is what people are told. `npm run bench -- --only stories` keeps the time. */
export async function expectCounted(
  name: StoryName,
  desk: Counting,
  before = { presses: 0, pins: 0, seconds: 0 },
): Promise<void> {
  const { presses, pins } = stories[name];
  const now = await countedSoFar(desk);
  const counted = { presses: now.presses - before.presses, pins: now.pins - before.pins };
  const { BIANYIN_STORIES: kept } = process.env;
  if (kept !== undefined)
    appendFileSync(
      kept,
      `${JSON.stringify({ name, seconds: now.seconds - before.seconds, opening: desk.opening })}\n`,
    );
  expect(counted).toEqual({ presses, pins });
}

/** The table of docs/stories.md. */
export function storyTable(): string {
  const rows = Object.values(stories).map(
    ({ who, what, presses, pins }) => `| ${what} | ${who} | ${presses} | ${pins} |`,
  );
  return ['| Story | Who | Presses | PINs |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
