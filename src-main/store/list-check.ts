/** Whether the items of a list are those that were submitted: together they lead to the root that its signed statement names. */
import type { DatabaseSync } from 'node:sqlite';
import { listTree, type ListLeaf } from '../approval/list-tree.ts';
import { isSetSubmission, kindsFor } from '../approval/list.ts';
import { bindingFor } from '../approval/request.ts';
import { readStatement } from '../approval/statement.ts';
import { orElse } from '../domain/errors/or-else.ts';

/** Texts that were seen to lead to a root: comparing them is quicker than hashing them, and says the same. */
const known = new Map<string, readonly string[]>();
/** Lists that are remembered; the oldest goes first. */
const MOST_KNOWN = 16;

/** Journal numbers, behind this one, of lists whose items are not those that were submitted. */
export function alteredLists(database: DatabaseSync, after: number): ReadonlySet<number> {
  const lists = database
    .prepare('SELECT id, statement, journal_seq FROM lists WHERE journal_seq > ?')
    .all(after);
  const items = database.prepare('SELECT request FROM requests WHERE list_id = ? ORDER BY list_index');
  const altered = lists.filter((row) => {
    const texts = items.all(row['id'] ?? null).map((item) => String(item['request']));
    return !orElse(() => isWhole(String(row['statement']), texts), false);
  });
  return new Set(altered.map((row) => Number(row['journal_seq'])));
}

function isWhole(statement: string, texts: readonly string[]): boolean {
  const before = known.get(statement);
  if (before?.length === texts.length && before.every((text, i) => text === texts[i])) return true;
  const { listSm3, count } = readStatement(
    kindsFor({ isSet: isSetSubmission(statement) }).submission,
    statement,
  );
  if (count !== texts.length || listTree(texts.map(leafOf)).listSm3 !== listSm3) return false;
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  known.set(statement, texts);
  return true;
}

function leafOf(text: string, index: number): ListLeaf {
  return { ...bindingFor(text), index };
}
