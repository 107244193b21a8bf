/** A register of before lists of requests is brought to the schema with them: nothing of it is lost, and all its guards are there. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src-main/store/database.ts';
import { migration0001 } from '../../../src-main/store/migrations/0001-begin.ts';
import { migration0002 } from '../../../src-main/store/migrations/0002-signed-files.ts';
import { completed, fill, makeHome, openAt, permitOn, removeHomes, requestId } from './test-store.ts';

afterAll(removeHomes);

/** Columns that were there before, in the order in which rows refer to each other. */
const before = {
  settings: 'key, value',
  journal: 'seq, content, sm3',
  policies: 'sequence, statement, signature, certificate, journal_seq',
  requests: 'id, sm3, uses, request, statement, signature, certificate, journal_seq',
  decisions: 'id, request_id, step, decision, statement, signature, certificate, journal_seq',
  cancellations: 'id, request_id, statement, signature, certificate, journal_seq',
  uses: 'id, request_id, number, event, holder, journal_seq',
  signed_files: 'id, request_id, number, sealed_sm3, size, draft, target, journal_seq',
};

/** A home whose database has the old schema and the rows of `home`. */
function oldHomeOf(home: string): string {
  const old = makeHome();
  const path = join(old, 'bianyin.db');
  const database = openDatabase(path, false, [migration0001, migration0002]);
  const guard = "SELECT sql FROM sqlite_master WHERE name = 'signed_files_of_open_uses'";
  const text = String(database.prepare(guard).get()?.['sql']);
  database.exec('DROP TRIGGER signed_files_of_open_uses');
  database.exec(`ATTACH DATABASE '${join(home, 'bianyin.db')}' AS newer`);
  for (const [table, columns] of Object.entries(before))
    database.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM newer.${table} ORDER BY rowid`);
  database.exec('DETACH DATABASE newer');
  database.exec(text);
  database.close();
  copyFileSync(join(home, 'bianyin.head.json'), join(old, 'bianyin.head.json'));
  return old;
}

describe('the schema with lists', () => {
  it('keeps every row of the register before, and its chain', async () => {
    const home = makeHome();
    const store = openAt(home);
    await fill(store, { uses: 3 });
    const { number } = store.spendUse(requestId, permitOn);
    store.endUse(requestId, number, completed);
    const [request, journal] = [store.request(requestId), store.journal()];
    store.close();

    const migrated = openAt(oldHomeOf(home));
    expect(migrated.verifyJournal()).toMatchObject({ ok: true });
    expect(migrated.request(requestId)).toEqual(request);
    expect(migrated.journal()).toEqual(journal);
    expect([migrated.requestIds(), migrated.listIds()]).toEqual([[requestId], []]);
    // What the register is looked up by is made of what was there.
    expect(migrated.searchUses({ state: 'sealed' }, { order: 'newest', limit: 9 })).toMatchObject([
      { requestId, number },
    ]);
    expect(migrated.filesWith(completed.sealedSm3)).toMatchObject([{ requestId, what: 'sealed' }]);
    migrated.spendUse(requestId, permitOn);
    expect(migrated.request(requestId).usesSpent).toBe(2);
    expect(migrated.verifyJournal()).toMatchObject({ ok: true });
    migrated.close();
  });

  it('has the guards of a new register: the same tables, indexes and triggers', async () => {
    const home = makeHome();
    const store = openAt(home);
    await fill(store);
    store.close();
    const old = oldHomeOf(home);
    openAt(old).close();
    const schemaOf = (folder: string): unknown[] => {
      const database = new DatabaseSync(join(folder, 'bianyin.db'), { readOnly: true });
      const rows = database
        .prepare('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name')
        .all();
      database.close();
      return rows;
    };
    expect(schemaOf(old)).toEqual(schemaOf(home));
    const guards = schemaOf(old).filter((row) => (row as { type: string }).type === 'trigger');
    // Three for each of the ten append-only tables, and those that watch order, uses, signed files and lists.
    expect(guards).toHaveLength(3 * 10 + 5);
    expect(JSON.stringify(schemaOf(old))).not.toContain('old_');
  });
});
