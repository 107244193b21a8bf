/** How wide letters are, in units of the font size, in the fonts whose codes are known letters (ISO 32000-2 §9.2.4, §9.6.2.2, §9.7.4.3). */
import type { PdfDocument } from '../../../pdf/document.ts';
import type { PdfDict } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';

/** At the least and at the most: equal where the font says it. */
export interface LetterWidths {
  least(letter: string): number;
  most(letter: string): number;
}

/** Widths of the standard fonts for the codes 32 to 126, in thousandths, the narrowest and the widest style of each family. */
const families: Readonly<Record<'H' | 'T' | 'C', readonly [string, string]>> = {
  H: [
    '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 975 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584',
    '278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 1015 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584',
  ],
  T: [
    '250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 832 611 611 667 722 611 556 722 722 333 389 667 556 833 667 722 556 722 611 500 556 722 611 833 611 556 556 333 278 333 422 500 333 444 500 444 500 444 278 500 500 278 278 444 278 722 500 500 500 500 333 389 278 500 444 667 444 444 389 348 200 348 520',
    '250 389 555 500 500 1000 833 278 333 333 500 675 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 675 675 675 500 930 722 667 722 722 667 667 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 389 278 389 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 480 275 480 570',
  ],
  C: [Array(95).fill(600).join(' '), Array(95).fill(600).join(' ')],
};

/** Of a standard font, or one that readers replace by one (`Arial` by Helvetica, …). */
export function standardWidths(baseFont: string): LetterWidths {
  const family = /^(?:Helv|Arial)/.test(baseFont) ? 'H' : baseFont.startsWith('Times') ? 'T' : 'C';
  const [narrow = [], wide = []] = families[family].map((list) => list.split(' ').map(Number));
  const of = (list: readonly number[], letter: string) => (list[letter.charCodeAt(0) - 32] ?? 0) / 1000;
  return { least: (letter) => of(narrow, letter), most: (letter) => of(wide, letter) };
}

/** Glyphs of a collection without widths of their own are as wide as they are high. */
export const squareWidths: LetterWidths = { least: () => 1, most: () => 1 };

/** Nothing is known but what no font for reading goes beyond. */
const unknownWidths: LetterWidths = { least: () => 0.2, most: () => 1.2 };

/** What a simple font says itself; unknown where it says nothing. */
export function givenWidths(document: PdfDocument, font: PdfDict): LetterWidths {
  const widths = document.value(font, 'Widths');
  const first = document.value(font, 'FirstChar');
  if (widths?.kind !== 'array' || first?.kind !== 'number' || nameAt(font, 'Subtype') === 'Type3')
    return unknownWidths;
  const of = (letter: string): number | undefined => {
    const width = document.resolve(widths.items[letter.charCodeAt(0) - first.value]);
    return width.kind === 'number' ? width.value / 1000 : undefined;
  };
  return {
    least: (letter) => of(letter) ?? unknownWidths.least(letter),
    most: (letter) => of(letter) ?? unknownWidths.most(letter),
  };
}

export function leastWidth(widths: LetterWidths, text: string): number {
  return [...text].reduce((sum, letter) => sum + widths.least(letter), 0);
}

export function mostWidth(widths: LetterWidths, text: string): number {
  return [...text].reduce((sum, letter) => sum + widths.most(letter), 0);
}
