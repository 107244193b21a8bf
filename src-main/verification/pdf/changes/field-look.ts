/**
 * Whether a text field shows what its value says (ISO 32000-2 §12.7.4.3; attack P13). Compared only where one byte is one
 * letter: plain ASCII in a simple font, no formatting script. Everything else is said to be unknown, never the same.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import type { PdfDict, PdfObject, PdfStream } from '../../../pdf/objects.ts';
import { Lexer } from '../../../pdf/lexer.ts';
import { WorkBudget } from '../../../pdf/limits.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { readObject } from './reference-index.ts';

export type FieldLook = 'same' | 'differs' | 'unknown';

/** More of an appearance than this is not read. */
const maxAppearance = 64 * 1024;
const PASSWORD = 1 << 13;

/** Judges a field or its widget as of this view. `value` is /V, inherited or own. */
export function fieldLook(document: PdfDocument, field: PdfDict, value: PdfObject | undefined): FieldLook {
  const wanted = value?.kind === 'string' ? asciiText(value.bytes) : null;
  const flags = field.entries.get('Ff');
  const isPassword = flags?.kind === 'number' && (flags.value & PASSWORD) !== 0;
  if (wanted === null || field.entries.has('AA') || isPassword) return 'unknown';
  const appearance = dictAt(document, field.entries.get('AP'))?.entries.get('N');
  const normal = resolved(document, appearance);
  if (normal?.kind !== 'stream' || !hasSimpleFonts(document, normal)) return 'unknown';
  const shown = orElse(() => shownText(document, normal), null);
  if (shown === null) return 'unknown';
  return squeeze(shown) === squeeze(wanted) ? 'same' : 'differs';
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Null when a byte is not printable ASCII. */
function asciiText(bytes: Uint8Array): string | null {
  const isPlain = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d);
  return isPlain ? String.fromCharCode(...bytes.subarray(0, 4096)) : null;
}

/** Fonts whose codes 32 to 126 are ASCII, as far as their dictionaries say. */
function hasSimpleFonts(document: PdfDocument, stream: PdfStream): boolean {
  const resources = dictAt(document, stream.dict.entries.get('Resources'));
  const fonts = dictAt(document, resources?.entries.get('Font'));
  if (!fonts || dictAt(document, resources?.entries.get('XObject'))) return false;
  return [...fonts.entries.values()].every((item) => {
    const font = dictAt(document, item);
    const isSimple = font && ['Type1', 'TrueType'].includes(nameAt(font, 'Subtype') ?? '');
    const encoding = font && resolved(document, font.entries.get('Encoding'));
    return isSimple === true && (encoding === undefined || encoding.kind === 'name') && !isSubset(font);
  });
}

/** `ABCDEF+Name`: its codes may be any glyphs. */
function isSubset(font: PdfDict): boolean {
  return /^[A-Z]{6}\+/.test(nameAt(font, 'BaseFont') ?? '');
}

/** What all strings of the content show, in their order; null when it cannot be read or draws something else besides. */
function shownText(document: PdfDocument, stream: PdfStream): string | null {
  const bytes = document.streamBytes(stream, maxAppearance);
  const input = { size: bytes.length, byteAt: (offset: number) => bytes[offset] ?? -1 };
  const lexer = new Lexer(input, 0, new WorkBudget(document.limits, bytes.length));
  let text = '';
  for (let token = lexer.next(); token.kind !== 'end'; token = lexer.next()) {
    if (token.kind === 'keyword' && ['Do', 'BI', 'sh'].includes(token.text)) return null;
    if (token.kind !== 'string') continue;
    const piece = asciiText(token.bytes);
    if (piece === null) return null;
    text += piece;
  }
  return text;
}

function resolved(document: PdfDocument, value: PdfObject | undefined): PdfObject | undefined {
  return value?.kind === 'ref' ? readObject(document, value.number) : value;
}

function dictAt(document: PdfDocument, value: PdfObject | undefined): PdfDict | undefined {
  const object = resolved(document, value);
  return object?.kind === 'dict' ? object : undefined;
}
