/**
 * Whether the chain of the register holds, for what is told when the window opens and after each change. For eyes: whoever signs
 * checks it anew (sound-register.ts).
 */
import { statSync } from 'node:fs';
import type { BianyinError } from '../domain/errors/bianyin-error.ts';
import { registerProblem } from './sound-register.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { recordFiles, type Store } from '../store/store.ts';

interface Known {
  /** Sizes and times of the files of the register when it was checked. */
  readonly stamp: string;
  readonly problem: BianyinError | null;
  /** ms of a clock that only goes on: until when it is good enough though more was written. */
  readonly until: number;
}

const known = new Map<string, Known>();
/** A long register is not checked all the time: a check may take this share of the time, and no more. */
const REST = 20;

/** `journal-broken`, or null. Errors: `store-*`. */
export function brokenRegister(
  { root }: HomeDirectory,
  store: Pick<Store, 'verifyJournal'>,
): BianyinError | null {
  const stamp = stampOf(root);
  const last = known.get(root);
  const begun = performance.now();
  if (last && (last.stamp === stamp || begun < last.until)) return last.problem;
  const problem = registerProblem(store);
  const end = performance.now();
  known.set(root, { stamp, problem, until: end + REST * (end - begun) });
  return problem;
}

function stampOf(root: string): string {
  return recordFiles(root)
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found ? `${found.size} ${found.mtimeMs}` : '-';
    })
    .join(' ');
}
