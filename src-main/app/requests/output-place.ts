/** Where a sealed file goes when nobody says otherwise: beside its original, under a name that is free. */
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { sameFileName } from '../../domain/output-name.ts';
import { displayName } from '../../platform/display-name.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { isKept } from './kept-files.ts';

/** Where people look for their files; the first that is there. */
const personal = ['文档', 'Documents', '.'] as const;

/** `合同.pdf` → `合同-已盖章.pdf`, or with the first number that is free and not `taken` (as `sameFileName` writes them). */
export function freeOutput(home: HomeDirectory, file: string, taken?: ReadonlySet<string>): string {
  return freeName(folderFor(home, file), file, '已盖章', taken);
}

/** The same in a folder that somebody has named; the name is taken then. */
export function freeOutputIn(folder: string, file: string, taken: Set<string>): string {
  const output = freeName(folder, file, '已盖章', taken);
  taken.add(sameFileName(output));
  return output;
}

/** A folder for sealed files, made where it is not there yet. Errors: `output-inside-home`, `output-not-writable`. */
export function makeOutputFolder(home: HomeDirectory, folder: string): string {
  requireFolderOutside(home, folder);
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch (cause) {
    throw new BianyinError('output-not-writable', { file: displayName(folder) }, { cause });
  }
}

/** Also where the folder itself is a link that leads into the home. Errors: `output-inside-home`. */
export function requireFolderOutside(home: HomeDirectory, folder: string): void {
  requireOutsideHome(home, join(folder, 'any'));
}

/** `合同-已盖章.pdf` → `合同-已盖章-已补时间戳.pdf`, beside it. */
export function freeStampedOutput(file: string): string {
  return freeName(dirname(file), file, '已补时间戳');
}

function freeName(folder: string, file: string, what: string, taken?: ReadonlySet<string>): string {
  const stem = join(folder, basename(file, extname(file)));
  for (let n = 1; ; n++) {
    const name = `${stem}-${what}${n === 1 ? '' : `-${n}`}${extname(file)}`;
    if (!existsSync(name) && taken?.has(sameFileName(name)) !== true) return name;
  }
}

/** Beside the file; a copy of a dropped file lies where nobody would look. */
export function folderFor(home: HomeDirectory, file: string): string {
  if (!isKept(home, file)) return dirname(file);
  const found = personal.map((name) => join(homedir(), name)).find((path) => existsSync(path));
  return found ?? homedir();
}
