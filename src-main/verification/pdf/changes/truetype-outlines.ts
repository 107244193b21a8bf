/** What a glyph of an embedded TrueType program is made of: the boxes of its contours (ISO/IEC 14496-22 `glyf`, `loca`, `head`; ISO 32000-2 §9.9). */
import type { PdfBox } from '../../../pdf/document-model.ts';
import type { SfntTables } from './sfnt-tables.ts';

/** A glyph of more points is no letter of a label. */
const maxPoints = 2_000;
const REPEATED = 8;
/** Parts in parts, and parts of one glyph: accents and the dots of a colon need few. */
const maxDepth = 4;
const maxParts = 16;
/** Bits of a part of a composite glyph: its numbers are words, they are places, it is scaled in one of three ways, more parts follow. */
const [WORDS, PLACES, SCALED, MORE] = [0x01, 0x02, 0x08 | 0x40 | 0x80, 0x20];
/** Bits of a flag for one axis: the step is one octet; the step is positive, or left out. */
const axes = [
  [2, 16],
  [4, 32],
] as const;

/** One font program. Contours are in ems; control points bound the curves. */
export class TrueTypeOutlines {
  readonly #view: DataView;
  readonly #tables: SfntTables;

  constructor(tables: SfntTables) {
    this.#view = tables.view;
    this.#tables = tables;
  }

  /** `[]` for a glyph that draws nothing; null for one that cannot be told, as with scaled parts. Errors: RangeError for one that is cut off. */
  contoursOf(glyph: number): readonly PdfBox[] | null {
    return this.#contours(glyph, 0);
  }

  /** Whether a glyph is two rectangles, one in the other, and nothing else: straight lines only. Errors: RangeError as above. */
  isFrame(glyph: number): boolean {
    const place = this.#placeOf(glyph);
    const points = place && place.from < place.to ? this.#pointsOf(place.from) : null;
    if (points?.ends.join() !== '3,7') return false;
    const [outer, inner] = [rectangleOf(points, 0), rectangleOf(points, 4)];
    return outer !== null && inner !== null && (isInside(inner, outer) || isInside(outer, inner));
  }

  /** Where the data of a glyph begin and end. */
  #placeOf(
    glyph: number,
  ): { readonly from: number; readonly to: number; readonly unitsPerEm: number } | null {
    const [head, loca, glyf] = ['head', 'loca', 'glyf'].map((tag) => this.#tables.start(tag));
    if (head === undefined || loca === undefined || glyf === undefined) return null;
    const isLong = this.#view.getInt16(head + 50) === 1;
    const offset = (at: number) =>
      isLong ? this.#view.getUint32(loca + 4 * at) : this.#view.getUint16(loca + 2 * at) * 2;
    const [from, to] = [offset(glyph), offset(glyph + 1)];
    return { from: glyf + from, to: glyf + to, unitsPerEm: this.#view.getUint16(head + 18) };
  }

  #contours(glyph: number, depth: number): readonly PdfBox[] | null {
    const place = this.#placeOf(glyph);
    if (!place || place.from >= place.to) return place?.from === place?.to && place ? [] : null;
    const { from, unitsPerEm } = place;
    return this.#view.getInt16(from) < 0
      ? this.#readParts(from + 10, unitsPerEm, depth)
      : this.#readGlyph(from, unitsPerEm);
  }

  /** A glyph that is made of others, each moved only: how a scaled part is moved, readers see differently. */
  #readParts(start: number, unitsPerEm: number, depth: number): readonly PdfBox[] | null {
    if (depth >= maxDepth || unitsPerEm === 0) return null;
    const contours: PdfBox[] = [];
    let [at, flags] = [start, MORE];
    for (let part = 0; (flags & MORE) !== 0; part += 1) {
      flags = this.#view.getUint16(at);
      if (part >= maxParts || (flags & PLACES) === 0 || (flags & SCALED) !== 0) return null;
      const own = this.#contours(this.#view.getUint16(at + 2), depth + 1);
      if (!own) return null;
      const isWide = (flags & WORDS) !== 0;
      const across = isWide ? this.#view.getInt16(at + 4) : this.#view.getInt8(at + 4);
      const up = isWide ? this.#view.getInt16(at + 6) : this.#view.getInt8(at + 5);
      contours.push(...own.map((box) => moved(box, across / unitsPerEm, up / unitsPerEm)));
      at += isWide ? 8 : 6;
    }
    return contours.length > maxPoints ? null : contours;
  }

  #readGlyph(start: number, unitsPerEm: number): readonly PdfBox[] | null {
    const points = unitsPerEm === 0 ? null : this.#pointsOf(start);
    return (
      points?.ends.map((end, i) => {
        const [from, to] = [i === 0 ? 0 : (points.ends[i - 1] ?? 0) + 1, end + 1];
        const [x, y] = [points.x.slice(from, to), points.y.slice(from, to)];
        const box = [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)] as const;
        return [box[0] / unitsPerEm, box[1] / unitsPerEm, box[2] / unitsPerEm, box[3] / unitsPerEm];
      }) ?? null
    );
  }

  #pointsOf(start: number): Points | null {
    const count = this.#view.getInt16(start);
    if (count <= 0 || count > maxPoints) return null;
    const ends = Array.from({ length: count }, (_, i) => this.#view.getUint16(start + 10 + 2 * i));
    const points = (ends.at(-1) ?? 0) + 1;
    if (points > maxPoints || ends.some((end, i) => i > 0 && end <= (ends[i - 1] ?? 0))) return null;
    const instructions = start + 10 + 2 * count;
    const { flags, next } = this.#flags(instructions + 2 + this.#view.getUint16(instructions), points);
    const across = this.#coordinates(flags, next, axes[0]);
    const up = this.#coordinates(flags, across.next, axes[1]);
    return { ends, flags, x: across.values, y: up.values };
  }

  #flags(start: number, points: number): { flags: number[]; next: number } {
    const flags: number[] = [];
    let next = start;
    while (flags.length < points) {
      const flag = this.#view.getUint8(next++);
      const times = (flag & REPEATED) === 0 ? 1 : 1 + this.#view.getUint8(next++);
      for (let i = 0; i < times; i += 1) flags.push(flag);
    }
    return { flags: flags.slice(0, points), next };
  }

  #coordinates(
    flags: readonly number[],
    start: number,
    [short, same]: readonly [number, number],
  ): { values: number[]; next: number } {
    let [next, value] = [start, 0];
    const values = flags.map((flag) => {
      if ((flag & short) !== 0) value += this.#view.getUint8(next++) * ((flag & same) === 0 ? -1 : 1);
      else if ((flag & same) === 0) {
        value += this.#view.getInt16(next);
        next += 2;
      }
      return value;
    });
    return { values, next };
  }
}

interface Points {
  /** The last point of each contour. */
  readonly ends: readonly number[];
  readonly flags: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const ON_CURVE = 1;

/** Four points from here on that are the corners of a rectangle, one after the other, joined by lines. */
function rectangleOf({ flags, x, y }: Points, from: number): PdfBox | null {
  const corners = [0, 1, 2, 3].map((i) => ({ x: x[from + i] ?? 0, y: y[from + i] ?? 0 }));
  if (![0, 1, 2, 3].every((i) => ((flags[from + i] ?? 0) & ON_CURVE) !== 0)) return null;
  const turns = corners.map((corner, i) => {
    const next = corners[(i + 1) % 4] ?? corner;
    return corner.x === next.x && corner.y !== next.y
      ? 'up'
      : corner.y === next.y && corner.x !== next.x
        ? 'across'
        : '';
  });
  if (!['up,across,up,across', 'across,up,across,up'].includes(turns.join())) return null;
  const [xs, ys] = [corners.map((each) => each.x), corners.map((each) => each.y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Well inside a square one, with a rim of one width. */
function isInside(inner: PdfBox, outer: PdfBox): boolean {
  const [width, height] = [outer[2] - outer[0], outer[3] - outer[1]];
  const rims = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]];
  const isSquare = Math.min(width, height) >= Math.max(width, height) * 0.85;
  const thin = Math.min(...rims);
  return isSquare && thin > 0 && Math.max(...rims) <= thin * 2 && Math.max(...rims) <= width * 0.2;
}

function moved([left, bottom, right, top]: PdfBox, across: number, up: number): PdfBox {
  return [left + across, bottom + up, right + across, top + up];
}
