/** What the register has about the seals of a set (docs/adr/0042): the file that each use has made, and whether one broke off. */
import type { DatabaseSync } from 'node:sqlite';
import { listItemId } from '../approval/list.ts';
import type { FileDigest } from '../approval/permit-rules.ts';
import { readRows } from './journal.ts';
import { openUsesOf, usesBroken, usesSpent } from './use-rows.ts';

/** The file of the seal before, as the chained register has it; null while no use of it has ended well. Errors: `journal-broken`. */
export function madeBefore(database: DatabaseSync, setId: string, index: number): FileDigest | null {
  if (index === 0) return null;
  const rows = readRows(database, { requestId: listItemId(setId, index - 1) });
  const done = rows.findLast(({ event }) => event === 'use-completed');
  const made = rows.find(
    ({ event, useNumber }) => event === 'signature-made' && useNumber === done?.useNumber,
  );
  const { sealedSm3: sm3 } = done?.entry ?? {};
  const { sealedSm3, size } = made?.entry ?? {};
  return sm3 === undefined || sm3 !== sealedSm3 || size === undefined ? null : { sm3, size };
}

/**
 * The first seal of a set (1 for the first) whose use was spent and came to no file that the next one could go on: a set is used once, so
 * nothing can follow. Null: none; a use that is still open may end well. Errors: `journal-broken`.
 */
export function brokenOffIn(
  database: DatabaseSync,
  { id, count }: { readonly id: string; readonly count: number },
): number | null {
  for (let index = 0; index < count; index += 1) {
    const itemId = listItemId(id, index);
    if (usesSpent(database, itemId) === 0) return null;
    if (usesBroken(database, itemId) > 0) return index + 1;
    if (openUsesOf(database, itemId).length > 0) return null;
    if (index < count - 1 && madeBefore(database, id, index + 1) === null) return index + 1;
  }
  return null;
}
