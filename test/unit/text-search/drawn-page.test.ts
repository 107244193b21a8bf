/** Pages drawn in the habits of Chrome, Word, PDFBox, LaTeX and converters: the words are those that one sees, at their places. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { documentMarking } from '../../../src-main/domain/document-marking.ts';
import { lineText } from '../../../src-main/page-text/find-words.ts';
import { visualLines } from '../../../src-main/page-text/visual-lines.ts';
import { findKeyword } from '../../../src-main/text-search/find-keyword.ts';
import { PageCount } from '../../../src-main/text-search/page-count.ts';
import { drawnPdf, hex, line, readDrawn, type DrawnPage } from './drawn-page.ts';

const mm = (points: number): number => (points * 25.4) / 72;
const glyphs = (text: string, place: (i: number) => readonly [number, number], size = 12): string[] =>
  [...text].map((char, i) => line(char, ...place(i), size));

async function places(page: DrawnPage, keyword: string): Promise<number[][]> {
  const found = findKeyword(await readDrawn(await drawnPdf(page)), keyword);
  return found.map(({ end }) => [Math.round(end.xMm), Math.round(end.yMm)]);
}

async function marking(page: DrawnPage): Promise<unknown> {
  const read = await readDrawn(await drawnPdf(page));
  return documentMarking(visualLines(read.glyphs).map(lineText));
}

const across = glyphs('盖章处', (i) => [100 + 12 * i, 300]);
const at = [[Math.round(mm(136)), Math.round(mm(841.89 - 300 - 0.38 * 12))]];

describe('盖章处 is at one place', () => {
  it.each([
    ['letter by letter', across.join('')],
    ['from right to left', across.toReversed().join('')],
    [
      'in one TJ with kerning',
      `BT /F1 12 Tf 100 300 Td [${hex('盖')} 20 ${hex('章')} -20 ${hex('处')}] TJ ET`,
    ],
    [
      'with scaling, spacing and rise',
      `BT /F1 6 Tf 200 Tz 100 300 Td ${hex('盖章处')} Tj ET`.replace('300 Td', '302.28 Td'),
    ],
    ['small letters in a large matrix', `q 12 0 0 12 100 300 cm BT /F1 1 Tf ${hex('盖章处')} Tj ET Q`],
    ['negative size in a turned matrix', `BT /F1 -12 Tf -1 0 0 -1 100 300 Tm ${hex('盖章处')} Tj ET`],
    ['twice for boldness', across.join('') + glyphs('盖章处', (i) => [100.3 + 12 * i, 300]).join('')],
    ['upon a line of underscores', line('__________', 97, 300) + across.join('')],
    ['without ink, as a scan has it', `BT 3 Tr /F1 12 Tf 100 300 Td ${hex('盖章处')} Tj ET`],
  ])('%s', async (_, content) => {
    expect(await places({ content }, '盖章处')).toEqual(at);
  });

  it('in a form XObject with a matrix', async () => {
    const form = { content: line('盖章处', 0, 0), matrix: [1, 0, 0, 1, 40, 100] };
    expect(await places({ content: 'q 1 0 0 1 60 200 cm /X1 Do Q', form }, '盖章处')).toEqual(at);
  });

  it('as a field, a FreeText, and a value or contents that readers draw themselves', async () => {
    const rect = [98, 295, 200, 315] as const;
    const look = `/Tx BMC ${line('盖章处', 2, 5)} EMC`;
    for (const annotation of [
      { rect, look, value: '盖章处' },
      { rect, look, contents: '盖章处' },
    ]) {
      expect(await places({ content: '', annotations: [annotation] }, '盖章处')).toEqual(at);
    }
    for (const annotation of [
      { rect, value: '盖章处' },
      { rect, contents: '盖章处' },
    ]) {
      expect(await places({ content: '', annotations: [annotation] }, '盖章处')).toHaveLength(1);
    }
  });

  it('with a user unit', async () => {
    const [[x = 0, y = 0] = []] = at;
    const [[right = 0, down = 0] = []] = await places({ content: across.join(''), userUnit: 2 }, '盖章处');
    expect(Math.abs(right - 2 * x) + Math.abs(down - 2 * y)).toBeLessThan(3);
  });
});

describe('盖章处 is no place', () => {
  it.each([
    ['in a layer that is off', `/OC /Off BDC ${across.join('')} EMC`],
    ['outside the page', line('盖章处', 700, 300)],
    ['cut away by a clip', `q 0 0 50 50 re W n ${across.join('')} Q`],
    ['over two columns', line('盖章', 100, 300) + line('处', 160, 300)],
    ['over two rows of a table', line('盖章', 100, 300) + line('处', 300, 280)],
  ])('%s', async (_, content) => {
    expect(await places({ content }, '盖章处')).toEqual([]);
  });

  it.each([2, 32, 36])('in an annotation with the flags %i', async (flags) => {
    const annotations = [{ rect: [98, 295, 200, 315], look: line('盖章处', 2, 5), flags } as const];
    expect(await places({ content: '', annotations }, '盖章处')).toEqual([]);
  });
});

describe('columns whose heads are drawn first', () => {
  const content =
    line('甲方', 100, 300) + line('乙方', 350, 300) + line('(盖章):', 124, 300) + line('(盖章):', 374, 300);

  it('are read each for itself, as pdftotext does', async () => {
    const bytes = await drawnPdf({ content: content.replaceAll('/F1', '/F3') });
    const [hit] = findKeyword(await readDrawn(bytes), '乙方（盖章）');
    expect(hit?.rect.xMm).toBeCloseTo(mm(350), 0);
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' });
    expect(text).toMatch(/甲方\(盖章\):\s{3,}乙方\(盖章\):/);
  });
});

describe('机密★10年', () => {
  const letters = [...'机密★10年'];
  const secret = { kind: 'state-secret', mark: '机密★10年' };

  it.each([
    [
      'out of order',
      glyphs('机密★10年', (i) => [100 + 12 * i, 800])
        .toReversed()
        .join(''),
    ],
    ['spread', letters.map((char, i) => line(char, 100 + 26 * i, 800)).join('')],
    ['spread by blanks', line('机 密 ★ 1 0 年', 100, 800)],
    ['downwards, letter by letter', letters.map((char, i) => line(char, 100, 800 - 14 * i)).join('')],
    ['downwards, by a vertical font', `BT /F2 12 Tf 100 800 Td ${hex('机密★10年')} Tj ET`],
    ['in a layer that is off', `/OC /Off BDC ${line('机密★10年', 100, 800)} EMC`],
    ['turned', `BT /F1 12 Tf 0 1 -1 0 100 300 Tm ${hex('机密★10年')} Tj ET`],
  ])('%s', async (_, content) => {
    expect(await marking({ content })).toEqual(secret);
  });

  it('in a field and in a stamp that is only printed', async () => {
    const rect = [98, 795, 200, 815] as const;
    const look = line('机密★10年', 2, 5);
    expect(await marking({ content: '', annotations: [{ rect, look, value: '机密★10年' }] })).toEqual(secret);
    expect(await marking({ content: '', annotations: [{ rect, look, flags: 36 }] })).toEqual(secret);
  });

  it.each([
    line('机密信息的保护', 100, 500) + line('★ 重要', 400, 500),
    line('双方保守机密', 100, 500) + line('★ 注意', 100, 482),
  ])('is not made of ordinary sentences', async (content) => {
    expect(await marking({ content })).toBeNull();
  });
});

describe('a page whose font does not name its letters', () => {
  it('is counted as unreadable, an empty one as without text', async () => {
    const count = new PageCount();
    const codes = [0xf123, 0xf124, 0xf125, 0xf126, 0xf127].map((code) => String.fromCharCode(code)).join('');
    for (const content of [line(codes, 100, 300), '', line('盖章处', 100, 300)]) {
      count.add((await readDrawn(await drawnPdf({ content }))).glyphs);
    }
    expect(count.result()).toEqual({ read: 3, withoutText: 1, unreadable: 1 });
  });
});
