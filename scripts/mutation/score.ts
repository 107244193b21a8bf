/** Results of a run as the table of docs/mutation.md: how many of each room's mutants were noticed. */
import { table } from '../../src-main/cli/output.ts';
import type { Mutant } from './mutants.ts';

export interface Judged extends Mutant {
  readonly fate: 'killed' | 'endless' | 'survived';
  /** Test files that noticed it. */
  readonly by: readonly string[];
  /** How many test files were asked at most. */
  readonly asked: number;
}

/** An endless run is noticed as well. */
export function tableOf(judged: readonly Judged[]): string {
  const rooms = [...new Set(judged.map(roomOf))].sort();
  const row = (name: string, of: readonly Judged[]): string[] => {
    const lived = of.filter(({ fate }) => fate === 'survived').length;
    const score = of.length === 0 ? '-' : `${Math.round((100 * (of.length - lived)) / of.length)} %`;
    return [name, String(of.length), String(of.length - lived), String(lived), score];
  };
  return table([
    ['room', 'mutants', 'noticed', 'survived', 'score'],
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
