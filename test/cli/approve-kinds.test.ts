/** Several approvals with one PIN at the terminal (docs/adr/0053): a request, a list and a set, each with what is said of it by its number. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder: string;
const ids: Record<'one' | 'many' | 'pair', string> = { one: '', many: '', pair: '' };
const run = (...args: string[]): Promise<Run> => bianyinHere([...args, '--home', 'home'], { cwd: folder });
const by = (person: string, ...args: string[]): Promise<Run> =>
  run(...args, '--token', `soft-${person}`, '--pin-file', `home/pins/soft-${person}.pin`);
const approve = (...args: string[]): Promise<Run> => by('finance-lead', 'request', 'approve', ...args);

interface Made {
  readonly request?: { readonly id: string };
  readonly list?: { readonly id: string };
}

async function ask(...args: string[]): Promise<string> {
  const wanted = ['--seal', '02', '--matter', 'payment', '--purpose', '付款'];
  const done = await by(
    'applicant',
    'request',
    ...args,
    ...wanted,
    '--at',
    'page=1,x=80mm,y=200mm',
    '--json',
  );
  expect(done.code, done.stderr).toBe(0);
  const { request, list } = done.json() as Made;
  return request?.id ?? list?.id ?? '';
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-kinds-'));
  const made = await bianyinHere(['sandbox', 'init', '--home', 'home'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  for (const name of ['one', 'a', 'b', 'c', 'pair']) {
    const document = await PDFDocument.create();
    document.addPage([595.28, 841.89]).drawText(`File ${name}`, { x: 72, y: 760, size: 14 });
    writeFileSync(join(folder, `${name}.pdf`), await document.save());
  }
  const rows = ['a', 'b', 'c'].map((name, i) => ({
    ...{ file: `${name}.pdf`, counterparty: `客户${i}`, amount: `${i + 1},000.00` },
  }));
  writeFileSync(join(folder, 'list.json'), JSON.stringify(rows));
  ids.one = await ask('new', 'one.pdf', '--amount', '5000');
  ids.many = await ask('new-list', 'list.json');
  ids.pair = await ask('new', 'pair.pdf', '--pair', '05', '--amount', '5000');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('several kinds with one PIN', { timeout: 120_000 }, () => {
  test('what is said of none of them, of one twice, or of all alike is refused before the PIN', async () => {
    const { one, many } = ids;
    for (const said of [
      ['--comment', '同意'],
      ['--comment', 'YY-02-20260101-0001=同意'],
      ['--comment', `${one}=甲`, '--comment', `${one}=乙`],
      ['--without', `${many}=二`],
      ['--without', '2'],
    ])
      expect(errorCode(await approve(one, many, ...said, '--json')), said.join(' ')).toBe('usage');
    // One that is approved alone has one word said of it.
    expect(errorCode(await approve(one, '--comment', '甲', '--comment', '乙', '--json'))).toBe('usage');
  });

  test('each is approved by itself, with its own comment; files of the list that are not agreed to are over', async () => {
    const { one, many, pair } = ids;
    const said = [
      '--comment',
      `${one}=单据=已核`,
      '--comment',
      `${many}=第 2 件不符`,
      '--without',
      `${many}=2`,
    ];
    const done = await approve(one, many, pair, many, ...said, '--json');
    expect(done.code, done.stderr).toBe(0);
    expect(done.json()).toEqual({
      ok: true,
      results: [one, many, pair].map((requestId) => ({ ok: true, requestId })),
    });
    const shown = await run('request', 'show', one);
    expect(shown.stdout).toContain('意见：单据=已核');
    const list = await run('request', 'show', many);
    expect(list.stdout).toContain('意见：第 2 件不符');
    expect(list.stdout).toMatch(/合计　　￥4,000.00（2 件）/);
    expect(list.stdout).toContain('不计　　已撤回或未同意的 1 件');
    expect((await run('request', 'show', pair)).stdout).not.toContain('意见：');
    // Nothing of them waits for this person any more.
    const again = await approve(one, many, pair, '--json');
    expect(again.code).toBe(1);
    expect(again.json()).toMatchObject({
      ok: false,
      results: [one, many, pair].map(() => ({ ok: false, code: 'approval-not-awaited' })),
    });
  });
});
