/** Words on a document that forbid a seal: nobody even signs a request for it (暂行办法 Art. 24; 保守国家秘密法; invoices). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
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

test.each([
  ['as it is', (xml: string) => xml],
  ['beside others', (xml: string) => xml, 3],
])(
  'an invoice inside the file, whatever it is called and the page says, %s: no request',
  async (_, form, others = 0) => {
    const document = await PDFDocument.create();
    document.addPage([595, 842]);
    for (let i = 0; i < others; i += 1) await document.attach(Buffer.from(`<a>${i}</a>`), `${i}.xml`);
    const xml = form('<EInvoice><EIid>26412000000012345678</EIid><SellerName>甲</SellerName></EInvoice>');
    await document.attach(Buffer.from(xml), 'readme.txt');
    const file = join(sandbox.folder, `inside-${others}.pdf`);
    writeFileSync(file, await document.save());
    expect(await codeOf(() => submit(sandbox, session, file))).toBe('document-tax-invoice');
  },
);

test.each([
  [
    'a bomb',
    Buffer.concat([
      Buffer.from('<EInvoice>'),
      Buffer.alloc(30_000_000, 32),
      Buffer.from('<EIid>26412000000012345678</EIid></EInvoice>'),
    ]),
  ],
  ['another table', Buffer.from('<table><row>26412000000012345678</row></table>')],
])('%s inside the file forbids nothing', async (name, octets) => {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawText('Letter', { x: 72, y: 700 });
  await document.attach(octets, `${name}.xml`);
  const file = join(sandbox.folder, `${name}.pdf`);
  writeFileSync(file, await document.save());
  expect(await codeOf(() => submit(sandbox, session, file))).toBe('ok');
});

test('words that only speak of them forbid nothing', async () => {
  const file = await letter('plain.pdf', '双方应当保守机密信息。', '乙方应当开具电子发票（普通发票）。');
  expect(await codeOf(() => submit(sandbox, session, file))).toBe('ok');
});
