/** The glyphs of a Type 3 font that a string shows: contents of their own, with what they are drawn by (ISO 32000-2 §9.6.4). */
import type { PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfObject, PdfStream } from '../../../pdf/objects.ts';
import type { Operand } from './content-tokens.ts';
import { asciiGlyphNames } from '../../../pdf/survey/ascii-glyph-names.ts';
import { advanceOf, type FontUse } from './text-advance.ts';

export interface Type3Glyph {
  readonly content: Uint8Array;
  /** /FontMatrix. */
  readonly matrix: readonly [number, number, number, number, number, number];
  /** Resources of the font; those of the page count where it has none. */
  readonly own: PdfDict | undefined;
  /** Where it stands behind the beginning of the text. */
  readonly at: number;
}

/** Nothing for other fonts. A code without a glyph draws nothing. Errors: those of reading streams. */
export function* glyphsOfType3(
  document: PdfDocument,
  use: FontUse,
  operands: readonly Operand[],
): Generator<Type3Glyph> {
  const { font } = use;
  const subtype = font && document.value(font, 'Subtype');
  if (!font || subtype?.kind !== 'name' || subtype.value !== 'Type3') return;
  const procedures = document.value(font, 'CharProcs');
  if (procedures?.kind !== 'dict') return;
  const names = namesOf(document, font);
  const own = document.value(font, 'Resources');
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrixOf(document, font);
  let at = 0;
  for (const operand of operands) {
    if (operand.kind === 'number') at -= (operand.value / 1000) * use.size * use.scale;
    if (operand.kind !== 'string') continue;
    for (const code of operand.bytes) {
      const given = names.get(code);
      for (const name of given === undefined ? namesBuiltUpon(code, procedures) : [given]) {
        const glyph = document.value(procedures, name);
        if (glyph?.kind === 'stream')
          yield {
            content: contentOf(document, glyph),
            matrix: [a, b, c, d, e, f],
            own: own?.kind === 'dict' ? own : undefined,
            at,
          };
      }
      at += advanceOf(document, use, [{ ...operand, bytes: Uint8Array.of(code) }]).width;
    }
  }
}

const known = new WeakMap<PdfStream, Uint8Array>();

function contentOf(document: PdfDocument, glyph: PdfStream): Uint8Array {
  const content = known.get(glyph) ?? document.streamBytes(glyph);
  known.set(glyph, content);
  return content;
}

function matrixOf(document: PdfDocument, font: PdfDict): number[] {
  const matrix = document.value(font, 'FontMatrix');
  if (matrix?.kind !== 'array' || matrix.items.length !== 6) return [0.001, 0, 0, 0.001, 0, 0];
  return matrix.items.map((item) => numberOf(document.resolve(item)));
}

function numberOf(value: PdfObject): number {
  return value.kind === 'number' ? value.value : Number.NaN;
}

/** Names that the font gives its codes itself (§9.6.5, Table 112). */
function namesOf(document: PdfDocument, font: PdfDict): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const encoding = document.value(font, 'Encoding');
  const differences = encoding?.kind === 'dict' ? document.value(encoding, 'Differences') : undefined;
  let code = 0;
  for (const raw of differences?.kind === 'array' ? differences.items : []) {
    const item = document.resolve(raw);
    if (item.kind === 'number') code = item.value;
    else if (item.kind === 'name') {
      names.set(code, item.value);
      code += 1;
    }
  }
  return names;
}

/** Letters of ASCII have the names of all encodings. Which name a code above has depends on what the font is built upon, or the reader: it may be any. */
function namesBuiltUpon(code: number, procedures: PdfDict): readonly string[] {
  return code < 127 ? asciiGlyphNames(code) : [...procedures.entries.keys()];
}
