/** The documents in files and folders that a person names: PDF and OFD by name, and whatever begins as a PDF. Links are not followed. */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { displayName } from '../../../platform/display-name.ts';

export interface ListedDocument {
  readonly path: string;
  /** For people: the name, with the folders below the one that was named. */
  readonly name: string;
}

export interface DocumentList {
  readonly documents: readonly ListedDocument[];
  /** Files that are no documents and were left out. */
  readonly others: number;
}

/** More files than this are not looked at in one go; deeper folders are not entered. */
const MOST = 100_000;
const DEPTH = 16;

/**
 * Ordered by name. Errors: `folder-not-readable`, `folder-too-large`: also where most of the files are no documents, since each of
 * them was looked at. A file that is named is taken whatever it is.
 */
export function listDocuments(paths: readonly string[], most = MOST): DocumentList {
  const documents: ListedDocument[] = [];
  let others = 0;
  for (const path of paths) {
    if (!isFolder(path)) {
      documents.push({ path, name: displayName(path) });
      continue;
    }
    for (const file of filesBelow(path)) {
      if (documents.length + others >= most)
        throw new BianyinError('folder-too-large', { folder: displayName(path), most });
      if (isDocument(file)) documents.push({ path: file, name: shownName(path, file) });
      else others += 1;
    }
  }
  return { documents, others };
}

/** False also for what is not there. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Paths of all files below, hidden ones and links left out. Errors: `folder-not-readable`, of the folder itself. */
export function* filesBelow(folder: string, depth = 0): Generator<string> {
  for (const entry of entriesOf(folder, depth)) {
    const path = join(folder, entry.name);
    // A link may lead anywhere; an entry that is one is neither file nor folder here.
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && depth < DEPTH && !isPassing(entry.name))
      yield* filesBelow(path, depth + 1);
  }
}

/** As people count: the 2nd before the 10th. */
const byName = new Intl.Collator('zh', { numeric: true });

function entriesOf(folder: string, depth: number) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !isPassing(name))
      .sort((a, b) => byName.compare(a.name, b.name));
  } catch (cause) {
    // A folder inside that may not be read does not stop the others.
    if (depth > 0) return [];
    throw new BianyinError('folder-not-readable', { folder: displayName(folder) }, { cause });
  }
}

/** Hidden files, and the names under which browsers and editors keep what is not finished. */
export function isPassing(name: string): boolean {
  return /^[.~]|\.(tmp|part|partial|crdownload|download)$/i.test(name);
}

/** PDF readers look for the header in the first 1,024 octets. */
const HEAD = 1024;

/** Whether a file is one to verify: by its name (PDF, OFD), else by how it begins. */
export function isDocument(path: string): boolean {
  if (/\.(pdf|ofd)$/i.test(path)) return true;
  try {
    const descriptor = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD);
      return head.subarray(0, readSync(descriptor, head, 0, HEAD, 0)).includes('%PDF-');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

function shownName(folder: string, file: string): string {
  return relative(folder, file).split(sep).map(displayName).join('/');
}
