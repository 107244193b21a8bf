/** What was dropped: files, and those in folders; bounded, so that a whole disk cannot be dropped by mistake. */

export interface Dropped {
  readonly documents: readonly File[];
  /** Files that are no PDF. */
  readonly others: number;
  /** True: there were more than are taken at once. */
  readonly isCut: boolean;
}

/** Files that one drop may bring, as many as one choice of a folder, and how deep folders are looked into. */
const MOST = 500;
const DEEPEST = 8;

/** The parts of an entry that are used (File and Directory Entries API). */
export interface Entry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}
interface FileEntry extends Entry {
  file(found: (file: File) => void, failed: (error: unknown) => void): void;
}
interface FolderEntry extends Entry {
  createReader(): { readEntries(found: (entries: Entry[]) => void, failed: (error: unknown) => void): void };
}

/** Entries must be asked for while the drop is being told of: afterwards they are gone. */
export function entriesOf({ items }: DataTransfer): readonly Entry[] {
  return [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
}

/** In the order of names. Hidden folders, and what cannot be read, are left out. */
export async function filesOf(entries: readonly Entry[], most = MOST): Promise<Dropped> {
  const files: File[] = [];
  let others = 0;
  const waiting = entries.map((entry) => ({ entry, depth: 0 }));
  while (files.length < most) {
    const next = waiting.shift();
    if (!next) break;
    const { entry, depth } = next;
    if (isFolder(entry)) {
      if (depth >= DEEPEST || (depth > 0 && entry.name.startsWith('.'))) continue;
      const inside = await allEntries(entry);
      waiting.push(...inside.sort(byName).map((each) => ({ entry: each, depth: depth + 1 })));
    } else if (isPdf(entry.name)) files.push(...(await fileOf(entry as FileEntry)));
    else others += 1;
  }
  return { documents: files, others, isCut: waiting.length > 0 };
}

function isFolder(entry: Entry): entry is FolderEntry {
  return entry.isDirectory;
}

function isPdf(name: string): boolean {
  return /\.pdf$/i.test(name);
}

function byName(a: Entry, b: Entry): number {
  return a.name.localeCompare(b.name, 'zh');
}

/** None when it cannot be read any more. */
function fileOf(entry: FileEntry): Promise<File[]> {
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve([file]),
      () => resolve([]),
    ),
  );
}

/** A reader gives a part of them at a time, and none at the end. */
async function allEntries(folder: FolderEntry): Promise<Entry[]> {
  const reader = folder.createReader();
  const all: Entry[] = [];
  for (;;) {
    const part = await new Promise<Entry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (part.length === 0) return all;
    all.push(...part);
  }
}
