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
  const named = /^sep=(.)\r?\n/i.exec(text);
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

/** A field in quotes, one without, or one whose quotes never end. */
const field = (separator: string): RegExp => {
  const apart = separator === '|' ? '\\|' : separator;
  return new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)"[ \\t]*|((?!")[^${apart}\\r\\n]*))(${apart}|\\r\\n|\\n|\\r|$)`,
    'uy',
  );
};

function rowsOf(text: string, separator: string, firstLine: number): GridRow[] {
  const rows: GridRow[] = [];
  const pattern = field(separator);
  let [cells, line, at]: [(GridCell | undefined)[], number, number] = [[], firstLine, firstLine];
  while (pattern.lastIndex < text.length) {
    const [whole, quoted, bare, end] = nextField(pattern, text);
    if (cells.length < MOST_COLUMNS) cells.push(cellOf(quoted?.replaceAll('""', '"') ?? bare ?? ''));
    line += lineEnds(whole);
    if (end === separator) continue;
    if (cells.some((cell) => cell !== undefined)) rows.push({ at, cells, isHidden: false });
    if (rows.length > MOST_ROWS) throw new BianyinError('table-too-large');
    [cells, at] = [[], line];
  }
  if (cells.some((cell) => cell !== undefined)) rows.push({ at, cells, isHidden: false });
  return rows;
}

function nextField(pattern: RegExp, text: string): RegExpExecArray {
  const found = pattern.exec(text);
  // Something behind a closing quote, or a quote that never closes.
  if (!found) throw new BianyinError('table-damaged');
  return found;
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
