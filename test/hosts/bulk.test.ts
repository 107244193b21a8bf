/** A list from the chooser to the sealed files, call by call: what a page is told, what it cannot reach, where the files go. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeMonthEnd } from '../e2e/support/month-end.ts';
import { copyOf, makeSandbox, removeSandbox, type Sandbox } from '../gate/support/sandbox.ts';
import { fakeHost, type FakeHost, type FakePage } from './support/fake-host.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

const rule = { at: [], keyword: ['盖章处'], seam: [] };
const typeCode = '02';
const newList = {
  ...({ token: 'soft-applicant', typeCode, reason: '对账', matter: 'list', uses: 1 } as const),
  resolutions: [] as string[],
};

interface Opened {
  readonly host: FakeHost;
  readonly page: FakePage;
  readonly folder: string;
  readonly bulk: string;
}

/** `more` comes below the rows of the list. */
async function opened(count: number, more = ''): Promise<Opened> {
  const { folder: below, home } = copyOf(sandbox);
  const { folder } = await writeMonthEnd(below, count);
  const rows = Array.from(
    { length: count },
    (_, i) => `对账单-00${i + 1}.pdf,甲${i % 2},${1037 + 37 * i}.50,DZ-${i + 1}`,
  );
  writeFileSync(join(folder, '清单.csv'), `文件,相对方,金额,编号\n${rows.join('\n')}\n${more}`);
  const host = fakeHost(home);
  const page = host.open();
  host.files = [join(folder, '清单.csv')];
  const view = await page.value('bulk.open', { kind: 'table' });
  return { host, page, folder, bulk: view?.bulk ?? '' };
}

test('rows, findings and the draft follow what is taken out; one file opens with its mark', async () => {
  const { page, folder, bulk } = await opened(2, '副本.pdf,乙,1,9\n没有.pdf,丙,2,10\n合计,,5,\n');
  copyFileSync(join(folder, '对账单-001.pdf'), join(folder, '副本.pdf'));
  // The folder was read before the copy was there: the list is opened anew.
  const again = await page.value('bulk.open', { kind: 'table' });
  expect(again).toMatchObject({ count: 4, name: '清单.csv', leftOut: [{ at: 6, why: 'total' }] });
  expect(await page.code('bulk.rows', { bulk, from: 0, count: 10 })).toBe('document-unknown');
  const name = again?.bulk ?? '';
  const found = await page.value('bulk.check', { bulk: name, job: 'j', typeCode, rule });
  expect(found.counts).toEqual({ ok: 1, warning: 0, refused: 3, out: 0 });
  expect(found.sent).toEqual([1]);
  const first = found.draft;
  const out = await page.value('bulk.leaveOut', { bulk: name, indexes: [2], isLeftOut: true });
  expect(out).toMatchObject({ counts: { ok: 2, refused: 1, out: 1 }, sent: [0, 1] });
  // What was put together before is not sent by mistake.
  expect(await page.code('list.preview', { ...newList, draft: first ?? '' })).toBe('list-draft-unknown');
  const { rows, total } = await page.value('bulk.rows', { bulk: name, from: 0, count: 10, state: 'refused' });
  expect({ total, names: rows.map((row) => row.name) }).toEqual({ total: 1, names: ['没有.pdf'] });
  const look = await page.value('bulk.look', { bulk: name, index: 0 });
  expect(look).toMatchObject({
    document: { name: '对账单-001.pdf' },
    marks: [{ page: 1 }],
    hits: [{ line: '盖章处' }],
  });
  expect(await page.code('bulk.look', { bulk: name, index: 3 })).toBe('file-not-readable');
  expect(JSON.stringify([again, found, out, rows, look])).not.toContain(folder);
});

test('a list is closed to other windows; what is no list, and no rule, is refused by name', async () => {
  const { host, page, folder, bulk } = await opened(1);
  const other = host.open();
  expect(await other.code('bulk.rows', { bulk, from: 0, count: 1 })).toBe('document-unknown');
  const none = { at: [], keyword: [], seam: [] };
  expect(await page.code('bulk.check', { bulk, job: 'j', typeCode, rule: none })).toBe('usage');
  host.files = [join(folder, '对账单-001.pdf')];
  expect(await page.code('bulk.open', { kind: 'table' })).toBe('table-unknown');
  host.files = [];
  expect(await page.value('bulk.open', { kind: 'table' })).toBeNull();
  // A chooser that was closed changes nothing.
  expect((await page.value('bulk.rows', { bulk, from: 0, count: 1 })).total).toBe(1);
});

test('approved and sealed into a folder of its own under names by rule, with an index; what is wrong costs no PIN', async () => {
  const { host, page, folder, bulk } = await opened(2);
  const { draft } = await page.value('bulk.check', { bulk, job: 'j', typeCode, rule });
  const { id } = await page.value('list.new', { ...newList, draft: draft ?? '', job: 'n' });
  expect(await page.code('list.new', { ...newList, draft: draft ?? '', job: 'n' })).toBe(
    'list-draft-unknown',
  );
  const approved = await page.value('list.approve', { token: 'soft-finance-lead', id });
  expect(approved.state).toBe('ready');
  const asked = host.questions.length;
  const seal = { job: 's', token: 'soft-cashier', id, timestamp: false, language: 'zh' } as const;
  const names = '{编号}_{相对方}';
  expect(await page.code('list.seal', { ...seal, target: { folder: null, names: '{甲}' } })).toBe(
    'list-name-rule',
  );
  const unknown = { folder: `t-${'0'.repeat(32)}`, names };
  expect(await page.code('list.seal', { ...seal, target: unknown })).toBe('document-unknown');
  expect(host.questions).toHaveLength(asked);
  expect(readdirSync(folder).some((name) => name.includes('已盖章'))).toBe(false);
  const { list, index, results } = await page.value('list.seal', {
    ...seal,
    target: { folder: null, names },
  });
  expect(list.counts).toMatchObject({ sealed: 2, ready: 0 });
  expect(results.map(({ sealed }) => sealed?.file)).toEqual(['DZ-1_甲0.pdf', 'DZ-2_甲1.pdf']);
  const own = join(folder, `${id}-已盖章`);
  expect(readdirSync(own).sort()).toEqual([...(index?.files ?? []), 'DZ-1_甲0.pdf', 'DZ-2_甲1.pdf'].sort());
  expect(host.questions).toHaveLength(asked + 1);
  // Asked for again, the files say that they were sealed.
  host.files = [join(folder, '清单.csv')];
  const again = await page.value('bulk.open', { kind: 'table' });
  const found = await page.value('bulk.check', { bulk: again?.bulk ?? '', job: 'k', typeCode, rule });
  expect(found.problems.map(({ code }) => code)).toEqual(['sealed-before']);
  // Another file under a number that was sealed is named with when and under which request.
  const other = await PDFDocument.create();
  other.addPage([595, 842]).drawText('another', { x: 72, y: 700 });
  writeFileSync(join(folder, 'other.pdf'), await other.save());
  writeFileSync(join(folder, '另一份.csv'), '文件,编号\nother.pdf,dz-1\n');
  host.files = [join(folder, '另一份.csv')];
  const next = await page.value('bulk.open', { kind: 'table' });
  await page.value('bulk.check', { bulk: next?.bulk ?? '', job: 'm', typeCode, rule });
  const { rows } = await page.value('bulk.rows', { bulk: next?.bulk ?? '', from: 0, count: 1 });
  expect(rows[0]?.problems.map(({ code }) => code)).toContain('number-before');
  expect(JSON.stringify(rows[0]?.problems)).toContain(`${id}-0001`);
});

test('into a folder that a person chose', async () => {
  const { host, page, folder, bulk } = await opened(1);
  const { draft } = await page.value('bulk.check', { bulk, job: 'j', typeCode, rule });
  const { id } = await page.value('list.new', { ...newList, draft: draft ?? '', job: 'n' });
  await page.value('list.approve', { token: 'soft-finance-lead', id });
  const place = join(folder, '十一月');
  mkdirSync(place);
  writeFileSync(join(place, 'dz-1.PDF'), 'there already');
  host.files = [place];
  const chosen = await page.value('list.chooseFolder', {});
  expect(chosen?.name).toBe('十一月');
  const target = { folder: chosen?.folder ?? '', names: '{编号}' };
  const seal = { job: 's', token: 'soft-cashier', id, timestamp: false, language: 'en', target } as const;
  const { results } = await page.value('list.seal', seal);
  expect(results[0]?.sealed).toMatchObject({ file: 'DZ-1-2.pdf', folder: '十一月' });
});
