/**
 * A keyword to seal at, as people type it: `盖章处`, `盖章处#2`, `盖章处,hit=2,dx=-10mm,dy=3mm`.
 * Only a tail of known options is taken off; every other comma or # belongs to the keyword.
 */
import { parseLength, placementSyntaxError, plainWidth } from './placement-length.ts';

export interface KeywordQuery {
  readonly keyword: string;
  /** Which hit (1-based, in reading order); null asks for the only one. */
  readonly hit: number | null;
  /** Moves the seal to the right (mm, visual) from the default place behind the keyword. */
  readonly dxMm: number;
  /** Moves the seal down (mm, visual). */
  readonly dyMm: number;
}

const optionAtEnd = /, *(hit|dx|dy) *= *([^,=]*)$/i;
const hashAtEnd = /# *(\d{1,6}) *$/;

/** Reads a typed keyword. Errors: `placement-syntax`. */
export function parseKeywordText(text: string): KeywordQuery {
  const found = { hit: null as number | null, dx: 0, dy: 0 };
  let rest = plainWidth(text);
  for (let option = optionAtEnd.exec(rest); option; option = optionAtEnd.exec(rest)) {
    const piece = { text: (option[2] ?? '').trim(), at: rest.length - (option[2] ?? '').length };
    const key = (option[1] ?? '').toLowerCase();
    if (key === 'hit') found.hit = hitNumber(piece.text, piece.at);
    else found[key as 'dx' | 'dy'] = parseLength(piece);
    rest = rest.slice(0, option.index);
  }
  const hash = hashAtEnd.exec(rest);
  if (hash && found.hit === null) {
    found.hit = hitNumber(hash[1] ?? '', hash.index + 1);
    rest = rest.slice(0, hash.index);
  }
  // The keyword itself keeps the characters as typed; the search folds widths on both sides.
  const keyword = text.slice(0, rest.length).trim();
  if (keyword === '') throw placementSyntaxError({ text, at: 0 }, '盖章处#1');
  return { keyword, hit: found.hit, dxMm: found.dx, dyMm: found.dy };
}

function hitNumber(text: string, at: number): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw placementSyntaxError({ text, at }, 'hit=1');
  return Number(text);
}
