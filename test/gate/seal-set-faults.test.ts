/**
 * Several seals on one file and a system that fails (docs/adr/0042, 0022): whatever is cut off while the first or the second is put on, the
 * file appears with both or not at all, and the register says how far it came.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { describeList, listAsShown, submitList } from '../../src-main/app/requests/draft-list.ts';
import { sweepKept } from '../../src-main/app/requests/kept-files.ts';
import { decideList, showList } from '../../src-main/app/requests/request-lists.ts';
import { composeRequest } from '../../src-main/app/requests/requests.ts';
import { nextInSet, setOfDraft } from '../../src-main/app/requests/seal-set.ts';
import { viewOfListRow } from '../../src-main/app/router/list-view.ts';
import { listLines } from '../../src-main/cli/list-text.ts';
import { openAppSession } from '../../src-main/app/session.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { variations } from '../support/every-case.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { end, faultyDatabase } from './support/faults.ts';
import { sealWithFault, startAnew, type PlannedFault } from './support/faulty-sealing.ts';
import {
  actor,
  copyOf,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

vi.mock('node:fs', async (original) => (await import('./support/faults.ts')).faultyFs(original));

let base: Sandbox;
let contract: string;
let id: string;
/** Sets that a fault has ended. */
let over = 0;

beforeAll(async () => {
  base = await makeSandbox();
  contract = await writePdf(base.folder);
  const session = openAppSession(base.home);
  const draft = await composeRequest(session, {
    ...{ file: contract, typeCode: '02', at: ['page=1,x=80mm,y=200mm'], keyword: [], seam: [] },
    ...{ reason: '付款通知', matter: 'payment', amount: '5000', resolutions: [], uses: 1 },
  });
  const set = setOfDraft(draft, [
    { typeCode: '05', placements: [{ kind: 'at', pages: [1], xMm: 120, yMm: 200 }] },
  ]);
  const shown = listAsShown(set, await describeList(session, set));
  id = await submitList(session, actor(base, 'applicant'), shown);
  await decideList(session, actor(base, 'finance-lead'), id);
  session.stop();
  openTokens(base);
  faultyDatabase();
}, 240_000);
afterEach(end);
afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

const members = { first: { place: '0001', person: 'cashier' }, second: { place: '0002', person: 'legal' } };
type Which = keyof typeof members;

function sealingOf(home: Sandbox, which: Which) {
  const { place, person } = members[which];
  return { id: `${id}-${place}`, contract, output: join(home.folder, 'out.pdf'), person };
}

/** Seals one of them in a home of its own, in which those before are on the file. */
async function attempt(which: Which, fault: PlannedFault | null) {
  const home = copyOf(base);
  if (which === 'second') {
    const first = await sealWithFault(home, sealingOf(home, 'first'), null);
    expect(first.code).toBe('ok');
  }
  const { code, calls } = await sealWithFault(home, sealingOf(home, which), fault);
  startAnew(home);
  return { home, code, calls, event: requireAgreement(home, which) };
}

/** The register's last word about the seal; it is true, and nothing is finished before the second. */
function requireAgreement(home: Sandbox, which: Which): string {
  const sealing = sealingOf(home, which);
  const rows = gateAt(home).moment(({ store }) => {
    expect(store.verifyJournal().ok).toBe(true);
    expect(store.openUses()).toEqual([]);
    return store.journal({ requestId: sealing.id });
  });
  const { event, entry } = rows.at(-1) ?? { event: '', entry: {} };
  const isDone = event === 'use-completed';
  const half = join(home.home.halves, `${id}-0001.pdf`);
  const made = which === 'second' ? sealing.output : half;
  if (isDone) expect(toHex(sm3(readFileSync(made)))).toBe(entry.sealedSm3);
  expect(existsSync(sealing.output)).toBe(which === 'second' && isDone);
  const whole = [home.folder, home.home.halves].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .map((name) => join(folder, name))
          .filter((path) => statSync(path).isFile() && statSync(path).size > 0)
      : [],
  );
  // Nothing else that holds a signature: the half, as long as the second is not on record, or the file of both.
  const kept = which === 'second' && !isDone ? [half] : isDone ? [made] : [];
  expect(whole.filter((path) => !(isDone && path === half)).sort()).toEqual(
    kept.filter((path) => !(isDone && path === half)),
  );
  return event;
}

/** Window and terminal say that the set is over, offer no seal of it, and keep no file that nobody will finish. */
function requireOver(home: Sandbox, which: Which, where: string): void {
  const session = sessionOf(home);
  const number = which === 'first' ? 1 : 2;
  const ended = { state: 'void', code: 'set-broken-off', detail: { id, number } };
  const list = showList(session, id);
  expect(list, where).toMatchObject(ended);
  expect(list.walk, where).toBeUndefined();
  expect(viewOfListRow(list).ended, where).toMatchObject({ code: 'set-broken-off' });
  expect(listLines(list).join('\n'), where).toContain(`盖第 ${number} 枚时中断了`);
  expect(list.seals?.[number - 1]?.state, where).toBe('failed');
  if (which === 'first') expect(list.seals?.[1]?.state, where).toBe('ended');
  expect(() => nextInSet(session, id), where).toThrow('set-broken-off');
  sweepKept(session);
  expect(existsSync(join(home.home.halves, `${id}-0001.pdf`)), where).toBe(false);
}

describe.each(['fail', 'lost', 'dead'] as const)('%s', (fault) => {
  test.each(['first', 'second'] as const)(
    'while the %s seal is put on',
    async (which) => {
      const { calls } = await attempt(which, null);
      const ends = new Set<string>();
      for (const [at, name] of variations([...calls.entries()], 3)) {
        if (fault === 'lost' && !/write|sync|link|rename|rm|truncate/i.test(name)) continue;
        const found = await attempt(which, { at, fault, code: 'EIO' });
        const where = `${fault} ${at} ${name}: ${found.code} ${found.event}`;
        ends.add(found.event);
        expect(['use-completed', 'use-failed', 'use-interrupted'], where).toContain(found.event);
        // What was put on goes on; what broke off after the token had signed ends the set.
        const isDone = found.event === 'use-completed';
        const after = sealingOf(found.home, 'second');
        const next = await codeOf(() =>
          gateAt(found.home).apply(after.id, contract, `${after.output}.2.pdf`, { person: after.person }),
        );
        if (!isDone) {
          over += 1;
          requireOver(found.home, which, `${where} ${next}`);
        }
        if (!isDone) expect(next, where).toBe('set-broken-off');
        else if (which === 'first') expect(next, where).toBe('ok');
        else expect(['uses-exhausted', 'set-half-changed', 'document-changed'], where).toContain(next);
      }
      expect(ends.size).toBeGreaterThan(0);
    },
    300_000,
  );
});

test('some of them were over', () => {
  expect(over).toBeGreaterThan(0);
});
