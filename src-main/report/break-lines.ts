/** Breaks a paragraph into lines: between any two Chinese characters, between Latin words, and inside a word that is too long. */
import type { Typeface } from './typeface.ts';

/** Characters that must not begin a line. */
const notFirst = '，。、；：！？）》”’,.;:!?)%…·';

/** Lines no wider than `width`, points; at least one. */
export function breakLines(face: Typeface, text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words(text)) {
    for (const part of fitting(face, word, size, width)) {
      const isWider = face.width(line + part.trimEnd(), size) > width;
      if (isWider && line !== '' && !notFirst.includes(part)) {
        lines.push(line.trimEnd());
        line = part.trimStart();
      } else line += part;
    }
  }
  return [...lines, line.trimEnd()];
}

/** Latin words keep together with the space behind them, figures with their ￥ or 年月日; everything else stands alone. */
function words(text: string): string[] {
  return text.match(/￥?[\u0021-\u024f]+[年月日]? ?|[^\u0021-\u024f]/gu) ?? [];
}

/** A word that is wider than a line, in pieces. */
function fitting(face: Typeface, word: string, size: number, width: number): string[] {
  return face.width(word, size) <= width ? [word] : [...word];
}
