/**
 * Several requests approved together under one PIN (docs/adr/0047): each gets a statement and a row of its own, each must be one that was
 * shown, and what fails in the middle leaves what was signed signed and the rest as it was.
 */
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveTogether, sortForApproval } from '../../src-main/app/requests/approve-together.ts';
import { approvalsOnRecord } from '../../src-main/app/requests/lost-statement.ts';
import { decideRequest, showRequest } from '../../src-main/app/requests/requests.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { mostTogether } from '../../src-main/domain/most-together.ts';
import type { ApprovalSubject } from '../../src-main/signer/answers.ts';
import { openMoment } from '../../src-main/home/home-moment.ts';
import { closeDesk, openDesk, type Desk } from './support/open-desk.ts';
import { killSigner } from './support/processes.ts';
import { actor, tokenFile, writePdf } from './support/sandbox.ts';
import { codeOf, submit } from './support/story.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => closeDesk(desk));

let files = 0;
async function waiting(count: number, session: AppSession = desk.session): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const file = await writePdf(desk.sandbox.folder, `together ${(files += 1)}.pdf`, 1);
    ids.push(await submit(desk.sandbox, session, file, { amount: '1000' }));
  }
  return ids;
}

const shownOf = async (ids: readonly string[]): Promise<string[]> =>
  (await desk.session.signer().describeRequests(ids)).map(({ shownSm3 }) => shownSm3 ?? '');
/** Approvals of which nothing more is said. */
const plain = (ids: readonly string[]) => ids.map((requestId) => ({ requestId }));
const idsOf = (ready: readonly { readonly requestId: string }[]) => ready.map(({ requestId }) => requestId);
const codesOf = (results: Awaited<ReturnType<typeof approveTogether>>): string[] =>
  results.map((result) => (result.ok ? 'ok' : result.code));
const givenTo = (id: string): number => showRequest(desk.session, id).walk?.approvals.length ?? -1;
const rowsOf = (id: string): string[] => {
  const moment = openMoment(desk.sandbox.home.root, new Date());
  try {
    expect(moment.store.verifyJournal().ok).toBe(true);
    return moment.store.journal({ requestId: id }).map(({ event }) => event);
  } finally {
    moment.close();
  }
};

test('one login, a statement, a signature and a row of its own for each', async () => {
  const ids = await waiting(3);
  const heard: (string | null)[] = [];
  const shown = await shownOf(ids);
  const as = { ...actor(desk.sandbox, 'department'), shown };
  const results = await approveTogether(desk.session, as, plain(ids), (code) => heard.push(code));
  expect(codesOf(results)).toEqual(['ok', 'ok', 'ok']);
  expect(heard).toEqual([null, null, null]);
  const given = ids.map((id) => showRequest(desk.session, id).walk?.approvals[0]);
  expect(new Set(given.map((act) => act?.signed.signature)).size).toBe(3);
  expect(new Set(given.map((act) => act?.value.requestSm3)).size).toBe(3);
  for (const id of ids) expect(rowsOf(id)).toEqual(['request-submitted', 'request-approved']);
});

test('a wrong PIN signs nothing', async () => {
  const ids = await waiting(2);
  const as = { token: 'soft-department', pin: new TextEncoder().encode('wrong-pin') };
  expect(await codeOf(() => approveTogether(desk.session, as, plain(ids)))).toMatch(/^pin-/);
  expect(ids.map(givenTo)).toEqual([0, 0]);
  // The tries come back with the right one.
  expect(codesOf(await approveTogether(desk.session, actor(desk.sandbox, 'department'), plain(ids)))).toEqual(
    ['ok', 'ok'],
  );
});

describe('what the PIN window did not name is not signed, whatever main asks for', () => {
  test('one that was not shown among those that were', async () => {
    const [first = '', hidden = '', last = ''] = await waiting(3);
    const as = { ...actor(desk.sandbox, 'department'), shown: await shownOf([first, last]) };
    const results = await approveTogether(desk.session, as, plain([first, hidden, last]));
    expect(codesOf(results)).toEqual(['ok', 'request-not-as-shown', 'ok']);
    expect([first, hidden, last].map(givenTo)).toEqual([1, 0, 1]);
  });

  test.each<[string, (ids: readonly string[]) => string[]]>([
    ['twice', ([first = '']) => [first, first]],
    ['none', () => []],
    [
      'more than are ever shown',
      ([first = '']) => Array.from({ length: mostTogether + 1 }, (_, i) => `${first}-${i}`),
    ],
    ['no number', () => ['']],
  ])('%s: the whole order is refused, and nothing is signed', async (_, made) => {
    const ids = await waiting(1);
    const attempt = () =>
      desk.session.signer().approveMany(actor(desk.sandbox, 'department'), plain(made(ids)), () => undefined);
    expect(await codeOf(attempt)).toBe('usage');
    expect(ids.map(givenTo)).toEqual([0]);
  });
});

describe('one that fails is named, and the others stand', () => {
  const changes: Readonly<Record<string, readonly [string, (id: string) => Promise<unknown>]>> = {
    'its file was changed': [
      'document-changed',
      async (id) => copyFileSync(await writePdf(desk.sandbox.folder, 'other.pdf', 2), fileOf(id)),
    ],
    'its file is gone': ['file-not-readable', (id) => Promise.resolve(rmSync(fileOf(id)))],
    'it was rejected meanwhile': [
      'request-rejected',
      (id) => decideRequest(desk.session, actor(desk.sandbox, 'department'), id, { reason: '不盖' }),
    ],
    'it waits for somebody else by now': [
      'approver-wrong-role',
      (id) => decideRequest(desk.session, actor(desk.sandbox, 'department'), id),
    ],
  };
  const fileOf = (id: string): string => showRequest(desk.session, id).file ?? '';

  test.each(Object.entries(changes))('%s', async (_, [code, change]) => {
    const ids = await waiting(3);
    await change(ids[1] ?? '');
    const { ready, refused } = await sortForApproval(desk.session, 'soft-department', plain(ids));
    expect(idsOf(ready)).toEqual([ids[0], ids[2]]);
    expect(refused.map((each) => [each.requestId, each.code])).toEqual([[ids[1], code]]);
    const as = { ...actor(desk.sandbox, 'department'), shown: ready.flatMap(({ told }) => told.shown) };
    expect(codesOf(await approveTogether(desk.session, as, ready))).toEqual(['ok', 'ok']);
  });

  test('an unknown number, and one of another person’s step', async () => {
    const [id = ''] = await waiting(1);
    const sorted = await sortForApproval(desk.session, 'soft-keeper', plain([id, 'YY-04-20260101-0001']));
    expect(sorted.ready).toEqual([]);
    expect(sorted.refused.map(({ code }) => code)).toEqual(['approver-wrong-role', 'request-unknown']);
    expect(idsOf((await sortForApproval(desk.session, 'soft-department', plain([id]))).ready)).toEqual([id]);
    // Somebody who asks the signer all the same is refused there.
    const results = await approveTogether(desk.session, actor(desk.sandbox, 'keeper'), plain([id]));
    expect(codesOf(results)).toEqual(['approver-wrong-role']);
  });

  test('what only the signer sees is named before the PIN, and what is no refusal is not hidden', async () => {
    const ids = await waiting(2);
    const asked: unknown[] = [];
    const withSigner = (answer: (id: string) => ApprovalSubject | null): AppSession => {
      const signer = desk.session.signer();
      const describeApprovals: typeof signer.describeApprovals = async (wanted, acting) => {
        asked.push([wanted.map(({ requestId }) => requestId), acting]);
        const told = await signer.describeApprovals(wanted, acting);
        return told.map((each) => answer(each.requestId) ?? each);
      };
      return { ...desk.session, signer: () => ({ ...signer, describeApprovals }) };
    };
    const revoked = { code: 'delegation-refused', detail: { what: 'revoked' } } as const;
    const refusing = withSigner((requestId) =>
      requestId === ids[1] ? { kind: 'refused', requestId, ...revoked } : null,
    );
    const { ready, refused } = await sortForApproval(refusing, 'soft-department', plain(ids));
    expect(idsOf(ready)).toEqual(ids.slice(0, 1));
    expect(refused).toEqual([{ ok: false, requestId: ids[1], ...revoked }]);
    // All at once, for whoever holds this UKey.
    expect(asked).toEqual([[ids, { token: 'soft-department', act: 'decide' }]]);
    const faulty = withSigner(() => {
      throw new Error('a fault of ours');
    });
    await expect(sortForApproval(faulty, 'soft-department', plain(ids))).rejects.toThrow('a fault of ours');
  });

  test('one that ends between the PIN window and the signature', async () => {
    const ids = await waiting(3);
    const shown = await shownOf(ids);
    await decideRequest(desk.session, actor(desk.sandbox, 'department'), ids[1] ?? '', { reason: '不盖' });
    const as = { ...actor(desk.sandbox, 'department'), shown };
    expect(codesOf(await approveTogether(desk.session, as, plain(ids)))).toEqual([
      'ok',
      'request-rejected',
      'ok',
    ]);
    expect(rowsOf(ids[1] ?? '')).toEqual(['request-submitted', 'request-rejected']);
  });
});

describe('in the middle', () => {
  test('the UKey is pulled: what was signed stands, the others say that nothing was tried', async () => {
    const ids = await waiting(4);
    const file = tokenFile(desk.sandbox, 'soft-department');
    let heard = 0;
    const pull = (): void => {
      heard += 1;
      if (heard === 2) renameSync(file, `${file}.pulled`);
    };
    try {
      const results = await approveTogether(
        desk.session,
        actor(desk.sandbox, 'department'),
        plain(ids),
        pull,
      );
      expect(codesOf(results)).toEqual(['ok', 'ok', 'token-removed', 'decision-not-tried']);
    } finally {
      renameSync(`${file}.pulled`, file);
    }
    expect(ids.map(givenTo)).toEqual([1, 1, 0, 0]);
    const left = ids.slice(2);
    const again = await approveTogether(desk.session, actor(desk.sandbox, 'department'), plain(left));
    expect(codesOf(again)).toEqual(['ok', 'ok']);
  });

  test('the signer is killed: the record says what was signed', async () => {
    const ids = await waiting(3);
    let heard = 0;
    const kill = (): void => {
      heard += 1;
      if (heard === 1) killSigner(desk.sandbox);
    };
    const results = await approveTogether(desk.session, actor(desk.sandbox, 'department'), plain(ids), kill);
    expect(results[0]).toEqual({ ok: true, requestId: ids[0] });
    // Whether the second was on record before the signer was gone, the record says.
    expect(codesOf(results)).toEqual(ids.map((id) => (givenTo(id) === 1 ? 'ok' : 'statement-not-recorded')));
    for (const id of ids) expect(rowsOf(id)[0]).toBe('request-submitted');
  });
});

test('a signer that is lost while somebody else rejects: a rejection is no approval', async () => {
  const ids = await waiting(2);
  const [rejected = '', approved = ''] = ids;
  const results = await approvalsOnRecord(desk.session, ids, async () => {
    await decideRequest(desk.session, actor(desk.sandbox, 'department'), rejected, { reason: '不盖' });
    await decideRequest(desk.session, actor(desk.sandbox, 'department'), approved);
    throw new BianyinError('worker-lost', { worker: 'signer' });
  });
  expect(codesOf(results)).toEqual(['statement-not-recorded', 'ok']);
});
