/** Approving several requests through the contract: what a page may ask for, what the PIN window says, what a hostile page gets. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submitRequest } from '../../src-main/app/requests/requests.ts';
import {
  actor,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from '../gate/support/sandbox.ts';
import { fakeHost, type FakePage } from './support/fake-host.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

const token = 'soft-department';
let made = 0;

/** Requests that wait for the department, with amounts and counterparties of their own. */
async function waiting(count: number): Promise<string[]> {
  const session = sessionOf(sandbox);
  const ids: string[] = [];
  for (let i = 1; i <= count; i += 1) {
    const file = await writePdf(sandbox.folder, `t${(made += 1)}.pdf`, 1);
    const told = { reason: `第 ${made} 份`, counterparty: `对方 ${i}`, amount: `${i}000.50` };
    const place = { at: ['page=1,x=100mm,y=120mm'], keyword: [], seam: [], resolutions: [], uses: 1 };
    ids.push(
      await submitRequest(session, actor(sandbox, 'applicant'), { file, typeCode: '04', ...told, ...place }),
    );
  }
  return ids;
}

async function open(page: FakePage, ids: readonly string[], by = token): Promise<void> {
  for (const id of ids) {
    expect((await page.value('request.open', { id })).isAsRequested).toBe(true);
    await page.value('request.look', { token: by, id });
  }
}

const just = (ids: readonly string[]) => ids.map((id) => ({ id }));
const codesOf = (results: readonly { readonly problem: { readonly code: string } | null }[]): string[] =>
  results.map(({ problem }) => problem?.code ?? 'ok');
const stepOf = async (page: FakePage, id: string): Promise<number | null> =>
  (await page.value('request.show', { id })).nextStep;

test('one PIN window names each with its seal, counterparty and amount, and what they come to', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const ids = await waiting(3);
  await open(page, ids);
  expect(await page.value('request.looked', { token })).toEqual(ids);
  const results = await page.value('request.approveMany', { job: 'one', token, approvals: just(ids) });
  expect(codesOf(results)).toEqual(['ok', 'ok', 'ok']);
  expect(host.questions).toHaveLength(1);
  expect(host.questions[0]).toMatchObject({
    action: 'approve',
    timeStamp: null,
    sums: { totals: [{ currency: 'CNY', amount: '6001.50', count: 3 }], withoutAmount: 0 },
  });
  expect(host.questions[0]?.batch).toMatchObject(
    ids.map((requestId, i) => ({
      ...{ requestId, counterparty: `对方 ${i + 1}`, amount: `${i + 1}000.50` },
      sealName: expect.stringContaining('合同专用章') as string,
    })),
  );
  expect(await Promise.all(ids.map((id) => stepOf(page, id)))).toEqual([1, 1, 1]);
  const done = page.events.flatMap(({ event }) => (event.kind === 'job.progress' ? [event.done] : []));
  expect(done.at(-1)).toBe(3);
});

describe('a page that was taken over', () => {
  test('gets no approval for what was not opened in this window by this person', async () => {
    const host = fakeHost(sandbox.home);
    const [page, other] = [host.open(), host.open()];
    const [never = '', elsewhere = '', colleague = '', good = ''] = await waiting(4);
    // Nobody looks at what was not opened.
    expect(await page.code('request.look', { token, id: never })).toBe('request-not-opened');
    await open(other, [elsewhere]);
    await open(page, [colleague], 'soft-counsel');
    await open(page, [good]);
    const ids = [never, elsewhere, colleague, good];
    const results = await page.value('request.approveMany', { job: 'sly', token, approvals: just(ids) });
    expect(
      Object.fromEntries(results.map(({ requestId, problem }) => [requestId, problem?.code ?? 'ok'])),
    ).toEqual({
      [never]: 'request-not-opened',
      [elsewhere]: 'request-not-opened',
      [colleague]: 'request-not-opened',
      [good]: 'ok',
    });
    expect(host.questions[0]?.batch?.map(({ requestId }) => requestId)).toEqual([good]);
    expect(await Promise.all(ids.map((id) => stepOf(page, id)))).toEqual([0, 0, 0, 1]);
  });

  test('names one twice, somebody else’s step, a number that is none, a member of a list, and a thousand', async () => {
    const host = fakeHost(sandbox.home);
    const page = host.open();
    const [id = ''] = await waiting(1);
    await open(page, [id]);
    await open(page, [id], 'soft-keeper');
    const many = (ids: string[], by = token) => ({ job: 'j', token: by, approvals: just(ids) });
    expect(codesOf(await page.value('request.approveMany', many([id], 'soft-keeper')))).toEqual([
      'approver-wrong-role',
    ]);
    expect(
      codesOf(await page.value('request.approveMany', many(['YY-04-20260101-0001', `${id}-0001`]))),
    ).toEqual(['request-unknown', 'request-unknown']);
    expect(await page.code('request.approveMany', many([]))).toBe('bad-input');
    expect(await page.code('request.approveMany', many(Array.from({ length: 1000 }, () => id)))).toMatch(
      /^(bad-input|too-large)$/,
    );
    expect(await page.code('request.approveMany', many([id], 'soft-nobody'))).toBe('token-not-found');
    expect(host.questions).toEqual([]);
    // What is said of one that is named twice would be said twice, and differently.
    expect(await page.code('request.approveMany', many([id, id]))).toBe('bad-input');
    expect(codesOf(await page.value('request.approveMany', many([id])))).toEqual(['ok']);
    expect(host.questions[0]?.batch).toHaveLength(1);
  });
});

test('a file that was changed after it was looked at is named before the PIN; the others are approved', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const ids = await waiting(2);
  await open(page, ids);
  appendFileSync(join(sandbox.folder, `t${made}.pdf`), ' ');
  const results = await page.value('request.approveMany', { job: 'x', token, approvals: just(ids) });
  expect(results).toMatchObject([
    { requestId: ids[0], problem: null },
    { requestId: ids[1], problem: { code: 'document-changed' } },
  ]);
  // Opened as it is now it is not what was asked for, and so it was not looked at.
  expect((await page.value('request.open', { id: ids[1] ?? '' })).isAsRequested).toBe(false);
});

test('a wrong PIN is asked again in the same window; one who says no signs nothing', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const ids = await waiting(2);
  await open(page, ids);
  host.person = () => ({ kind: 'refused' });
  expect(await page.code('request.approveMany', { job: 'no', token, approvals: just(ids) })).toBe(
    'cancelled',
  );
  host.person = () => ({
    kind: 'typed',
    pin: Buffer.from('12345678').toString('base64'),
    confirmedFinal: false,
  });
  host.again = () => ({ kind: 'sandbox', confirmedFinal: false });
  const results = await page.value('request.approveMany', { job: 'again', token, approvals: just(ids) });
  expect(codesOf(results)).toEqual(['ok', 'ok']);
  expect([host.questions.length, host.looks.length, host.looks[0]?.problem]).toEqual([2, 1, 'wrong']);
});

test('a comment stands in the PIN window and on the path; one that cannot be shown asks for no PIN', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const [id = ''] = await waiting(1);
  for (const comment of ['好\n坏', '同\u202e意', '好'.repeat(201)])
    expect(await page.code('request.approve', { token, id, comment })).toBe('comment-not-usable');
  for (const reason of ['好\n坏', '好'.repeat(201)])
    expect(await page.code('request.reject', { token, id, reason })).toBe('refusal-not-usable');
  expect(await page.code('request.approve', { token, id, comment: ' ' })).toBe('bad-input');
  expect(host.questions).toEqual([]);
  await page.value('request.approve', { token, id, comment: '同意，附件已核' });
  expect(host.questions[0]?.subject.comment).toBe('同意，附件已核');
  const { path } = await page.value('request.show', { id });
  expect(path.map(({ approved }) => approved?.comment ?? null)).toEqual(['同意，附件已核', null]);
  const rows = await page.value('journal.list', {});
  expect(rows.map((row) => JSON.stringify(row)).join()).toContain('；意见：同意，附件已核');
});
