/** Finds a keyword on one page: over run borders and line breaks, NFKC on both sides, spaces ignored. */
import type { KeywordHit } from '../domain/placement-keyword.ts';
import { toVisual } from '../pdf/page-geometry.ts';
import type { PageGeometry } from '../pdf/page-geometry.ts';
import { foldText, placeCharacters } from './glyph-run.ts';
import type { PlacedCharacter, TextRun } from './glyph-run.ts';

/** Two hits nearer than this are one text printed twice (imitation of bold), mm. */
const SAME_PLACE_MM = 1;

/** All hits of a page from top to bottom, on one line from left to right. */
export function findKeyword(
  page: number,
  geometry: PageGeometry,
  runs: readonly TextRun[],
  keyword: string,
): KeywordHit[] {
  const wanted = [...foldText(keyword)];
  const characters = withoutDoubles(runs.flatMap(placeCharacters));
  const hits: KeywordHit[] = [];
  if (wanted.length === 0) return hits;
  for (let at = 0; at + wanted.length <= characters.length; at++) {
    if (!wanted.every((char, i) => characters[at + i]?.char === char)) continue;
    const hit = toHit(page, geometry, characters.slice(at, at + wanted.length));
    if (!hits.some((other) => distance(other, hit) < SAME_PLACE_MM)) hits.push(hit);
  }
  return hits.sort((a, b) => lineOf(a) - lineOf(b) || a.rect.xMm - b.rect.xMm);
}

/** Bold by printing every character twice leaves 盖盖章章; the second of a pair at one place is dropped. */
function withoutDoubles(characters: readonly PlacedCharacter[]): PlacedCharacter[] {
  return characters.filter((character, i) => {
    const before = characters[i - 1];
    if (before?.char !== character.char) return true;
    const apart = Math.hypot(character.start[0] - before.start[0], character.start[1] - before.start[1]);
    const advance = Math.hypot(character.end[0] - character.start[0], character.end[1] - character.start[1]);
    return apart >= advance * 0.3;
  });
}

function toHit(page: number, geometry: PageGeometry, characters: readonly PlacedCharacter[]): KeywordHit {
  const line = lastLine(characters);
  const corners = line.flatMap(({ start, end, half }) =>
    [start, end].flatMap(([x, y]) => [
      toVisual(geometry, x + half[0], y + half[1]),
      toVisual(geometry, x - half[0], y - half[1]),
    ]),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [xMm, yMm] = [Math.min(...xs), Math.min(...ys)];
  const rect = { xMm, yMm, widthMm: Math.max(...xs) - xMm, heightMm: Math.max(...ys) - yMm };
  const from = line[0]?.start ?? [0, 0];
  const to = line.at(-1)?.end ?? from;
  const [endX, endY] = toVisual(geometry, to[0], to[1]);
  const [startX, startY] = toVisual(geometry, from[0], from[1]);
  return { page, rect, end: { xMm: endX, yMm: endY }, direction: directionOf(endX - startX, endY - startY) };
}

/** The characters from the last line break on: a break is where the next one starts far from where the one before ended. */
function lastLine(characters: readonly PlacedCharacter[]): readonly PlacedCharacter[] {
  for (let i = characters.length - 1; i > 0; i--) {
    const [before, here] = [characters[i - 1], characters[i]];
    if (!before || !here) continue;
    const em = 2 * Math.hypot(here.half[0], here.half[1]);
    // How far the writing leaves its own line: the part of the step that runs along the em's height.
    const step = [here.start[0] - before.end[0], here.start[1] - before.end[1]] as const;
    const off = Math.abs(step[0] * here.half[0] + step[1] * here.half[1]) / (em / 2);
    if (off > em / 2) return characters.slice(i);
  }
  return characters;
}

function directionOf(dx: number, dy: number): KeywordHit['direction'] {
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 'right' : 'left';
  return dy >= 0 ? 'down' : 'up';
}

function distance(a: KeywordHit, b: KeywordHit): number {
  return Math.hypot(a.end.xMm - b.end.xMm, a.end.yMm - b.end.yMm);
}

/** Hits whose middles are within about 3 mm count as one line. */
function lineOf(hit: KeywordHit): number {
  return Math.round((hit.rect.yMm + hit.rect.heightMm / 2) / 3);
}
