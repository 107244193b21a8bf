/**
 * The round seals 01, 02 and 04 (国发〔1999〕25号: round, at most 45 mm, star in the middle, name around it from left to
 * right, 宋体): name, star, level line, 13-digit code of the police register along the lower edge.
 */
import { glyphInCell } from './glyph-in-cell.ts';
import type { Cell } from './glyph-in-cell.ts';
import { lineCells } from './line-text.ts';
import { ringCode, ringName } from './ring-text.ts';
import type { RingNameStyle } from './ring-text.ts';
import type { SealDrawing } from './seal-drawing.ts';
import type { SealFonts } from './seal-fonts.ts';
import type { RoundShape } from './seal-profile.ts';
import { starPath } from './star.ts';

export interface RoundSealText {
  /** Characters of the name as they are engraved, one code point each. */
  readonly name: readonly string[];
  /** 13 digits, or nothing. */
  readonly code: string | null;
  /** Which one of several seals of a kind, drawn as (1); null when there is one. */
  readonly number: number | null;
}

const degree = Math.PI / 180;
const codeSize = { width: 1.12, height: 1.85 };
const codeStep = 4.7 * degree;
/** How far small characters are grown towards their cell. */
const fill = 0.5;

/** Draws a round seal. Errors: `seal-glyph-missing`, `seal-name-too-long`. */
export function drawRoundSeal(shape: RoundShape, text: RoundSealText, fonts: SealFonts): SealDrawing {
  const inner = shape.diameterMm / 2 - shape.borderMm;
  const name = ringName({ a: inner, b: inner }, text.name, nameStyle(shape));
  const song = (characters: readonly string[], cells: readonly Cell[]): string[] =>
    cells.map((cell, i) => glyphInCell(fonts.outline('song', characters[i] ?? ''), cell, fill));
  const line = shape.line === null ? [] : song([...shape.line], levelLine(shape));
  const figures: string[] = [];
  if (shape.starDiameterMm !== null) figures.push(starPath(shape.starDiameterMm, starCentre(shape)));
  if (shape.line !== null && text.number !== null) figures.push(...numberPaths(shape, text.number, fonts));
  if (text.code !== null) figures.push(...codePaths(inner, text.code, fonts));
  return {
    widthMm: shape.diameterMm,
    heightMm: shape.diameterMm,
    border: { kind: 'oval', strokeMm: shape.borderMm },
    characters: [...song(text.name, name), ...line],
    figures,
    substituteFonts: [],
  };
}

/** A level line takes room in the middle, so the name is a little lower and ends a little earlier. */
function nameStyle({ diameterMm, line }: RoundShape): RingNameStyle {
  return {
    gapMm: 0.75,
    tallestMm: diameterMm * (line === null ? 0.14 : 0.128),
    lowestMm: 3,
    widest: 0.82,
    preferred: 0.53,
    narrowest: 0.4,
    span: (line === null ? 264 : 256) * degree,
    leastSpan: 150 * degree,
    loosest: 1.65,
  };
}

/** With a level line the star moves up by a hair, so that star and line together look centred. */
function starCentre({ line }: RoundShape): number {
  return line === null ? 0 : -0.6;
}

function levelLine({ diameterMm, line }: RoundShape): Cell[] {
  return lineCells([...(line ?? '')].length, {
    top: diameterMm * 0.2,
    height: diameterMm * 0.108,
    width: diameterMm * 0.086,
    gap: diameterMm * 0.009,
  });
}

function numberPaths({ diameterMm }: RoundShape, number: number, fonts: SealFonts): string[] {
  const characters = [...`(${number})`];
  const cells = lineCells(characters.length, {
    top: diameterMm * 0.325,
    height: 1.9,
    width: 1.05,
    gap: 0.35,
  });
  return cells.map((cell, i) => glyphInCell(fonts.outline('digits', characters[i] ?? ''), cell, 0));
}

function codePaths(inner: number, code: string, fonts: SealFonts): string[] {
  const cells = ringCode(inner - 0.55 - codeSize.height / 2, code.length, codeSize, codeStep);
  return cells.map((cell, i) => glyphInCell(fonts.outline('digits', code.charAt(i)), cell, 0));
}
