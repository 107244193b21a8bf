/** Results of a run as the table of docs/mutation.md: how many of each room's mutants were noticed. */
import { table } from '../../src-main/cli/output.ts';
import type { Mutant } from './mutants.ts';

export interface Judged extends Mutant {
  /** `not run`: no test was seen to run the line, and the nearest noticed nothing. */
  readonly fate: 'killed' | 'endless' | 'survived' | 'not run';
  /** The test file that noticed it. */
  readonly by: string | null;
  /** How many test files were asked at most. */
  readonly asked: number;
}

/** An endless run, or a runner that went away, is noticed as well. */
export function tableOf(judged: readonly Judged[]): string {
  const rooms = [...new Set(judged.map(roomOf))].sort();
  const row = (name: string, of: readonly Judged[]): string[] => {
    const count = (fate: Judged['fate']): number => of.filter((each) => each.fate === fate).length;
    const noticed = count('killed') + count('endless');
    const score = of.length === 0 ? '-' : `${Math.round((100 * noticed) / of.length)} %`;
    return [name, ...[of.length, noticed, count('survived'), count('not run')].map(String), score];
  };
  return table([
    ['room', 'mutants', 'noticed', 'survived', 'not run', 'score'],
    ...rooms.map((room) =>
      row(
        room,
        judged.filter((each) => roomOf(each) === room),
      ),
    ),
    row('all', judged),
  ]).join('\n');
}

function roomOf({ file }: Mutant): string {
  return file.split('/')[1] ?? file;
}
