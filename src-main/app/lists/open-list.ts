/** A list of files to seal as somebody names it: a folder of PDFs, or a table beside its files (docs/adr/0036). */
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { ListFinding } from '../../domain/list-findings.ts';
import type { LeftOutRow, ListedRow } from '../../domain/listed-row.ts';
import { MOST_FILES } from '../../list-file/grid.ts';
import { readListFile } from '../../list-file/read-list.ts';
import { displayName } from '../../platform/display-name.ts';
import { filesBelow, isFolder } from '../verify/batch/list-documents.ts';
import { fileTree, isPdf, matchFile } from './match-files.ts';

/** One file that is to be sealed, and what is wrong with its row. */
export interface ListedFile {
  /** The row of the table; its place in a folder. 1-based. */
  readonly at: number;
  /** For people: the name, with the folders below that of the list; what is written, when there is no such file. */
  readonly name: string;
  /** Null: there is none, and `findings` say why. */
  readonly path: string | null;
  readonly counterparty: string | null;
  /** Exact decimal. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly number: string | null;
  readonly findings: readonly ListFinding[];
}

export interface OpenedList {
  readonly kind: 'folder' | 'table';
  /** Name of the folder or the table; never a path. */
  readonly name: string;
  /** Whole path of the folder in which the files are. */
  readonly folder: string;
  readonly files: readonly ListedFile[];
  /** Rows of the table that are no files. */
  readonly leftOut: readonly LeftOutRow[];
  /** PDFs of the folder that no row names; other files of a folder that was named. */
  readonly others: number;
}

/** Files of a folder, whatever they are, that are looked at. */
const MOST_LOOKED_AT = 50_000;

/** Errors: `table-*`, `folder-not-readable`, `folder-too-large`, `file-not-readable`, `worker-*`. */
export async function openList(path: string): Promise<OpenedList> {
  const whole = resolve(path);
  return isFolder(whole) ? listOfFolder(whole) : await listOfTable(whole);
}

function listOfFolder(folder: string): OpenedList {
  const all = pathsBelow(folder);
  const names = all.filter(isPdf);
  const name = displayName(basename(folder)) || '/';
  if (names.length === 0) throw new BianyinError('table-empty', { file: name });
  if (names.length > MOST_FILES)
    throw new BianyinError('folder-too-large', { folder: name, most: MOST_FILES });
  const nothing = { counterparty: null, amount: null, currency: null, number: null, findings: [] };
  const files = names.map((each, i) => ({
    at: i + 1,
    name: shown(each),
    path: join(folder, each),
    ...nothing,
  }));
  return { kind: 'folder', name, folder, files, leftOut: [], others: all.length - names.length };
}

async function listOfTable(path: string): Promise<OpenedList> {
  const { rows, leftOut } = await readListFile(path);
  const folder = dirname(path);
  const all = pathsBelow(folder);
  const tree = fileTree(all);
  const matched = rows.map((row) => ({
    row,
    ...(row.file === '' ? nothingWritten : matchFile(tree, folder, row.file)),
  }));
  const named = new Set(matched.map(({ found }) => found));
  const files = matched.map(({ row, found, findings }) =>
    fileOf(row, folder, found, [...row.findings, ...findings]),
  );
  const others = all.filter((each) => isPdf(each) && !named.has(each)).length;
  return { kind: 'table', name: displayName(path), folder, files, leftOut, others };
}

/** The row itself says so already. */
const nothingWritten = { found: null, findings: [] };

function fileOf(
  { at, file, counterparty, amount, currency, number }: ListedRow,
  folder: string,
  found: string | null,
  findings: readonly ListFinding[],
): ListedFile {
  const facts = { at, counterparty, amount, currency, number, findings };
  return found === null
    ? { ...facts, name: shown(file), path: null }
    : { ...facts, name: shown(found), path: join(folder, found) };
}

function pathsBelow(folder: string): string[] {
  const paths: string[] = [];
  for (const path of filesBelow(folder)) {
    if (paths.length >= MOST_LOOKED_AT)
      throw new BianyinError('folder-too-large', { folder: displayName(folder), most: MOST_LOOKED_AT });
    paths.push(relative(folder, path).split(sep).join('/'));
  }
  return paths;
}

function shown(path: string): string {
  return path.split('/').map(displayName).join('/');
}
