/** A path for a new file among a person's own files, with a number when the name is taken. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, join } from 'node:path';

/** Where people look for their files; the first that is there. */
const personal = ['文档', 'Documents', '.'] as const;

/** `报告.pdf`, `报告-2.pdf`, …; characters that no file name may have become `_`. */
export function freeName(wanted: string): string {
  const folder = personal.map((name) => join(homedir(), name)).find((path) => existsSync(path)) ?? homedir();
  const name = [...wanted.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')].slice(-100).join('');
  const ending = extname(name);
  const stem = join(folder, name.slice(0, name.length - ending.length));
  for (let n = 1; ; n++) {
    const path = `${stem}${n === 1 ? '' : `-${n}`}${ending}`;
    if (!existsSync(path)) return path;
  }
}
