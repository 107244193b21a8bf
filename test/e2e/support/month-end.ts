/** Thirty statements of account and the list that a finance clerk has of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { groupedAmount } from '../../../src-main/domain/amount.ts';
import { embedTypefaces } from '../../../src-main/report/typeface.ts';
import { tableXlsx } from '../../../src-main/report/table.ts';

export interface MonthEnd {
  /** Folder of statements and list. */
  readonly folder: string;
  readonly list: string;
}

/** Writes them below a folder; each has its sum in words that say so, and one 盖章处. */
export async function writeMonthEnd(below: string, count: number): Promise<MonthEnd> {
  const folder = join(below, '十一月对账单');
  mkdirSync(folder, { recursive: true });
  const rows: (string | number)[][] = [];
  for (let i = 1; i <= count; i += 1) {
    const name = `对账单-${String(i).padStart(3, '0')}.pdf`;
    const amount = `${1000 + i * 37}.50`;
    const party = `开封市第${(i % 7) + 1}百货有限公司`;
    writeFileSync(join(folder, name), await statement({ party, amount, number: `DZ-${i}` }));
    rows.push([name, party, Number(amount), `DZ-${i}`]);
  }
  const columns = ['文件', '相对方', '金额', '编号'].map((title) => ({ title, width: 20 }));
  const list = join(folder, '清单.xlsx');
  writeFileSync(list, await tableXlsx({ title: '清单', note: '2026年11月对账单', columns, rows }));
  return { folder, list };
}

async function statement(of: { party: string; amount: string; number: string }): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const { regular, bold } = await embedTypefaces(document);
  const page = document.addPage([595.28, 841.89]);
  const write = (text: string, x: number, y: number): void =>
    page.drawText(text, { x, y, size: 12, font: regular.font });
  page.drawText('对 账 单', { x: 260, y: 780, size: 16, font: bold.font });
  write(`致：${of.party}`, 72, 740);
  write(`编号：${of.number}`, 72, 720);
  write(`合计：￥${groupedAmount(of.amount)}`, 72, 680);
  write('盖章处', 360, 240);
  return document.save();
}
