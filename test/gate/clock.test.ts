/** The machine's clock is put back, or was ahead and is right again: nothing is sealed, nothing is lost, and people hear of the clock. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRequests, showRequest } from '../../src-main/app/requests/requests.ts';
import { openAppSession } from '../../src-main/app/session.ts';
import { openMoment } from '../../src-main/home/home-moment.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { apply, approved, codeOf, submit, usesOf } from './support/story.ts';

const HOUR = 3_600_000;
let base: Sandbox;
let contract: string;
let ready: string;

beforeAll(async () => {
  base = await makeSandbox();
  contract = await writePdf(base.folder);
  const session = openAppSession(base.home);
  ready = await approved(base, session, contract, { uses: 2 });
  await apply(base, session, ready, join(base.folder, 'before.pdf'), { timeStamp: 'now' });
  session.stop();
});
afterAll(() => removeSandbox(base));

/** A session whose clock is so many hours ahead. */
function sessionAt(sandbox: Sandbox, hours: number) {
  return sessionOf(sandbox, () => new Date(Date.now() + hours * HOUR));
}

test.each([-1, -24, -24 * 400])(
  '%i hours: no list of states that nobody can judge, no seal, no request, no green',
  async (hours) => {
    const home = copyOf(base);
    const session = sessionAt(home, hours);
    const output = join(home.folder, 'out.pdf');
    const uses = usesOf(home, ready);
    const clock = /^clock-(behind|suspect)$/;
    expect(await codeOf(() => listRequests(session))).toMatch(clock);
    expect(await codeOf(() => showRequest(session, ready))).toMatch(clock);
    expect(await codeOf(() => apply(home, session, ready, output))).toMatch(clock);
    expect(await codeOf(() => submit(home, session, contract))).toMatch(clock);
    const [seen] = await verifyFiles(session, { files: [join(base.folder, 'before.pdf')], trust: [] });
    expect(seen && 'report' in seen && seen.report).toMatchObject({
      level: 'UNSURE',
      codes: expect.arrayContaining(['CLOCK_SUSPECT']) as string[],
    });
    expect(existsSync(output)).toBe(false);
    expect(usesOf(home, ready)).toEqual(uses);
  },
);

test('ahead for a while, then right again: what was approved is not called void, and the reason is the clock', async () => {
  const home = copyOf(base);
  const ahead = openMoment(home.home.root, new Date(Date.now() + 2 * HOUR));
  ahead.store.record('note', {});
  ahead.close();
  const session = sessionAt(home, 0);
  expect(await codeOf(() => listRequests(session))).toBe('clock-behind');
  expect(await codeOf(() => apply(home, session, ready, join(home.folder, 'out.pdf')))).toBe('clock-behind');
  const later = sessionAt(home, 2.5);
  expect(listRequests(later).map(({ state }) => state)).toEqual(['partly-used']);
});
