/** A month's statements as they come: some fit, and of the others each has another thing that is wrong with it. */
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { writeMonthEnd, type MonthEnd } from '../../test/e2e/support/month-end.ts';
import { embedTypefaces } from '../../src-main/report/typeface.ts';

const A4: [number, number] = [595.28, 841.89];

/** Writes thirty of them and their list below a folder. */
export async function writeTroubledMonth(below: string): Promise<MonthEnd> {
  const month = await writeMonthEnd(below, 30);
  const at = (number: number): string => join(month.folder, `对账单-${String(number).padStart(3, '0')}.pdf`);
  renameSync(at(3), join(month.folder, '改了名字的对账单.pdf'));
  copyFileSync(at(8), at(5));
  copyFileSync(at(10), at(11));
  await writeLines(at(14), ['致：开封市第1百货有限公司', '合计：￥1,518.50']);
  await writeLines(at(17), [
    '电子发票（增值税专用发票）',
    '发票号码：25412000000012345678',
    '价税合计（小写）￥1,629.50',
    '盖章处',
  ]);
  await encrypt(at(20));
  writeFileSync(at(23), readFileSync(at(23)).subarray(0, 300));
  return month;
}

async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  const document = await PDFDocument.create();
  const { regular } = await embedTypefaces(document);
  const page = document.addPage(A4);
  lines.forEach((line, i) => page.drawText(line, { x: 72, y: 760 - i * 24, size: 12, font: regular.font }));
  writeFileSync(path, await document.save());
}

async function encrypt(path: string): Promise<void> {
  const document = await PDFDocument.load(readFileSync(path));
  document.encrypt({ userPassword: '', ownerPassword: 'owner', permissions: { modifying: false } });
  writeFileSync(path, await document.save());
}
