/** Lengths as people type them (`120mm`, `12cm`, `340pt`, `4.7in`; a bare number is millimetres) and pieces of text with a position. */
import { BianyinError } from './errors/bianyin-error.ts';

/** A part of a typed line and where it begins in it (0-based, in UTF-16 units). */
export interface TextPiece {
  readonly text: string;
  readonly at: number;
}

const mmPerUnit: Readonly<Record<string, number>> = { '': 1, mm: 1, cm: 10, in: 25.4, pt: 25.4 / 72 };
const longestMm = 10_000;

/** The error for a typed position: `at` is 1-based for people, `found` is the piece that does not fit. */
export function placementSyntaxError(piece: TextPiece, expected: string): BianyinError {
  return new BianyinError('placement-syntax', { at: piece.at + 1, found: piece.text, expected });
}

/** Full-width ASCII of a Chinese keyboard (，＝＃１) as plain ASCII, the ideographic space too; length is unchanged. */
export function plainWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

/** The piece without the spaces around it. */
export function trimmed(piece: TextPiece): TextPiece {
  const lead = piece.text.length - piece.text.trimStart().length;
  return { text: piece.text.trim(), at: piece.at + lead };
}

/** Splits at every `separator`, keeping positions. */
export function splitPieces(piece: TextPiece, separator: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = piece.at;
  for (const text of piece.text.split(separator)) {
    pieces.push(trimmed({ text, at }));
    at += text.length + separator.length;
  }
  return pieces;
}

/** Places are kept in hundredths of a millimetre, however they were found: what is written down can be read again. */
export function hundredths(mm: number): number {
  const rounded = Math.round(mm * 100) / 100;
  return rounded === 0 ? 0 : rounded;
}

/** Millimetres rounded to two decimals. Errors: `placement-syntax`. */
export function parseLength(piece: TextPiece): number {
  const match = /^([+-]?\d{1,6}(?:\.\d{1,6})?) *(mm|cm|in|pt)?$/i.exec(piece.text);
  const scale = match && mmPerUnit[(match[2] ?? '').toLowerCase()];
  const mm = match && scale ? hundredths(Number(match[1]) * scale) : NaN;
  if (!(Math.abs(mm) <= longestMm)) throw placementSyntaxError(piece, '120mm / 12cm / 340pt / 4.7in');
  return mm;
}
