/** Where a sealed file goes when nobody says otherwise: beside its original, under a name that is free. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { isKept } from './kept-files.ts';

/** Where people look for their files; the first that is there. */
const personal = ['文档', 'Documents', '.'] as const;

/** `合同.pdf` → `合同-已盖章.pdf`, or with the first number that is free and not `taken`. */
export function freeOutput(home: HomeDirectory, file: string, taken?: ReadonlySet<string>): string {
  return freeName(folderFor(home, file), file, '已盖章', taken);
}

/** The same in a folder that somebody has named; the name is taken then. */
export function freeOutputIn(folder: string, file: string, taken: Set<string>): string {
  const output = freeName(folder, file, '已盖章', taken);
  taken.add(output);
  return output;
}

/** `合同-已盖章.pdf` → `合同-已盖章-已补时间戳.pdf`, beside it. */
export function freeStampedOutput(file: string): string {
  return freeName(dirname(file), file, '已补时间戳');
}

function freeName(folder: string, file: string, what: string, taken?: ReadonlySet<string>): string {
  const stem = join(folder, basename(file, extname(file)));
  for (let n = 1; ; n++) {
    const name = `${stem}-${what}${n === 1 ? '' : `-${n}`}${extname(file)}`;
    if (!existsSync(name) && taken?.has(name) !== true) return name;
  }
}

/** A copy of a dropped file lies where nobody would look. */
function folderFor(home: HomeDirectory, file: string): string {
  if (!isKept(home, file)) return dirname(file);
  const found = personal.map((name) => join(homedir(), name)).find((path) => existsSync(path));
  return found ?? homedir();
}
