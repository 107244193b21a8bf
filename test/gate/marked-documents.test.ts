/** Words on a document that forbid a seal: nobody even signs a request for it (暂行办法 Art. 24; 保守国家秘密法; invoices). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppSession } from '../../src-main/app/session.ts';
import { openMoment } from '../../src-main/home/home-moment.ts';
import { chinesePdf } from '../unit/text-search/chinese-pdf.ts';
import { closeDesk, openDesk } from './support/open-desk.ts';
import type { Sandbox } from './support/sandbox.ts';
import { codeOf, submit } from './support/story.ts';

let sandbox: Sandbox;
let session: AppSession;

beforeAll(async () => {
  ({ sandbox, session } = await openDesk());
});
afterAll(() => closeDesk({ sandbox, session }));

/** Path of a letter; the last page has the given lines, one under the other. */
async function letter(name: string, ...texts: readonly string[]): Promise<string> {
  const lines = texts.map((text, i) => ({ text, x: 72, y: 760 - 40 * i, size: 14 }));
  const path = join(sandbox.folder, name);
  writeFileSync(path, await chinesePdf([{ lines: [{ text: '合同', x: 72, y: 700, size: 14 }] }, { lines }]));
  return path;
}

function recordedRequests(): number {
  const moment = openMoment(sandbox.home.root, new Date());
  try {
    return moment.store.requestIds().length;
  } finally {
    moment.close();
  }
}

test.each([
  ['document-state-secret', ['机密★10年', '关于采购的函']],
  ['document-state-secret', ['绝密☆']],
  ['document-tax-invoice', ['电子发票（普通发票）', '发票号码：26412000000012345678']],
] as const)('%s: no request for %j', async (code, lines) => {
  const before = recordedRequests();
  const file = await letter(`marked-${lines[0].length}-${lines.length}.pdf`, ...lines);
  expect(await codeOf(() => submit(sandbox, session, file))).toBe(code);
  expect(recordedRequests()).toBe(before);
});

test('words that only speak of them forbid nothing', async () => {
  const file = await letter('plain.pdf', '双方应当保守机密信息。', '乙方应当开具电子发票（普通发票）。');
  expect(await codeOf(() => submit(sandbox, session, file))).toBe('ok');
});
