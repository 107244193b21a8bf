/** Reports on paper and in tables: extractable, whole, and harmless whatever the file called itself. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxWords } from '../../../src-main/domain/sandbox-mark.ts';
import { codeSentence } from '../../../src-main/domain/verdict-sentence.ts';
import { unfinishedReport } from '../../../src-main/document-worker/unfinished-report.ts';
import { journalSheet } from '../../../src-main/report/journal-sheet.ts';
import { printCopy } from '../../../src-main/report/print-copy.ts';
import { cellText, safeText } from '../../../src-main/report/safe-text.ts';
import { pageRanges } from '../../../src-main/report/signature-block.ts';
import { resultOfReport, resultTable } from '../../../src-main/report/result-table.ts';
import { slipSheet } from '../../../src-main/report/slip-sheet.ts';
import { tableCsv, tableXlsx } from '../../../src-main/report/table.ts';
import { verdictCodeText } from '../../../src-main/report/verdict-code-text.ts';
import { verificationSheet } from '../../../src-main/report/verification-sheet.ts';
import type { SheetInput } from '../../../src-main/report/sheet-input.ts';
import type { SignatureReport, VerificationReport } from '../../../src-main/verification/report.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-report-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-11-23T08:30:00.500Z');
/** Right-to-left override, zero width, bell, line separator, and a character that the typeface lacks. */
const hostile = '\u202egnp.合同\u200b\u0007\u2028=1+1<img src=x onerror=alert(1)>𠮷\u{1F600}'.repeat(40);

const signature: SignatureReport = {
  field: hostile,
  kind: 'ses-v4',
  level: 'FAIL',
  integrity: { level: 'FAIL', codes: ['INTEGRITY_HASH_MISMATCH'] },
  identity: { level: 'PASS', codes: [] },
  time: { level: 'UNSURE', codes: ['TIME_CLAIMED_ONLY'] },
  seal: {
    id: hostile,
    name: hostile,
    typeCode: '04',
    version: 4,
    makerName: hostile,
    makerId: 'm',
    validFrom: '2026-01-01T00:00:00Z',
    validTo: '2029-01-01T00:00:00Z',
    pictureType: 'png',
    pictureSm3: 'aa',
    widthMm: 42,
    heightMm: 42,
  },
  coverage: { byteRange: [], coversWholeFile: true, revision: 1, revisions: 1, laterChanges: [] },
  approvals: [
    {
      ...{ kind: 'approved', role: 'legal', name: hostile, signedAt: '2026-01-01T00:00:00Z' },
      ...{ certificateSm3: 'cc', ok: true, proof: 'signature' },
    },
  ],
  marks: [{ page: 1, rect: { xMm: 0, yMm: 0, widthMm: 42, heightMm: 42 } }],
  notes: [],
  checks: [],
};

function input(change: Partial<SheetInput> = {}, report: Partial<VerificationReport> = {}): SheetInput {
  const base: VerificationReport = { ...unfinishedReport(1234, now, 'RESOURCE_LIMIT'), sm3: 'ab'.repeat(32) };
  return {
    name: '合同.pdf',
    report: { ...base, ...report },
    language: 'zh',
    copyNotice: true,
    trustVersion: null,
    ...change,
  };
}

function read(octets: Uint8Array, name = 'r.pdf'): { readonly text: string; readonly path: string } {
  const path = join(folder, name);
  writeFileSync(path, octets);
  execFileSync('qpdf', ['--check', path], { stdio: 'ignore' });
  return { path, text: execFileSync('pdftotext', ['-layout', path, '-']).toString() };
}

describe('a report', () => {
  test('says the verdict, the file and the digest in Chinese that can be copied out', async () => {
    const { text } = read(await verificationSheet(input(), new Map()));
    for (const words of [
      '无法确认',
      '文件过大或异常，未验完',
      '合同.pdf',
      'abababab abababab',
      '打印件视同复印件',
    ])
      expect(text).toContain(words);
    expect(read(await verificationSheet(input({ copyNotice: false }), new Map())).text).not.toContain(
      '视同复印件',
    );
  });

  test('is the same octets for the same verdict', async () => {
    const [a, b] = [await verificationSheet(input(), new Map()), await verificationSheet(input(), new Map())];
    expect(Buffer.from(a).equals(b)).toBe(true);
  });

  test.each(['zh', 'en'] as const)(
    'survives hostile names (%s): nothing unseen, every page whole',
    async (language) => {
      const signatures = Array.from({ length: 12 }, () => signature);
      for (const make of [(each: SheetInput) => verificationSheet(each, new Map()), slipSheet]) {
        const { text } = read(await make(input({ name: hostile, language }, { level: 'FAIL', signatures })));
        expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u2028\u0007]/u);
        expect(text.length).toBeGreaterThan(500);
      }
    },
  );

  test('a slip names what was found about the file itself, unless its first sentence has said so', async () => {
    const check = { axis: 'integrity', check: 'c', outcome: 'note', code: 'FILE_RESAVED' } as const;
    const { zh } = codeSentence('FILE_RESAVED', [check]);
    const slip = async (sentence: string) => {
      const sheet = input({}, { checks: [check], sentence: { zh: sentence, en: '' } });
      return read(await slipSheet(sheet)).text.replace(/\s/g, '');
    };
    expect(await slip('验证通过。')).toContain(`文件本身·${zh}`.replace(/\s/g, ''));
    expect(await slip(`验证通过（${zh}）。`)).not.toContain('文件本身');
  });

  test.each(['zh', 'en'] as const)('of a sandbox says so on every paper and table (%s)', async (language) => {
    const words = sandboxWords[language].replace(/\s/g, '');
    const papers = async (report: Partial<VerificationReport>) => {
      const sheet = input({ language }, report);
      const all = [await slipSheet(sheet), await verificationSheet(sheet, new Map())].map(
        (each) => read(each).text,
      );
      const table = resultTable([resultOfReport('合同.pdf', sheet.report)], language);
      return [...all, table.note ?? ''].map((text) => text.replace(/\s/g, '').includes(words));
    };
    const { trust } = input().report;
    expect(await papers({ trust: { ...trust, sandbox: true } })).toEqual([true, true, true]);
    expect(await papers({ trust })).toEqual([false, false, false]);
  });

  test('a slip is one page of 80 mm', async () => {
    const { path } = read(await slipSheet(input({}, { signatures: [signature] })));
    const facts = execFileSync('pdfinfo', [path]).toString();
    expect(facts).toMatch(/Pages:\s+1\n/);
    expect(facts).toMatch(/Page size:\s+226\.77/);
  });

  test('carries a QR code with digest, verdict and time', async () => {
    const { report } = input();
    expect(verdictCodeText(report)).toBe(
      `BYV1/UNSURE/RESOURCE-LIMIT/${'AB'.repeat(32)}/20261123T083000Z/${report.engine.split(' ')[1] ?? ''}`,
    );
    const { path } = read(await slipSheet(input()));
    const raw = execFileSync('pdftoppm', ['-r', '200', '-gray', path]);
    const [, width = '0', height = '0'] =
      /^P5\s+(\d+) (\d+)\s+255\s/.exec(raw.subarray(0, 40).toString('latin1')) ?? [];
    const size = Number(width) * Number(height);
    const grey = raw.subarray(raw.length - size);
    const data = new Uint8ClampedArray(size * 4);
    for (let i = 0; i < size; i++) data.fill(grey[i] ?? 0, i * 4, i * 4 + 4);
    expect(decodeQR({ width: Number(width), height: Number(height), data })).toBe(verdictCodeText(report));
  });
});

describe('texts of others', () => {
  test('a cell is never a formula, one line, bounded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (text) => {
        const cell = cellText(text);
        expect(cell).not.toMatch(/^[=+\-@|%＝＋－＠\t\r]/u);
        expect(cell).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect([...cell].length).toBeLessThanOrEqual(401);
      }),
    );
    expect(cellText("\u200b=cmd|' /C calc'!A1")).toMatch(/^(·|')/);
    expect(safeText('  合 同\n书 ')).toBe('合 同 书');
  });

  test('tables keep their shape', async () => {
    const table = { title: 'a/b[c]', columns: [{ title: 'x', width: 9 }], rows: [['=1'], ['a,"b"\nc'], [7]] };
    expect(tableCsv(table)).toBe('\ufeffx\r\n\'=1\r\n"a,""b"" c"\r\n7\r\n');
    const path = join(folder, 't.xlsx');
    writeFileSync(path, await tableXlsx(table));
    const sheet = execFileSync('unzip', ['-p', path, 'xl/worksheets/sheet1.xml']).toString();
    expect(sheet).not.toContain('<f');
  });

  test('a note stands above the heading, and cannot be a formula either', async () => {
    const table = { title: 't', note: '=1+1，一部分', columns: [{ title: 'x', width: 9 }], rows: [['a']] };
    expect(tableCsv(table)).toBe("\ufeff'=1+1，一部分\r\nx\r\na\r\n");
    const path = join(folder, 'note.xlsx');
    writeFileSync(path, await tableXlsx(table));
    const sheet = execFileSync('unzip', ['-p', path, 'xl/worksheets/sheet1.xml']).toString();
    expect(sheet).toContain('ySplit="2"');
    expect(sheet).not.toContain('<f');
    const texts = execFileSync('unzip', ['-p', path, 'xl/sharedStrings.xml']).toString();
    expect([...texts.matchAll(/<t[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
      "'=1+1，一部分",
      'x',
      'a',
    ]);
  });

  test('pages read as ranges', () => {
    expect(pageRanges([1, 2, 3, 5, 7, 8])).toBe('1–3, 5, 7–8');
  });
});

test('the register: heading on every page, numbered, the chain on the last one', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => [i + 1, `事由${i} ${hostile.slice(0, 80)}`]);
  const columns = [
    { title: '序号', width: 4 },
    { title: '用印事项说明', width: 30 },
  ];
  const octets = await journalSheet({
    table: { title: '用印登记簿', columns, rows },
    language: 'zh',
    enterprise: '开封市汴京文化传媒有限公司',
    scope: '全部记录，120 条',
    exportedAt: '导出时间 2026年11月23日',
    chain: '链校验通过，至第 120 条',
    head: 'cd'.repeat(32),
    engine: 'bianyin',
    madeAt: now,
  });
  const pages = read(octets).text.split('\f').slice(0, -1);
  expect(pages.length).toBeGreaterThan(2);
  for (const [i, page] of pages.entries()) {
    expect(page).toContain(`第 ${i + 1} 页，共 ${pages.length} 页`);
    if (i < pages.length - 1) expect(page).toContain('用印事项说明');
    expect(page.includes('链校验通过')).toBe(i === pages.length - 1);
  }
});

describe('a copy for the printer', () => {
  async function original(turn: number): Promise<Uint8Array> {
    const document = await PDFDocument.create();
    const page = document.addPage([400, 300]);
    page.drawText('Original', { x: 20, y: 20 });
    const { degrees } = await import('@cantoo/pdf-lib');
    page.setRotation(degrees(turn));
    document.addJavaScript('x', 'app.alert(1)');
    document.getForm().createTextField('t').addToPage(page, { x: 10, y: 60 });
    return document.save();
  }

  test.each([0, 90, 180, 270])(
    'page turned by %i: notice upright at the foot, fields and scripts gone',
    async (turn) => {
      const octets = await printCopy(await original(turn), {
        notice: '打印件视同复印件 · 通过',
        pages: 1,
        at: now,
      });
      const { text, path } = read(octets, `copy-${turn}.pdf`);
      expect(text).toContain('打印件视同复印件 · 通过');
      expect(text).toContain('Original');
      const body = execFileSync('qpdf', ['--qdf', '--object-streams=disable', path, '-']).toString('latin1');
      expect(body).not.toMatch(/\/(JavaScript|AcroForm|Annots|OpenAction)\b/);
      const box = execFileSync('pdftotext', ['-bbox', path, '-']).toString();
      const [, height = '0'] = /<page width="[\d.]+" height="([\d.]+)"/.exec(box) ?? [];
      const [, top = '0'] = /yMin="([\d.]+)"[^>]*>打印件/.exec(box) ?? [];
      // Poppler measures as the page is seen: the notice lies in the last 11 mm.
      expect(Number(height) - Number(top)).toBeLessThan(32);
    },
  );

  test('another number of pages than was verified makes none', async () => {
    await expect(printCopy(await original(0), { notice: 'x', pages: 2, at: now })).rejects.toThrow(
      'print-copy-not-made',
    );
    await expect(printCopy(new Uint8Array(9), { notice: 'x', pages: 1, at: now })).rejects.toThrow(
      'print-copy-not-made',
    );
  });
});
