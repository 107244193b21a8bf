/** Whatever order a page was drawn in, it reads the same; and no words are made over columns. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src-main/domain/fold-text.ts';
import { findWords, lineText } from '../../../src-main/page-text/find-words.ts';
import type { Glyph } from '../../../src-main/page-text/glyph.ts';
import { visualLines } from '../../../src-main/page-text/visual-lines.ts';

const EM = 4;

interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** The letters of lines on a page that is turned by `degrees` about its corner. */
function lettersOf(lines: readonly Line[], degrees: number): Glyph[] {
  const angle = (degrees * Math.PI) / 180;
  const [a, b] = [Math.cos(angle), Math.sin(angle)];
  const rest = { advance: EM, em: EM, isInkless: false, isOnScreen: true, isReadable: true };
  return lines.flatMap(({ text, x, y }) =>
    [...text].map((char, i): Glyph => {
      const [u, v] = [x + i * EM, y];
      return { ...rest, text: char, along: [a, b], start: [u * a - v * b, u * b + v * a] };
    }),
  );
}

const word = fc
  .array(fc.constantFrom(...'甲乙丙丁盖章处方签'), { minLength: 2, maxLength: 6 })
  .map((all) => all.join(''));
const columns = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 8 });
/** Two columns whose gap no reader reads over: the first words are at most 6 letters long. */
const linesOf = (rows: readonly (readonly [string, string])[]): Line[] =>
  rows.flatMap(([left, right], i) => [
    { text: left, x: 20, y: 20 + i * 7 },
    { text: right, x: 20 + 9 * EM, y: 20 + i * 7 },
  ]);

describe('a page of two columns', () => {
  it('reads the same in any order of drawing and at any turn', () => {
    fc.assert(
      fc.property(
        columns,
        fc.constantFrom(0, 90, 180, 270, 45),
        fc.infiniteStream(fc.nat()),
        (rows, turn, random) => {
          const lines = linesOf(rows);
          const shuffled = lettersOf(lines, turn)
            .map((glyph) => ({ glyph, key: Number(random.next().value) }))
            .sort((one, other) => one.key - other.key)
            .map(({ glyph }) => glyph);
          expect(visualLines(shuffled).map(lineText).sort()).toEqual(lines.map(({ text }) => text).sort());
        },
      ),
    );
  });

  it('has no words that begin in one column and end in the other', () => {
    fc.assert(
      fc.property(columns, (rows) => {
        const lines = linesOf(rows);
        const seen = visualLines(lettersOf(lines, 0));
        for (const [left, right] of rows) {
          const words = left.slice(-1) + right;
          const isThere = [...rows.flat(), ...pairsBelow(rows)].some((text) => text.includes(words));
          expect(findWords(seen, words).length > 0).toBe(isThere);
        }
      }),
    );
  });
});

/** What a paragraph's break may join: a line and those below it in its own column, where it is not the shorter one. */
function pairsBelow(rows: readonly (readonly [string, string])[]): string[] {
  const column = (side: 0 | 1): string[] => rows.map((row) => row[side]);
  return [column(0), column(1)].flatMap((lines) =>
    lines.flatMap((_, i) => {
      let joined = lines[i] ?? '';
      for (let at = i + 1; at < lines.length; at++) {
        const [above = '', below = ''] = [lines[at - 1], lines[at]];
        if (below.length > above.length + 1) break;
        joined += below;
      }
      return [joined];
    }),
  );
}

describe('folding', () => {
  it.each([
    ['⼾名', '户名'],
    ['董事⻓', '董事长'],
    ['盖章⻚', '盖章页'],
    ['公⺠', '公民'],
    ['戶名', '户名'],
    ['⻅证⼈', '见证人'],
    ['盖\u200B章\u00AD\uFE00处', '盖章处'],
    ['乙 方（盖 章）：', '乙方(盖章):'],
    ['二○二六年', '二〇二六年'],
    ['e\u0301', 'é'],
  ])('%s is %s', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it('of parts is the part of the folding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(foldText(one + other)).toBe(foldText(one) + foldText(other));
      }),
    );
  });
});
