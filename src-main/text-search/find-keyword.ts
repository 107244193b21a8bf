/** The places of a keyword on one page, in reading order. */
import type { KeywordHit } from '../domain/placement-keyword.ts';
import { charactersOf, findWords, lineText, mayHold } from '../page-text/find-words.ts';
import { glyphEnd, halfAcross, type Glyph, type Point } from '../page-text/glyph.ts';
import { visualLines, type VisualLine } from '../page-text/visual-lines.ts';
import type { PageText } from './pdf-text.ts';

/** Two hits nearer than this are one text twice (recognised text upon real text, a value upon its look), mm. */
const SAME_PLACE_MM = 1;

/**
 * All hits of a page from top to bottom, on one line from left to right. What is not on the screen is no place; recognised text
 * under a scan is one: it stands where the picture shows the same words.
 */
export function findKeyword({ page, size, glyphs }: Omit<PageText, 'of'>, keyword: string): KeywordHit[] {
  const hits: KeywordHit[] = [];
  if (!mayHold(charactersOf(glyphs), keyword)) return hits;
  const lines = visualLines(glyphs.filter(({ isOnScreen }) => isOnScreen));
  for (const found of findWords(lines, keyword)) {
    const hit = { page, pageSize: size, ...placeOf(found), line: lineAround(lines, found) };
    if (!hits.some((other) => distance(other, hit) < SAME_PLACE_MM)) hits.push(hit);
  }
  return hits.sort((a, b) => lineOf(a) - lineOf(b) || a.rect.xMm - b.rect.xMm);
}

/** Characters of a line that are shown: enough to tell one place from another. */
const MOST_LINE = 60;

/** The words of the line in which the keyword ends, as one reads them. */
function lineAround(lines: readonly VisualLine[], found: readonly Glyph[]): string {
  const last = found.at(-1);
  const line = last && lines.find(({ glyphs }) => glyphs.includes(last));
  const text = line ? lineText(line) : '';
  return text.length > MOST_LINE ? `${text.slice(0, MOST_LINE)}…` : text;
}

function placeOf(glyphs: readonly Glyph[]): Omit<KeywordHit, 'page' | 'pageSize' | 'line'> {
  const corners = glyphs.flatMap((glyph) => {
    const [across, end] = [halfAcross(glyph), glyphEnd(glyph)];
    return [glyph.start, end].flatMap(([x, y]): Point[] => [
      [x + across[0], y + across[1]],
      [x - across[0], y - across[1]],
    ]);
  });
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [xMm, yMm] = [Math.min(...xs), Math.min(...ys)];
  const rect = { xMm, yMm, widthMm: Math.max(...xs) - xMm, heightMm: Math.max(...ys) - yMm };
  const last = glyphs.at(-1);
  const [endX, endY] = last ? glyphEnd(last) : [xMm, yMm];
  const [right, down] = last?.along ?? [1, 0];
  return { rect, end: { xMm: endX, yMm: endY }, direction: directionOf(right, down) };
}

function directionOf(right: number, down: number): KeywordHit['direction'] {
  if (Math.abs(right) >= Math.abs(down)) return right >= 0 ? 'right' : 'left';
  return down >= 0 ? 'down' : 'up';
}

function distance(a: KeywordHit, b: KeywordHit): number {
  return Math.hypot(a.end.xMm - b.end.xMm, a.end.yMm - b.end.yMm);
}

/** Hits whose middles are within about 3 mm count as one line. */
function lineOf(hit: KeywordHit): number {
  return Math.round((hit.rect.yMm + hit.rect.heightMm / 2) / 3);
}
