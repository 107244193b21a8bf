/** The PDF files below a folder, for verifying all of them; bounded, so that a whole disk cannot be chosen by mistake. */
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

/** Files that one choice may bring, folders that are looked into for them, and how deep. */
export interface FolderBounds {
  readonly files: number;
  readonly folders: number;
  readonly depth: number;
}

const usual: FolderBounds = { files: 500, folders: 2000, depth: 8 };

/** Ordered by name. A path that is a file comes back as it is. What cannot be read, hidden folders and links are left out. */
export function pdfFilesIn(path: string, bounds: FolderBounds = usual): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const found: string[] = [];
  const waiting = [{ folder: path, depth: 0 }];
  for (let looked = 0; looked < bounds.folders; looked += 1) {
    const next = waiting.shift();
    if (!next) break;
    for (const entry of entriesOf(next.folder)) {
      if (found.length >= bounds.files) return found;
      const at = join(next.folder, entry.name);
      if (entry.isFile() && extname(entry.name).toLowerCase() === '.pdf') found.push(at);
      else if (entry.isDirectory() && !entry.name.startsWith('.') && next.depth < bounds.depth)
        waiting.push({ folder: at, depth: next.depth + 1 });
    }
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name, 'zh'));
  } catch {
    return [];
  }
}
