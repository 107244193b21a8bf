/**
 * The files that one window may look at, under random names: a page never sees a path, and a name is worth nothing in another
 * window. Reading goes through the descriptor that was opened, and stops when the file behind it is changed.
 */
import { randomBytes } from 'node:crypto';
import { fstatSync, statSync, type Stats } from 'node:fs';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { displayName } from '../../platform/display-name.ts';
import { openFileSource, type FileByteSource } from '../../platform/file-byte-source.ts';
import { CallRefusal } from '../call-refusal.ts';

export interface OpenDocument {
  readonly id: string;
  /** Stays in main. */
  readonly path: string;
  readonly name: string;
  readonly source: FileByteSource;
  /** A private copy of a dropped file: it has no place of its own, and goes away with the document. */
  readonly isCopy: boolean;
}

export interface OpenDocuments {
  /** Errors: `file-not-readable`, `too-large` when too many are open. */
  open(path: string, removeCopy?: () => void): OpenDocument;
  /** Errors: `document-unknown`. */
  get(id: string): OpenDocument;
  /** The document, when the path still leads to what was opened. Errors: also `file-changed-while-reading`. */
  unchanged(id: string): OpenDocument;
  /** At most `length` octets. Errors: `document-unknown`, `file-changed-while-reading`. */
  read(id: string, offset: number, length: number): Uint8Array;
  close(id: string): void;
  closeAll(): void;
}

/** Descriptors are few on some systems. */
const MOST_OPEN = 600;

interface Entry extends OpenDocument {
  readonly opened: Stats;
  readonly removeCopy: (() => void) | undefined;
}

export function openDocuments(): OpenDocuments {
  const entries = new Map<string, Entry>();
  const get = (id: string): Entry => {
    const entry = entries.get(id);
    if (!entry) throw new CallRefusal('document-unknown');
    return entry;
  };
  const close = (id: string): void => {
    const entry = entries.get(id);
    entries.delete(id);
    entry?.source.close();
    entry?.removeCopy?.();
  };
  return {
    open(path, removeCopy) {
      if (entries.size >= MOST_OPEN) throw new CallRefusal('too-large');
      const source = openFileSource(path);
      const id = `d-${randomBytes(16).toString('hex')}`;
      const opened = fstatSync(source.descriptor);
      const name = displayName(path);
      const entry = { id, path, name, source, opened, isCopy: removeCopy !== undefined, removeCopy };
      entries.set(id, entry);
      return entry;
    },
    get,
    unchanged(id) {
      const entry = get(id);
      requireSame(entry.opened, statSync(entry.path, { throwIfNoEntry: false }));
      return entry;
    },
    read(id, offset, length) {
      const { source, opened } = get(id);
      requireSame(opened, fstatSync(source.descriptor));
      const most = Math.max(0, Math.min(length, source.size - offset));
      return most === 0 ? new Uint8Array() : source.read(offset, most);
    },
    close,
    closeAll: () => [...entries.keys()].forEach(close),
  };
}

/** The same file with the same content, as far as the file system tells. Its own change time cannot be set back by a program. */
function requireSame(opened: Stats, now: Stats | undefined): void {
  const same = (['ino', 'dev', 'size', 'mtimeMs', 'ctimeMs'] as const).every(
    (key) => opened[key] === now?.[key],
  );
  if (!same) throw new BianyinError('file-changed-while-reading');
}
