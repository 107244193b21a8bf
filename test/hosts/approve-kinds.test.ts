/** Requests, lists and sets approved together through the contract (docs/adr/0053): what the PIN window says of each, and what a hostile page gets. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listItems } from '../../src-main/app/requests/request-lists.ts';
import { cancelRequest, submitRequest } from '../../src-main/app/requests/requests.ts';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import { actor, makeSandbox, removeSandbox, type Sandbox } from '../gate/support/sandbox.ts';
import { submittedPayment, submittedPayments } from '../gate/support/kinds-story.ts';
import { submittedSet } from '../gate/support/set-story.ts';
import { fakeHost, type FakePage } from './support/fake-host.ts';

// Each makes a few requests of every kind, with a signature for each.
vi.setConfig({ testTimeout: 180_000 });

let sandbox: Sandbox;
let session: AppSession;
beforeAll(async () => {
  sandbox = await makeSandbox();
  session = openAppSession(sandbox.home);
});
afterAll(() => {
  session.stop();
  removeSandbox(sandbox);
});

const token = 'soft-finance-lead';
let made = 0;

/** One page that says its own name: no two files are alike. */
async function pageOf(name: string): Promise<string> {
  const document = await PDFDocument.create();
  document.addPage([595.28, 841.89]).drawText(name, { x: 72, y: 700, size: 14 });
  const path = join(sandbox.folder, name);
  writeFileSync(path, await document.save());
  return path;
}

async function request(): Promise<string> {
  return submittedPayment(sandbox, session, await pageOf(`kind-${(made += 1)}.pdf`));
}

async function list(count = 3): Promise<string> {
  const name = (made += 1);
  const files: string[] = [];
  for (let i = 0; i < count; i += 1) files.push(await pageOf(`of-list-${name}-${i}.pdf`));
  return submittedPayments(sandbox, session, { files, name });
}

async function set(): Promise<string> {
  return (await submittedSet(sandbox, session)).id;
}

const lookAtRequest = async (page: FakePage, id: string, by = token): Promise<void> => {
  await page.value('request.open', { id });
  await page.value('request.look', { token: by, id });
};
const lookAtList = async (page: FakePage, id: string, by = token): Promise<void> => {
  await page.value('list.show', { id });
  await page.value('request.look', { token: by, id });
};
const lookAtSet = async (page: FakePage, id: string): Promise<void> => {
  await page.value('request.open', { id: `${id}-0001` });
  await page.value('request.look', { token, id });
};
const codesOf = (results: readonly { readonly problem: { readonly code: string } | null }[]): string[] =>
  results.map(({ problem }) => problem?.code ?? 'ok');
const approvalOf = async (page: FakePage, id: string) => {
  const rows = await page.value('list.all', {});
  const found = rows.find((each) => each.id === id) ?? (await page.value('request.show', { id }));
  return found.path[0]?.approved ?? null;
};

test('one PIN window says of each what is agreed to, with its comment; what is refused of a list is in no sum', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const [one, many, pair] = [await request(), await list(4), await set()];
  await cancelRequest(session, actor(sandbox, 'applicant'), `${many}-0003`, '这一件不办了');
  await lookAtRequest(page, one);
  await lookAtList(page, many);
  await lookAtSet(page, pair);
  expect(await page.value('request.looked', { token })).toEqual([one, many, pair]);
  const approvals = [
    { id: one, comment: '付款单已核' },
    { id: many, comment: '第 2 件不符', without: [2] },
    { id: pair },
  ];
  const results = await page.value('request.approveMany', { job: 'kinds', token, approvals });
  expect(codesOf(results)).toEqual(['ok', 'ok', 'ok']);
  expect(host.questions).toHaveLength(1);
  const [question] = host.questions;
  expect(question).toMatchObject({
    action: 'approve',
    sums: { totals: [{ currency: 'CNY', amount: '12004.00', count: 4 }], withoutAmount: 0 },
    subject: { sealName: expect.stringContaining('、') as string, placed: { places: 5 } },
  });
  expect(question?.batch).toMatchObject([
    {
      ...{
        requestId: one,
        comment: '付款单已核',
        counterparty: '甲公司',
        amount: '5000',
        reason: '付款通知',
      },
      ...{ matter: 'payment', uses: 1, placed: { places: 1 } },
    },
    {
      ...{ requestId: many, comment: '第 2 件不符', fileName: '', amount: null },
      list: {
        ...{ count: 2, counterparties: 2, withoutAmount: 0 },
        totals: [{ currency: 'CNY', amount: '2004.00', count: 2 }],
        byCounterparty: [
          { counterparty: '客户0', count: 1 },
          { counterparty: '客户1', count: 1 },
        ],
        leftOut: {
          ...{ count: 2, now: 1 },
          first: [
            { number: 2, isNow: true },
            { number: 3, isNow: false },
          ],
        },
      },
    },
    { requestId: pair, seals: [{ typeCode: '02' }, { typeCode: '05' }], amount: '5000' },
  ]);
  expect(question?.batch?.[2]?.comment).toBeUndefined();
  const given = await Promise.all([one, many, pair].map((id) => approvalOf(page, id)));
  expect(given.map((each) => each?.comment)).toEqual(['付款单已核', '第 2 件不符', null]);
});

test('a page that was taken over gets no approval for what was not looked at as it is now', async () => {
  const host = fakeHost(sandbox.home);
  const [page, other] = [host.open(), host.open()];
  const [never, elsewhere, colleague, changed, pair, good] = [
    await list(),
    await list(),
    await list(),
    await list(),
    await set(),
    await list(),
  ];
  expect(await page.code('request.look', { token, id: never })).toBe('request-not-opened');
  await lookAtList(other, elsewhere);
  await lookAtList(page, colleague, 'soft-keeper');
  await lookAtList(page, changed);
  await cancelRequest(session, actor(sandbox, 'applicant'), `${changed}-0001`, '这一件不办了');
  // The sums of a set are not its file, and the file of its second seal is not looked at under its number.
  await page.value('list.show', { id: pair });
  expect(await page.code('request.look', { token, id: pair })).toBe('request-not-opened');
  await lookAtList(page, good);
  const ids = [never, elsewhere, colleague, changed, pair, `${good}-0001`, good];
  const approvals = ids.map((id) => ({ id }));
  const results = await page.value('request.approveMany', { job: 'sly', token, approvals });
  const codes = new Map(results.map(({ requestId, problem }) => [requestId, problem?.code ?? 'ok']));
  expect(ids.map((id) => codes.get(id))).toEqual([
    ...Array.from({ length: 5 }, () => 'request-not-opened'),
    'list-decided-as-one',
    'ok',
  ]);
  expect(host.questions[0]?.batch?.map(({ requestId }) => requestId)).toEqual([good]);
  // Looked at as it is now it may be approved.
  await lookAtList(page, changed);
  const again = await page.value('request.approveMany', {
    job: 'again',
    token,
    approvals: [{ id: changed }],
  });
  expect(codesOf(again)).toEqual(['ok']);
});

test.each<[string, object]>([
  ['named twice', { approvals: [{ id: 'ID' }, { id: 'ID', comment: '另一句' }] }],
  ['a comment without a word', { approvals: [{ id: 'ID', comment: ' ' }] }],
  ['no place at all', { approvals: [{ id: 'ID', comment: '好', without: [0] }] }],
  ['what nobody knows', { approvals: [{ id: 'ID', reason: '不盖' }] }],
])('%s: the order is refused before the PIN', async (_, input) => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const id = await list(1);
  await lookAtList(page, id);
  const typed = JSON.parse(JSON.stringify({ job: 'j', token, ...input }).replaceAll('ID', id)) as never;
  expect(await page.code('request.approveMany', typed)).toBe('bad-input');
  expect(host.questions).toEqual([]);
});

test('the file of a set that was changed after it was looked at is named before the PIN', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const { id, contract } = await submittedSet(sandbox, session);
  await lookAtSet(page, id);
  appendFileSync(contract, ' ');
  const results = await page.value('request.approveMany', { job: 'x', token, approvals: [{ id }] });
  expect(codesOf(results)).toEqual(['document-changed']);
  expect(host.questions).toEqual([]);
});

test('the PIN windows of a list say what the register knows of its files, when it is approved and when it is sealed', async () => {
  const host = fakeHost(sandbox.home);
  const page = host.open();
  const id = await list(3);
  const { file, request: first } = listItems(session, id)[0] ?? {};
  if (!file || !first) throw new Error('no file');
  const alone = await submitRequest(session, actor(sandbox, 'applicant'), {
    ...{
      file,
      typeCode: '02',
      at: ['page=1,x=80mm,y=200mm'],
      keyword: [],
      seam: [],
      resolutions: [],
      uses: 1,
    },
    ...{ reason: '再要一份', matter: 'payment', amount: '5000' },
  });
  await lookAtList(page, id);
  await page.value('list.approve', { token, id, comment: '第 2 件不符', without: [2] });
  const approved = host.questions.at(-1);
  expect(approved?.notes).toMatchObject([
    { code: 'requested-before', fileName: basename(file), detail: { id: alone } },
  ]);
  expect(approved?.list).toMatchObject({ count: 2, now: 2, leftOut: { count: 1, now: 1 } });
  // Only the first of the two that are left is sealed now: sums and notes are of it alone.
  const [, , last] = listItems(session, id);
  const seal = (items: string[]) =>
    page.code('list.seal', {
      ...{ job: 's', token: 'soft-cashier', id, timestamp: false, items },
      ...{ target: null, language: 'zh' as const },
    });
  host.person = () => ({ kind: 'refused' });
  expect(await seal([first.id])).toBe('cancelled');
  expect(host.questions.at(-1)).toMatchObject({
    action: 'apply',
    notes: [{ code: 'requested-before', fileName: basename(file) }],
    list: {
      ...{ count: 3, now: 1, totals: [{ amount: '1000.50', count: 1 }] },
      leftOut: { count: 2, now: 1 },
    },
  });
  expect(await seal([last?.request.id ?? ''])).toBe('cancelled');
  expect(host.questions.at(-1)).toMatchObject({ notes: [], list: { totals: [{ amount: '1002.50' }] } });
});
