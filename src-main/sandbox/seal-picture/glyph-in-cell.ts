/** Puts the outline of a character into a cell of the seal: stretched to the cell, turned, moved; out comes SVG path data. */
import { narrowWeight } from './character-weight.ts';
import type { FontBox, Outline } from './seal-fonts.ts';

/** Where a character stands, in mm from the centre of the seal, y down. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Clockwise turn in radians; 0 stands upright. */
  readonly turn: number;
}

const letters = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const;

/**
 * SVG path data of the character in its cell. `fill` from 0 to 1 says how far a small character (口, 日) is grown to
 * fill the cell as an engraver would do; 0 keeps the proportions of the font.
 */
export function glyphInCell(outline: Outline, cell: Cell, fill: number): string {
  const box = outline.narrow ? narrowBox(outline) : engravedBox(outline, fill);
  const scaleX = cell.width / (box.maxX - box.minX);
  const scaleY = cell.height / (box.maxY - box.minY);
  const [centreX, centreY] = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  const [cos, sin] = [Math.cos(cell.turn), Math.sin(cell.turn)];
  const point = (x: number, y: number): string => {
    const [u, v] = [(x - centreX) * scaleX, (centreY - y) * scaleY];
    return `${micrometres(cell.x + u * cos - v * sin)} ${micrometres(cell.y + u * sin + v * cos)}`;
  };
  return outline.commands.map(({ command, args }) => letters[command] + points(args, point)).join('');
}

function points(args: readonly number[], point: (x: number, y: number) => string): string {
  const out: string[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) out.push(point(args[i] ?? 0, args[i + 1] ?? 0));
  return out.join(' ');
}

/** For the narrow ones: as wide as their weight, with the ink in the middle. */
function narrowBox({ face, ink }: Outline): FontBox {
  const [middle, half] = [(ink.minX + ink.maxX) / 2, ((face.maxX - face.minX) * narrowWeight) / 2];
  return { ...face, minX: middle - half, maxX: middle + half };
}

/** Between the common face and the ink of this character; a flat or narrow one (一, 丨) is hardly stretched. */
function engravedBox({ face, ink }: Outline, fill: number): FontBox {
  const side = (a: number, b: number, inkLength: number, faceLength: number): number =>
    a + (b - a) * fill * Math.max(0, Math.min(1, (inkLength / faceLength - 0.55) / 0.25));
  const [inkW, faceW] = [ink.maxX - ink.minX, face.maxX - face.minX];
  const [inkH, faceH] = [ink.maxY - ink.minY, face.maxY - face.minY];
  return {
    minX: side(face.minX, ink.minX, inkW, faceW),
    maxX: side(face.maxX, ink.maxX, inkW, faceW),
    minY: side(face.minY, ink.minY, inkH, faceH),
    maxY: side(face.maxY, ink.maxY, inkH, faceH),
  };
}

/** Fixed three decimals (1 µm): equal on every machine, whatever the last bit of a cosine. */
function micrometres(mm: number): string {
  const text = mm.toFixed(3);
  return text === '-0.000' ? '0.000' : text;
}
