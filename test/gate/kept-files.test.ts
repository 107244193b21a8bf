/** Copies of dropped files live as long as their requests might: a clock that is wrong for an hour takes none of them away. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepCopy, sweepKept } from '../../src-main/app/requests/kept-files.ts';
import { cancelRequest, decideRequest } from '../../src-main/app/requests/requests.ts';
import { openMoment } from '../../src-main/home/home-moment.ts';
import {
  actor,
  copyOf,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { submit } from './support/story.ts';

const DAY = 24 * 3_600_000;
let base: Sandbox;
let contract: string;

beforeAll(async () => {
  base = await makeSandbox();
  contract = await writePdf(base.folder);
});
afterAll(() => removeSandbox(base));

/** A request about a copy in the home. */
async function keptRequest() {
  const home = copyOf(base);
  const session = sessionOf(home);
  const kept = keepCopy(home.home, contract);
  const id = await submit(home, session, kept);
  const sweepIn = (days: number): void => sweepKept(sessionOf(home, () => new Date(Date.now() + days * DAY)));
  return { home, session, kept, id, sweepIn };
}

test.each([0, 3, 400, -1, -400])(
  'a request waits, and the clock is %i days off: its file stays, and nobody gets another answer for it',
  async (days) => {
    const { kept, sweepIn } = await keptRequest();
    sweepIn(days);
    expect(existsSync(kept)).toBe(true);
  },
);

test('a request was taken back: its file goes', async () => {
  const { home, session, kept, id, sweepIn } = await keptRequest();
  await cancelRequest(session, actor(home, 'applicant'), id, '不办了');
  sweepIn(0);
  expect(existsSync(kept)).toBe(false);
});

test('a request ran out: its file stays a month to be submitted again, and goes when something later is on record', async () => {
  const { home, kept, sweepIn } = await keptRequest();
  for (const days of [30, 60]) {
    const later = openMoment(home.home.root, new Date(Date.now() + days * DAY));
    later.store.record('note', {});
    later.close();
    sweepIn(days + 1);
    // Valid for a week, then a month: 37 days.
    expect(existsSync(kept)).toBe(days === 30);
  }
});

test('a request was rejected: its file stays to be submitted again', async () => {
  const { home, session, kept, id, sweepIn } = await keptRequest();
  await decideRequest(session, actor(home, 'department'), id, { reason: '金额不符' });
  sweepIn(0);
  expect(existsSync(kept)).toBe(true);
});

test('a copy that no request is about goes', async () => {
  const { home, kept, sweepIn } = await keptRequest();
  const stray = keepCopy(home.home, contract);
  sweepIn(0);
  expect([existsSync(stray), existsSync(kept)]).toEqual([false, true]);
});
