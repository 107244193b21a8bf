/**
 * 法定代表人章: a square (or, for a wide name, a flat) seal. Characters are read from the right column to the left, each
 * column downwards: 2 characters + 之印, 3 + 印, 4 alone; longer names take three columns, a · gets a small cell.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { glyphInCell } from './glyph-in-cell.ts';
import type { Cell } from './glyph-in-cell.ts';
import type { SealDrawing } from './seal-drawing.ts';
import type { SealFonts } from './seal-fonts.ts';
import type { RectangleShape } from './seal-profile.ts';

const middleDot = '·';
const mostInSquare = 12;
const mostInRow = 5;
/** Clear space in mm between border and characters, and between characters. */
const margin = 0.75;
const gap = 0.55;

/** Draws a name seal. Errors: `seal-glyph-missing`, `seal-name-too-long`, `seal-name-empty`. */
export function drawNameSeal(shape: RectangleShape, name: readonly string[], fonts: SealFonts): SealDrawing {
  const inside = {
    width: shape.widthMm - 2 * (shape.borderMm + margin),
    height: shape.heightMm - 2 * (shape.borderMm + margin),
  };
  const flat = shape.widthMm > shape.heightMm * 1.5;
  return {
    widthMm: shape.widthMm,
    heightMm: shape.heightMm,
    border: { kind: 'rectangle', strokeMm: shape.borderMm },
    characters: flat ? rowPaths(name, inside, fonts) : squarePaths(name, inside, fonts),
    figures: [],
    substituteFonts: [],
  };
}

function squarePaths(name: readonly string[], inside: Inside, fonts: SealFonts): string[] {
  const columns = nameColumns(name);
  return columns.flatMap((column, i) => columnPaths(column, columnBox(inside, columns.length, i), fonts));
}

/** A flat seal has one row, read from left to right, and no 印. */
function rowPaths(name: readonly string[], inside: Inside, fonts: SealFonts): string[] {
  checkedLetters(name, mostInRow);
  const sizes = shares(name, inside.width);
  return name.map((character, i) => {
    const [start, width] = sizes[i] ?? [0, 0];
    const cell = { x: start + width / 2 - inside.width / 2, y: 0, width, height: inside.height, turn: 0 };
    return characterPath(character, cell, fonts);
  });
}

/**
 * The characters of each column, right column first. 印 or 之印 fills up to four, six, nine or twelve; where that does
 * not come out even, the right columns have one more. Errors: `seal-name-empty`, `seal-name-too-long`.
 */
export function nameColumns(name: readonly string[]): string[][] {
  const letters = checkedLetters(name, mostInSquare);
  const suffix = suffixes[letters] ?? [];
  const count = letters + suffix.length;
  const columns = count > 4 ? 3 : count > 2 ? 2 : 1;
  const sizes = Array.from({ length: columns }, (_, i) => Math.floor((count + columns - 1 - i) / columns));
  return splitColumns([...name, ...suffix], sizes);
}

const suffixes: Readonly<Record<number, readonly string[]>> = {
  1: ['印'],
  2: ['之', '印'],
  3: ['印'],
  5: ['印'],
  7: ['之', '印'],
  8: ['印'],
  11: ['印'],
};

/** A · goes with the character before it and takes no place of its own. */
function splitColumns(text: readonly string[], sizes: readonly number[]): string[][] {
  const columns: string[][] = [[]];
  for (const character of text) {
    const column = columns.at(-1) ?? [];
    const full = column.filter((c) => c !== middleDot).length === sizes[columns.length - 1];
    if (full && character !== middleDot) columns.push([character]);
    else column.push(character);
  }
  return columns;
}

function checkedLetters(name: readonly string[], most: number): number {
  const letters = name.filter((character) => character !== middleDot).length;
  if (letters === 0) throw new BianyinError('seal-name-empty');
  if (letters > most) throw new BianyinError('seal-name-too-long', { count: name.length });
  return letters;
}

interface Inside {
  readonly width: number;
  readonly height: number;
}

interface Box {
  readonly x: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function columnBox(inside: Inside, count: number, index: number): Box {
  const width = (inside.width - gap * (count - 1)) / count;
  const x = inside.width / 2 - width / 2 - index * (width + gap);
  return { x, top: -inside.height / 2, width, height: inside.height };
}

function columnPaths(column: readonly string[], box: Box, fonts: SealFonts): string[] {
  const sizes = shares(column, box.height);
  return column.map((character, i) => {
    const [start, height] = sizes[i] ?? [0, 0];
    const cell = { x: box.x, y: box.top + start + height / 2, width: box.width, height, turn: 0 };
    return characterPath(character, cell, fonts);
  });
}

/** Start and length of each character along a row or column of `length` mm. */
function shares(characters: readonly string[], length: number): (readonly [number, number])[] {
  const weights = characters.map((character) => (character === middleDot ? 0.3 : 1));
  const share = (length - gap * (characters.length - 1)) / weights.reduce((sum, weight) => sum + weight, 0);
  let at = 0;
  return weights.map((weight) => {
    const start = at;
    at += share * weight + gap;
    return [start, share * weight] as const;
  });
}

function characterPath(character: string, cell: Cell, fonts: SealFonts): string {
  if (character === middleDot) return dotPath(cell);
  return glyphInCell(fonts.outline('song', character), cell, 0.8);
}

/** The · is a plain disc: the font's own is made for the middle of a line of Latin text. */
function dotPath({ x, y, width, height }: Cell): string {
  const r = Math.min(0.6, Math.min(width, height) * 0.45);
  const [start, radius, side] = [(x - r).toFixed(3), r.toFixed(3), (2 * r).toFixed(3)];
  return `M${start} ${y.toFixed(3)}a${radius} ${radius} 0 1 0 ${side} 0a${radius} ${radius} 0 1 0 -${side} 0Z`;
}
