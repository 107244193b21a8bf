/** What whoever decides should know of the files of a list, taken from the files themselves: each kind once, with how many it is true of. */
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import type { AppSession } from '../session.ts';
import { requestWarnings } from './file-warnings.ts';
import { listItems } from './request-lists.ts';

export interface CountedWarning {
  readonly code: SealingWarning;
  readonly count: number;
}

/** One file after the other, since each is hashed. `onDone` returns whether to go on. Errors: `request-unknown`, `worker-*`. */
export async function listWarnings(
  session: AppSession,
  id: string,
  onDone: (done: number, total: number) => boolean = () => true,
): Promise<CountedWarning[]> {
  const counts = new Map<SealingWarning, number>();
  const items = listItems(session, id, { limit: -1 }).filter(({ state }) => state !== 'sealed');
  for (const [i, { request, file }] of items.entries()) {
    if (!onDone(i, items.length)) break;
    for (const code of await requestWarnings(session, request.id, file ?? undefined))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => ({ code, count }));
}
