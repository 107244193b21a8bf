/**
 * A CSV list as a grid (RFC 4180): UTF-8 with or without its mark, UTF-16 with one, else GB18030, which is what Chinese spreadsheets
 * write; apart by comma, tab or semicolon, whichever makes sense of the headings.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { listColumn } from '../domain/list-columns.ts';
import { MOST_CELL, MOST_COLUMNS, MOST_ROWS, type Grid, type GridCell, type GridRow } from './grid.ts';

const separators = [',', '\t', ';', '，', '|'] as const;

/** Errors: `table-damaged`, `table-unknown`, `table-too-large` (by code alone). */
export function csvGrid(octets: Uint8Array): Grid {
  const text = decoded(octets);
  if (/[\0\u0001-\u0008\u000e-\u001f]/.test(text)) throw new BianyinError('table-unknown');
  // Whatever a spreadsheet may be told to use; letters, figures and quotes it may not.
  const named = /^sep=([^\p{L}\p{N}"\r\n])\r?\n/iu.exec(text);
  if (named) return { name: '', rows: rowsOf(text.slice(named[0].length), named[1] ?? ',', 2) };
  const read = separators
    .filter((separator) => separator === ',' || text.includes(separator))
    .map((separator) => attempt(() => rowsOf(text, separator, 1)));
  // By another separator the quotes of a sound file make no sense: only when none does is something wrong with it.
  const sound = read.flatMap((each) => (Array.isArray(each) ? [each] : []));
  const [failed] = read.filter((each) => each instanceof BianyinError);
  const best = sound.toSorted((a, b) => headingsIn(b) - headingsIn(a))[0];
  if (failed && (!best || headingsIn(best) === 0)) throw failed;
  return { name: '', rows: best ?? [] };
}

function attempt(read: () => GridRow[]): GridRow[] | BianyinError {
  try {
    return read();
  } catch (error) {
    if (error instanceof BianyinError) return error;
    throw error;
  }
}

function decoded(octets: Uint8Array): string {
  const label =
    octets[0] === 0xff && octets[1] === 0xfe
      ? 'utf-16le'
      : octets[0] === 0xfe && octets[1] === 0xff
        ? 'utf-16be'
        : null;
  const text =
    label === null ? (decodedAs('utf-8', octets) ?? decodedAs('gb18030', octets)) : decodedAs(label, octets);
  if (text === null) throw new BianyinError('table-unknown');
  return text;
}

/** Null: these octets are not of that encoding. The byte order mark is taken off. */
function decodedAs(label: string, octets: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}

/** How many of our headings the best row has. */
function headingsIn(rows: readonly GridRow[]): number {
  return Math.max(
    0,
    ...rows
      .slice(0, 20)
      .map(({ cells }) => cells.filter((cell, i) => cell && listColumn(cell.text, i) !== null).length),
  );
}

function rowsOf(text: string, separator: string, firstLine: number): GridRow[] {
  const rows: GridRow[] = [];
  const nextField = fieldReader(text, separator);
  let [cells, line, at]: [(GridCell | undefined)[], number, number] = [[], firstLine, firstLine];
  for (let from = 0; from < text.length;) {
    const { value, end, next } = nextField(from);
    if (cells.length < MOST_COLUMNS) cells.push(cellOf(value));
    line += lineEnds(text.slice(from, next));
    from = next;
    if (end === separator) continue;
    if (cells.some((cell) => cell !== undefined)) rows.push({ at, cells, isHidden: false });
    if (rows.length > MOST_ROWS) throw new BianyinError('table-too-large');
    [cells, at] = [[], line];
  }
  if (cells.some((cell) => cell !== undefined)) rows.push({ at, cells, isHidden: false });
  return rows;
}

interface Field {
  readonly value: string;
  /** What ends it: the separator, a line end, or nothing at the end of the file. */
  readonly end: string;
  /** Where the next one begins. */
  readonly next: number;
}

/**
 * Reads the field at a place, in quotes or without. Each search goes forward once and never back: a field may be as long as the file.
 * Errors: `table-damaged` for something behind a closing quote, or a quote that never closes.
 */
function fieldReader(text: string, separator: string): (from: number) => Field {
  const ends = new RegExp(`\\r\\n|[\\r\\n\\u{${(separator.codePointAt(0) ?? 0).toString(16)}}]`, 'gu');
  const endFrom = (from: number): Pick<Field, 'end' | 'next'> & { readonly at: number } => {
    ends.lastIndex = from;
    const found = ends.exec(text);
    return found
      ? { end: found[0], at: found.index, next: ends.lastIndex }
      : { end: '', at: text.length, next: text.length };
  };
  return (from) => {
    if (text[from] !== '"') {
      const { at, end, next } = endFrom(from);
      return { value: text.slice(from, at), end, next };
    }
    const closing = closingQuote(text, from);
    const { at, end, next } = endFrom(closing + 1);
    if (/[^ \t]/.test(text.slice(closing + 1, at))) throw new BianyinError('table-damaged');
    return { value: text.slice(from + 1, closing).replaceAll('""', '"'), end, next };
  };
}

/** Two quotes in a row are one of the value. */
function closingQuote(text: string, opening: number): number {
  for (let at = opening + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) throw new BianyinError('table-damaged');
    if (text[at + 1] !== '"') return at;
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** A long number that a spreadsheet wrote to CSV has lost its last digits already. */
function cellOf(text: string): GridCell | undefined {
  const trimmed = text.trim().slice(0, MOST_CELL);
  if (trimmed === '') return undefined;
  const isShort = /^\d(\.\d+)?E\+\d+$/i.test(trimmed);
  return { text: trimmed, kind: isShort ? 'imprecise' : 'text' };
}
