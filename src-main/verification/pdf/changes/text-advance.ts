/** How far text goes and how high it stands, by the widths that its font gives; at the least and at the most where it gives none (ISO 32000-2 §9.2.4, §9.4.4). */
import type { PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict } from '../../../pdf/objects.ts';
import type { Operand } from './content-tokens.ts';
import { measureCodes } from './code-widths.ts';

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
  /** Where the next text begins, at the most, and how much before that it may begin. */
  readonly width: number;
  readonly slack: number;
  /** How far below the next text may begin, in a font that is written downwards. */
  readonly drop: number;
  /** How far letters reach to all sides, wherever they end: steps back are steps too. */
  readonly left: number;
  readonly right: number;
  readonly below: number;
  readonly above: number;
}

/** In text space, from the origin of the first glyph. */
export function advanceOf(document: PdfDocument, use: FontUse, operands: readonly Operand[]): TextExtent {
  const { size, scale, rise, character, word } = use;
  let [width, least, left, right, down, up] = [0, 0, 0, 0, 0, 0];
  for (const operand of operands) {
    if (operand.kind === 'number') {
      const step = (operand.value / 1000) * size;
      [width, least] = [width - step * scale, least - step * scale];
      up += Math.abs(step);
    }
    if (operand.kind !== 'string') continue;
    const { glyphs, spaces, units, isDown } = measureCodes(document, use.font, operand.bytes);
    const spacing = glyphs * character + spaces * word;
    const end = width + (units.most * size + spacing) * scale;
    const leastEnd = least + (units.least * size + spacing) * scale;
    left = Math.min(left, width, end, least, leastEnd);
    right = Math.max(right, width, end, least, leastEnd);
    least = leastEnd;
    if (isDown) down += units.most * Math.abs(size) + Math.abs(spacing);
    width = end;
  }
  const high = Math.abs(size);
  const aside = down > 0 ? high : 0;
  return {
    width,
    slack: Math.abs(width - (down > 0 ? 0 : least)),
    drop: down > 0 ? down + up : 0,
    left: left - aside,
    right: right + aside,
    below: rise - high * 0.3 - (down > 0 ? down + up : 0),
    above: rise + high + (down > 0 ? up : 0),
  };
}
