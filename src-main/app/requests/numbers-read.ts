/** Invoice numbers that were read from files before: a list is looked at several times, and its words are read once as long as nobody writes to its files. */
import { statSync } from 'node:fs';

export interface ReadNumbers {
  readonly numbers: readonly string[];
  /** Pages without words, in a file that has some: pictures, blank pages. That none could be read at all is a warning of its own. */
  readonly unread: number;
}

/** Files that are remembered; the oldest goes first. */
const MOST = 20_000;
const known = new Map<string, ReadNumbers>();

/** How a file is known again; null when it is not there. Only notes hang on it, which decide nothing. */
export function stampOf(path: string): string | null {
  try {
    const { dev, ino, size, mtimeMs } = statSync(path);
    return [dev, ino, size, mtimeMs, path].join(' ');
  } catch {
    return null;
  }
}

/** Undefined: not read yet. */
export function numbersRead(stamp: string | null): ReadNumbers | undefined {
  return stamp === null ? undefined : known.get(stamp);
}

/** `stamp`: from before the file was read. */
export function rememberNumbers(stamp: string | null, numbers: ReadNumbers): void {
  if (stamp === null) return;
  const [oldest] = known.keys();
  if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
  known.set(stamp, numbers);
}
