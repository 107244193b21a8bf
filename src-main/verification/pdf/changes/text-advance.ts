/** How far text goes and how high it stands, by the widths that its font gives; generous where the font gives none (ISO 32000-2 §9.2.4, §9.4.4). */
import type { PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import type { Operand } from './content-tokens.ts';

export interface FontUse {
  readonly font: PdfDict | undefined;
  readonly size: number;
  /** Horizontal scale, 1 for 100 %. */
  readonly scale: number;
  readonly character: number;
  readonly word: number;
  readonly rise: number;
}

export interface TextExtent {
  /** Where the next text begins. */
  readonly width: number;
  /** How far letters reach to both sides, wherever they end: steps back are steps too. */
  readonly left: number;
  readonly right: number;
  readonly below: number;
  readonly above: number;
}

/** In text space, from the origin of the first glyph. */
export function advanceOf(document: PdfDocument, use: FontUse, operands: readonly Operand[]): TextExtent {
  const { size, scale, rise, character, word } = use;
  let [width, left, right] = [0, 0, 0];
  for (const operand of operands) {
    if (operand.kind === 'number') width -= (operand.value / 1000) * size * scale;
    if (operand.kind !== 'string') continue;
    const { glyphs, units, spaces } = measure(document, use.font, operand.bytes);
    const end = width + (units * size + glyphs * character + spaces * word) * scale;
    [left, right] = [Math.min(left, width, end), Math.max(right, width, end)];
    width = end;
  }
  const high = Math.abs(size) * (use.font && nameAt(use.font, 'Subtype') === 'Type3' ? 2 : 1);
  return { width, left, right, below: rise - high * 0.3, above: rise + high };
}

interface Measure {
  readonly glyphs: number;
  /** In units of the font size. */
  readonly units: number;
  readonly spaces: number;
}

function measure(document: PdfDocument, font: PdfDict | undefined, bytes: Uint8Array): Measure {
  const spaces = bytes.filter((byte) => byte === 0x20).length;
  if (font && nameAt(font, 'Subtype') === 'Type0')
    return { glyphs: bytes.length / 2, units: bytes.length / 2, spaces: 0 };
  const widths = font && document.value(font, 'Widths');
  const first = font && document.value(font, 'FirstChar');
  if (widths?.kind !== 'array' || first?.kind !== 'number')
    return { glyphs: bytes.length, units: bytes.length * 0.6, spaces };
  const unit = unitOf(document, font);
  let units = 0;
  for (const byte of bytes) units += numberOf(document, widths.items[byte - first.value]) * unit;
  return { glyphs: bytes.length, units, spaces };
}

/** Glyph space is thousandths, but of Type 3 fonts, which say it themselves. */
function unitOf(document: PdfDocument, font: PdfDict | undefined): number {
  if (!font || nameAt(font, 'Subtype') !== 'Type3') return 0.001;
  const matrix = document.value(font, 'FontMatrix');
  const first = matrix?.kind === 'array' ? matrix.items[0] : undefined;
  return first?.kind === 'number' ? Math.abs(first.value) : 0.001;
}

function numberOf(document: PdfDocument, value: PdfObject | undefined): number {
  const number = document.resolve(value);
  return number.kind === 'number' ? number.value : 500;
}
