/**
 * Requests, lists and sets approved together under one PIN (docs/adr/0053): each keeps a statement, a signature and a comment of its own; what was not
 * shown is not signed, whatever main asks for, and what fails in the middle leaves what was signed signed and the rest as it was.
 */
import { renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveTogether, sortForApproval } from '../../src-main/app/requests/approve-together.ts';
import { cancelList, decideList, listItems, showList } from '../../src-main/app/requests/request-lists.ts';
import { cancelRequest, showRequest } from '../../src-main/app/requests/requests.ts';
import { membersSm3 } from '../../src-main/approval/list-members.ts';
import { openMoment } from '../../src-main/home/home-moment.ts';
import type { WantedApproval } from '../../src-main/tokens/signer-client.ts';
import { closeDesk, openDesk, type Desk } from './support/open-desk.ts';
import { submittedPayment, submittedPayments } from './support/kinds-story.ts';
import { killSigner } from './support/processes.ts';
import { actor, tokenFile, writePdf } from './support/sandbox.ts';
import { submittedSet } from './support/set-story.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => closeDesk(desk));

/** Who approves payments with the finance seal, alone or as part of a pair. */
const token = 'soft-finance-lead';
const as = (person = 'finance-lead') => actor(desk.sandbox, person);
let made = 0;

async function request(): Promise<string> {
  const file = await writePdf(desk.sandbox.folder, `kind-${(made += 1)}.pdf`, 1);
  return submittedPayment(desk.sandbox, desk.session, file);
}

async function list(count = 3): Promise<string> {
  const name = (made += 1);
  const files: string[] = [];
  for (let i = 0; i < count; i += 1)
    files.push(await writePdf(desk.sandbox.folder, `kind-${name}-${i}.pdf`, i + 1));
  return submittedPayments(desk.sandbox, desk.session, { files, name });
}

const set = async (): Promise<string> => (await submittedSet(desk.sandbox, desk.session)).id;

const sort = (approvals: readonly WantedApproval[]) => sortForApproval(desk.session, token, approvals);
/** With everything that the PIN window would have shown. */
async function give(approvals: readonly WantedApproval[]) {
  const { ready, refused } = await sort(approvals);
  expect(refused).toEqual([]);
  return approveTogether(desk.session, shownTo(ready), ready);
}
const shownTo = (ready: readonly { readonly told: { readonly shown: readonly string[] } }[]) => ({
  ...as(),
  shown: ready.flatMap(({ told }) => told.shown),
});
const codesOf = (results: Awaited<ReturnType<typeof approveTogether>>): string[] =>
  results.map((result) => (result.ok ? 'ok' : result.code));
const viewOf = (id: string) => {
  const isOne = inStore(({ store }) => !store.isList(id));
  return isOne ? showRequest(desk.session, id) : showList(desk.session, id);
};
const commentsOf = (id: string) => viewOf(id).comments;
const givenTo = (id: string): number => viewOf(id).walk?.approvals.length ?? -1;

function inStore<T>(ask: (moment: ReturnType<typeof openMoment>) => T): T {
  const moment = openMoment(desk.sandbox.home.root, new Date());
  try {
    return ask(moment);
  } finally {
    moment.close();
  }
}

describe('one of each kind, each with what is said beside it', { timeout: 120_000 }, () => {
  test('one login: a statement, a signature, a row and a comment of its own for each', async () => {
    const ids = [await request(), await list(), await set()];
    const said = ['付款单已核', '对账单已核', '两枚章都看过'];
    const approvals = ids.map((requestId, i) => ({ requestId, comment: ` ${said[i]} ` }));
    expect(codesOf(await give(approvals))).toEqual(['ok', 'ok', 'ok']);
    expect(ids.map(commentsOf)).toEqual(said.map((each) => [each]));
    const signatures = ids.map((id) => viewOf(id).walk?.approvals[0]?.signed.signature);
    expect(new Set(signatures).size).toBe(3);
    expect(inStore(({ store }) => store.verifyJournal().ok)).toBe(true);
    const rows = inStore(({ store }) => store.journal({}));
    for (const [i, id] of ids.entries()) {
      const own = rows.filter(({ event, requestId }) => event.endsWith('-approved') && requestId === id);
      expect(own.map(({ entry }) => entry.comment)).toEqual([said[i]]);
    }
  });

  test('a list all but some of its files: these are over, and the sums are of the others', async () => {
    const [one, many] = [await request(), await list(4)];
    const approval = { requestId: many, comment: '第 2、4 件不符', without: [1, 3] };
    const { ready } = await sort([{ requestId: one }, approval]);
    const told = ready[1]?.told;
    if (told?.kind !== 'list') throw new Error('no list');
    expect(told.subject).toMatchObject({
      ...{ count: 2, counterparties: 1 },
      totals: [{ currency: 'CNY', amount: '2003.00', count: 2 }],
      byCounterparty: [{ counterparty: '客户0', count: 2 }],
      leftOut: {
        count: 2,
        now: 2,
        first: [
          { number: 2, isNow: true },
          { number: 4, isNow: true },
        ],
      },
    });
    expect(codesOf(await approveTogether(desk.session, shownTo(ready), ready))).toEqual(['ok', 'ok']);
    const states = listItems(desk.session, many).map(({ state }) => state);
    expect(states).toEqual(['ready', 'ended', 'ready', 'ended']);
    // What was refused is in no sum any more, and is counted beside it.
    expect(showList(desk.session, many)).toMatchObject({
      ...{ gone: [1, 3], counterparties: 1, totals: [{ currency: 'CNY', amount: '2003.00', count: 2 }] },
      byCounterparty: [{ counterparty: '客户0', count: 2 }],
    });
  });
});

describe('what cannot be approved is named before the PIN, and keeps none of the others from it', () => {
  test('a member of a list, a list that was taken back, files that nobody says why of, places of a single file', async () => {
    const [good, gone, many, one] = [await request(), await list(), await list(), await request()];
    await cancelList(desk.session, as('applicant'), gone, '不办了');
    const { ready, refused } = await sort([
      { requestId: `${many}-0001` },
      { requestId: gone },
      { requestId: many, without: [0] },
      { requestId: one, comment: '好', without: [0] },
      { requestId: good, comment: '好\n坏' },
    ]);
    expect(ready).toEqual([]);
    expect(refused.map(({ requestId, code }) => [requestId, code])).toEqual([
      [`${many}-0001`, 'list-decided-as-one'],
      [gone, 'request-cancelled'],
      [many, 'comment-not-usable'],
      [good, 'comment-not-usable'],
      [one, 'list-place-malformed'],
    ]);
    expect(codesOf(await give([{ requestId: good }]))).toEqual(['ok']);
  });

  test('the places of a set, all of a list, a place that it has not', async () => {
    const [pair, many] = [await set(), await list()];
    const { refused } = await sort([
      { requestId: pair, comment: '好', without: [1] },
      { requestId: many, comment: '好', without: [0, 1, 2] },
    ]);
    expect(refused.map(({ code }) => code)).toEqual(['set-sealed-as-one', 'list-empty']);
    const beyond = await sort([{ requestId: many, comment: '好', without: [3] }]);
    expect(beyond.refused.map(({ code }) => code)).toEqual(['list-place-malformed']);
    // Whoever asks the signer all the same is refused there.
    const direct = await approveTogether(desk.session, as(), [
      { requestId: pair, comment: '好', without: [1] },
      { requestId: many, without: [1] },
    ]);
    expect(codesOf(direct)).toEqual(['set-sealed-as-one', 'comment-not-usable']);
    expect([pair, many].map(givenTo)).toEqual([0, 0]);
  });
});

describe(
  'what the PIN window did not show is not signed, whatever main asks for',
  { timeout: 120_000 },
  () => {
    test('comments that were swapped, added, changed and dropped', async () => {
      const ids = [await request(), await list(), await set(), await request()];
      const [one = '', many = '', pair = '', silent = ''] = ids;
      const { ready } = await sort([
        { requestId: one, comment: '甲' },
        { requestId: many, comment: '乙' },
        { requestId: pair, comment: '丙' },
        { requestId: silent },
      ]);
      const swapped: WantedApproval[] = [
        { requestId: one, comment: '乙' },
        { requestId: many, comment: '甲' },
        { requestId: pair },
        { requestId: silent, comment: '甲' },
      ];
      const results = await approveTogether(desk.session, shownTo(ready), swapped);
      expect(codesOf(results)).toEqual(Array.from({ length: 4 }, () => 'request-not-as-shown'));
      expect(ids.map(givenTo)).toEqual([0, 0, 0, 0]);
      expect(codesOf(await approveTogether(desk.session, shownTo(ready), ready))).toEqual([
        'ok',
        'ok',
        'ok',
        'ok',
      ]);
      expect(ids.map(commentsOf)).toEqual([['甲'], ['乙'], ['丙'], [null]]);
    });

    test('a list and a set that were not among what was shown', async () => {
      const [one, many, pair] = [await request(), await list(), await set()];
      const { ready } = await sort([{ requestId: one }]);
      const all = [one, many, pair].map((requestId) => ({ requestId }));
      const results = await approveTogether(desk.session, shownTo(ready), all);
      expect(codesOf(results)).toEqual(['ok', 'request-not-as-shown', 'request-not-as-shown']);
    });

    test('a list of other members: a file was taken back, other files are refused, or none', async () => {
      const [shrunk, other] = [await list(), await list()];
      const { ready } = await sort([
        { requestId: shrunk },
        { requestId: other, comment: '第一件不同意', without: [0] },
      ]);
      await cancelRequest(desk.session, as('applicant'), `${shrunk}-0002`, '这一件不办了');
      for (const without of [[1], undefined, [0, 1]]) {
        const asked = [{ requestId: shrunk }, { requestId: other, comment: '第一件不同意', without }];
        const results = await approveTogether(desk.session, shownTo(ready), asked);
        expect(codesOf(results)).toEqual(['request-not-as-shown', 'request-not-as-shown']);
      }
      expect([shrunk, other].map(givenTo)).toEqual([0, 0]);
      expect(codesOf(await give([{ requestId: shrunk }]))).toEqual(['ok']);
    });

    test('a list that changes while it is described is not shown at all', async () => {
      const [many, one] = [await list(), await request()];
      const signer = desk.session.signer();
      const describeApprovals: typeof signer.describeApprovals = async (asked, acting) => {
        await cancelRequest(desk.session, as('applicant'), `${many}-0001`, '这一件不办了');
        return signer.describeApprovals(asked, acting);
      };
      const session = { ...desk.session, signer: () => ({ ...signer, describeApprovals }) };
      const { ready, refused } = await sortForApproval(session, token, [
        { requestId: many },
        { requestId: one },
      ]);
      expect(ready.map(({ requestId }) => requestId)).toEqual([one]);
      expect(refused.map(({ code }) => code)).toEqual(['request-not-as-shown']);
    });

    test('whoever decides is asked about the very members, by whatever was refused before', async () => {
      const many = await list();
      await cancelRequest(desk.session, as('applicant'), `${many}-0003`, '这一件不办了');
      const { listSm3 } = showList(desk.session, many);
      const asked: [string, string][] = [];
      await sortForApproval(
        desk.session,
        token,
        [{ requestId: many, comment: '好', without: [0] }],
        (id, sm3) => asked.push([id, sm3]),
      );
      expect(asked).toEqual([[many, membersSm3(listSm3, [2])]]);
    });
  },
);

describe('in the middle', { timeout: 120_000 }, () => {
  test('one that is decided meanwhile fails alone; a pulled UKey leaves what was signed and says what was not tried', async () => {
    const ids = [await list(), await request(), await set(), await list()];
    const { ready } = await sort(ids.map((requestId, i) => ({ requestId, comment: `意见 ${i}` })));
    await decideList(desk.session, as(), ids[0] ?? '', { reason: '不盖' });
    const file = tokenFile(desk.sandbox, token);
    let heard = 0;
    const pull = (): void => {
      heard += 1;
      if (heard === 2) renameSync(file, `${file}.pulled`);
    };
    try {
      const results = await approveTogether(desk.session, shownTo(ready), ready, pull);
      expect(codesOf(results)).toEqual(['request-rejected', 'ok', 'token-removed', 'decision-not-tried']);
    } finally {
      renameSync(`${file}.pulled`, file);
    }
    expect(ids.slice(1).map(givenTo)).toEqual([1, 0, 0]);
    expect(ids.slice(1).map(commentsOf)).toEqual([['意见 1'], [], []]);
    const left = ids.slice(2).map((requestId) => ({ requestId, comment: '补签' }));
    expect(codesOf(await give(left))).toEqual(['ok', 'ok']);
  });

  test('the signer is killed: the record says of each kind what was signed', async () => {
    const ids = [await list(), await set(), await request()];
    const { ready } = await sort(ids.map((requestId) => ({ requestId, comment: '同意' })));
    let heard = 0;
    const results = await approveTogether(desk.session, shownTo(ready), ready, () => {
      heard += 1;
      if (heard === 1) killSigner(desk.sandbox);
    });
    expect(results[0]).toEqual({ ok: true, requestId: ids[0] });
    expect(codesOf(results)).toEqual(ids.map((id) => (givenTo(id) === 1 ? 'ok' : 'statement-not-recorded')));
    expect(commentsOf(ids[0] ?? '')).toEqual(['同意']);
    expect(inStore(({ store }) => store.verifyJournal().ok)).toBe(true);
  });
});
