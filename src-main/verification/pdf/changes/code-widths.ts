/** How far the codes of a string go, at the least and at the most, in units of the font size (ISO 32000-2 §9.2.4, §9.7.4.3, §9.7.5.2). */
import type { PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { leastWidth, mostWidth, standardWidths } from './letter-widths.ts';

interface Span {
  readonly least: number;
  readonly most: number;
}

export interface Measure {
  readonly glyphs: number;
  readonly spaces: number;
  readonly units: Span;
  /** It may go down instead of across. */
  readonly isDown: boolean;
}

/** Of letters in a font of which nothing is known. */
const unknown: Span = { least: 0.2, most: 1.2 };

export function measureCodes(document: PdfDocument, font: PdfDict | undefined, bytes: Uint8Array): Measure {
  const subtype = font && nameOf(document, font, 'Subtype');
  if (font && subtype === 'Type0') return measureComposite(document, font, bytes);
  const spaces = bytes.filter((byte) => byte === 0x20).length;
  const units = font ? simpleUnits(document, font, subtype, bytes) : times(unknown, bytes.length);
  return { glyphs: bytes.length, spaces, units, isDown: false };
}

function simpleUnits(
  document: PdfDocument,
  font: PdfDict,
  subtype: string | undefined,
  bytes: Uint8Array,
): Span {
  const widths = document.value(font, 'Widths');
  const first = document.value(font, 'FirstChar');
  if (widths?.kind !== 'array' || first?.kind !== 'number') return plainUnits(document, font, bytes);
  const isType3 = subtype === 'Type3';
  const [unit, missing] = isType3 ? [glyphUnit(document, font), 0] : [0.001, missingWidth(document, font)];
  let [least, most] = [0, 0];
  for (const byte of bytes) {
    const width = document.resolve(widths.items[byte - first.value]);
    const isGiven = width.kind === 'number' && byte >= first.value;
    least += isGiven ? width.value * unit : 0;
    most += isGiven ? width.value * unit : missing;
  }
  return { least: Math.min(least, most), most: Math.max(least, most) };
}

/** A standard font has widths of its own for plain letters. */
function plainUnits(document: PdfDocument, font: PdfDict, bytes: Uint8Array): Span {
  const base = nameOf(document, font, 'BaseFont') ?? '';
  const letters = /^(Helvetica|Arial|Times|Courier)/.test(base) ? standardWidths(base) : null;
  const plain = bytes.filter((byte) => byte >= 0x20 && byte < 0x7f);
  if (!letters) return times(unknown, bytes.length);
  const text = String.fromCharCode(...plain.subarray(0, 4096));
  const rest = times(unknown, bytes.length - text.length);
  return { least: leastWidth(letters, text) + rest.least, most: mostWidth(letters, text) + rest.most };
}

function missingWidth(document: PdfDocument, font: PdfDict): number {
  const descriptor = document.value(font, 'FontDescriptor');
  const width = descriptor?.kind === 'dict' ? document.value(descriptor, 'MissingWidth') : undefined;
  return Math.max(unknown.most, width?.kind === 'number' ? width.value / 1000 : 0);
}

/** Glyph space is thousandths, but of Type 3 fonts, which say it themselves. */
function glyphUnit(document: PdfDocument, font: PdfDict): number {
  const matrix = document.value(font, 'FontMatrix');
  const first = matrix?.kind === 'array' ? matrix.items[0] : undefined;
  return first?.kind === 'number' ? Math.abs(first.value) : 0.001;
}

/** Codes of two octets in the order of writing that the name of the CMap tells; of another CMap nothing is known. */
function measureComposite(document: PdfDocument, font: PdfDict, bytes: Uint8Array): Measure {
  const map = nameOf(document, font, 'Encoding');
  const kids = document.value(font, 'DescendantFonts');
  const kid = kids?.kind === 'array' ? document.resolve(kids.items[0]) : undefined;
  const widths =
    kid?.kind === 'dict' ? compositeWidths(document, kid) : { all: unknown, of: () => undefined };
  const isPair = map !== undefined && /^(Identity|Uni(GB|CNS|JIS|KS)-(UCS2|UTF16))-[HV]$/.test(map);
  const glyphs = isPair ? Math.ceil(bytes.length / 2) : bytes.length;
  const isDown = map === undefined || !map.endsWith('-H');
  if (map !== 'Identity-H')
    return {
      glyphs,
      spaces: 0,
      isDown,
      units: { least: isPair ? widths.all.least * glyphs : 0, most: widths.all.most * glyphs },
    };
  let units = 0;
  for (let i = 0; i < bytes.length; i += 2)
    units += widths.of((bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0)) ?? widths.all.most;
  return { glyphs, spaces: 0, isDown, units: { least: units, most: units } };
}

interface CompositeWidths {
  readonly all: Span;
  readonly of: (glyph: number) => number | undefined;
}

const known = new WeakMap<PdfDict, CompositeWidths>();

/** /DW and /W of a font, and how far down its glyphs go (/DW2, /W2: any number there is taken for a step). */
function compositeWidths(document: PdfDocument, kid: PdfDict): CompositeWidths {
  const found = known.get(kid) ?? readWidths(document, kid);
  known.set(kid, found);
  return found;
}

function readWidths(document: PdfDocument, kid: PdfDict): CompositeWidths {
  const byGlyph = new Map<number, number>();
  const usual = document.value(kid, 'DW');
  const standing = usual?.kind === 'number' ? usual.value / 1000 : 1;
  for (const [from, to, width] of rowsOf(document, document.value(kid, 'W')))
    for (let glyph = from; glyph <= Math.min(to, from + 65_535); glyph += 1) byGlyph.set(glyph, width / 1000);
  const steps = ['DW2', 'W2'].flatMap((key) => numbersIn(document, document.value(kid, key)));
  let [least, most] = [
    standing,
    Math.max(standing, ...steps.slice(0, 2).map((step) => Math.abs(step) / 1000)),
  ];
  for (const width of byGlyph.values()) [least, most] = [Math.min(least, width), Math.max(most, width)];
  if (steps.length > 2) most = Math.max(most, steps.reduce((a, b) => Math.max(a, Math.abs(b)), 0) / 1000);
  return { all: { least, most }, of: (glyph) => byGlyph.get(glyph) ?? standing };
}

/** `c [w …]` and `from to w` (§9.7.4.3), as spans of glyphs with one width. */
function* rowsOf(
  document: PdfDocument,
  value: PdfObject | undefined,
): Generator<readonly [number, number, number]> {
  if (value?.kind !== 'array') return;
  const items = value.items.map((item) => document.resolve(item));
  for (let i = 0; i < items.length;) {
    const [from, next, width] = items.slice(i, i + 3);
    if (from?.kind !== 'number') return;
    if (next?.kind === 'array') {
      for (const [at, each] of numbersIn(document, next).entries())
        yield [from.value + at, from.value + at, each];
      i += 2;
    } else if (next?.kind === 'number' && width?.kind === 'number') {
      yield [from.value, next.value, width.value];
      i += 3;
    } else return;
  }
}

function numbersIn(document: PdfDocument, value: PdfObject | undefined): number[] {
  if (value?.kind !== 'array') return [];
  return value.items.flatMap((item) => {
    const each = document.resolve(item);
    return each.kind === 'array' ? numbersIn(document, each) : each.kind === 'number' ? [each.value] : [];
  });
}

function times({ least, most }: Span, count: number): Span {
  return { least: least * count, most: most * count };
}

function nameOf(document: PdfDocument, dict: PdfDict, key: string): string | undefined {
  const value = document.value(dict, key);
  return value?.kind === 'name' ? value.value : undefined;
}
