/** Thirty statements at month end from the command line: one list, three people, three PINs; every file is a use of its own. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asksEveryCase } from '../support/every-case.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

/** Thirty, as a month has; what is counted is the same for a few. */
const COUNT = asksEveryCase ? 30 : 8;
let folder: string;
/** How often a PIN was handed to the program. */
let pins = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-list-'));
  const made = await bianyinHere(['sandbox', 'init', '--home', 'home'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  const rows: object[] = [];
  for (let i = 1; i <= COUNT; i += 1) {
    const document = await PDFDocument.create();
    document.addPage([595.28, 841.89]).drawText(`Statement ${i}`, { x: 72, y: 760, size: 14 });
    writeFileSync(join(folder, `statement-${i}.pdf`), await document.save());
    const amount = `${i},000.50`;
    rows.push({ file: `statement-${i}.pdf`, counterparty: `客户${i % 7}`, amount, reference: `DZ-${i}` });
  }
  writeFileSync(join(folder, 'list.json'), JSON.stringify(rows));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Run> => bianyinHere([...args, '--home', 'home'], { cwd: folder });

function withPin(person: string, ...args: string[]): Promise<Run> {
  pins += 1;
  return run(...args, '--token', `soft-${person}`, '--pin-file', `home/pins/soft-${person}.pin`);
}

interface ListShown {
  readonly list: { readonly id: string; readonly state: string; readonly counts: Record<string, number> };
  readonly items: readonly { readonly id: string; readonly state: string }[];
}

function shownBy(done: Run): ListShown {
  expect(done.code, done.stderr).toBe(0);
  const { list, items } = done.json() as Partial<ListShown>;
  if (!list || !items) throw new Error(`no list in ${done.stdout}`);
  return { list, items };
}

describe('a list of statements', { timeout: 240_000 }, () => {
  test('is asked for, approved and sealed with three PINs', async () => {
    const wanted = ['--seal', '02', '--matter', 'list', '--purpose', '十一月对账单'];
    const places = ['--at', 'page=1,x=120mm,y=200mm'];
    const made = await withPin(
      'applicant',
      'request',
      'new-list',
      'list.json',
      ...wanted,
      ...places,
      '--json',
    );
    const { list, items } = shownBy(made);
    expect(list).toMatchObject({
      ...{ state: 'in-approval', count: COUNT, counterparties: Math.min(7, COUNT) },
      totals: [{ currency: 'CNY', amount: (500 * COUNT * (COUNT + 1) + COUNT / 2).toFixed(2), count: COUNT }],
    });
    const listed = (await run('request', 'list', '--json')).json() as {
      requests: unknown[];
      lists: unknown[];
    };
    expect([listed.requests.length, listed.lists.length]).toEqual([0, 1]);

    // One file of it is decided with the others or not at all.
    const alone = await run(
      'request',
      'approve',
      items[0]?.id ?? '',
      '--token',
      'soft-finance-lead',
      '--json',
    );
    expect(errorCode(alone)).toBe('list-decided-as-one');

    const approved = await withPin('finance-lead', 'request', 'approve', list.id, '--json');
    expect(approved.code, approved.stderr).toBe(0);
    const sealed = await withPin('cashier', 'seal', 'apply', list.id, '--out', 'sealed', '--json');
    expect(shownBy(sealed).list).toMatchObject({ state: 'used', counts: { sealed: COUNT } });
    expect(pins).toBe(3);

    expect(readdirSync(join(folder, 'sealed'))).toHaveLength(COUNT);
    const report = await run('verify', 'sealed/statement-5-已盖章.pdf', '--json');
    expect(report.code, report.stderr).toBe(0);
    expect(report.stdout).toContain('PERMIT_FOR_LIST');
    const journal = (await run('journal', 'list', '--json')).stdout;
    expect(journal.match(/"use-completed"/g)).toHaveLength(COUNT);
    expect(journal).toContain(`清单 ${list.id} 第 ${COUNT - 2} 件，共 ${COUNT} 件`);
    expect((await run('journal', 'verify')).code).toBe(0);
  });

  test('a description that does not fit is refused by the place that does not', async () => {
    const wanted = ['--seal', '02', '--purpose', '对账', '--json'];
    writeFileSync(join(folder, 'odd.json'), '[{"file": "statement-1.pdf", "price": "1"}]');
    const odd = await run('request', 'new-list', 'odd.json', ...wanted);
    expect([odd.code, errorCode(odd)]).toEqual([2, 'usage']);
    writeFileSync(join(folder, 'broken.json'), '[');
    const broken = await run('request', 'new-list', 'broken.json', ...wanted);
    expect([broken.code, errorCode(broken)]).toEqual([2, 'usage']);
    const gone = await run('request', 'new-list', 'gone.json', ...wanted);
    expect([gone.code, errorCode(gone)]).toEqual([2, 'file-not-readable']);
  });
});
