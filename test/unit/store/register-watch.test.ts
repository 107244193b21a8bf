/**
 * What one opening of the store has verified is not verified again, and whatever somebody does to it meanwhile is noticed by the next look
 * (docs/adr/0048): every table, through SQLite and past it, before the last verified row and behind it.
 */
import { copyFileSync, openSync, readFileSync, renameSync, statSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import * as marks from '../../../src-main/store/journal-mark.ts';
import * as checks from '../../../src-main/store/journal-verify.ts';
import type { Store } from '../../../src-main/store/store.ts';
import { completed, fill, filledHome, openAt, permitOn, removeHomes, requestId } from './test-store.ts';

vi.mock(import('../../../src-main/store/journal-verify.ts'), { spy: true });
vi.mock(import('../../../src-main/store/journal-mark.ts'), { spy: true });
afterAll(removeHomes);
let home = '';
let store: Store;

beforeEach(async () => {
  home = await filledHome({ uses: 5 });
  store = openAt(home);
  use(1);
  expect(store.checkRegister()).toMatchObject({ ok: true });
  vi.mocked(checks.verifyJournal).mockClear();
});
afterEach(() => store.close());

function use(number: number): void {
  store.spendUse(requestId, permitOn);
  store.recordSignature(requestId, number, {
    ...completed,
    ...{ size: 1, draft: join(home, 'draft'), target: join(home, 'target') },
  });
  store.endUse(requestId, number, completed);
}

/** How often the whole was looked at since the last question. */
const wholeChecks = (): number => vi.mocked(checks.verifyJournal).mock.calls.length;
const raw = (name = 'bianyin.db'): DatabaseSync =>
  new DatabaseSync(join(home, name), { enableForeignKeyConstraints: false });

function tamper(sql: string): void {
  const database = raw();
  for (const row of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER ${String(row['name'])}`);
  database.exec(sql);
  database.close();
}

describe('one opening', () => {
  it('verifies its own later rows only, and says the same as the whole check', () => {
    for (const number of [2, 3]) {
      use(number);
      expect(store.checkRegister()).toEqual({ ok: true, head: store.journalHead() });
    }
    expect(wholeChecks()).toBe(0);
    expect(store.verifyJournal()).toEqual(store.checkRegister());
  });

  it('looks at the whole when another program has added rows, and goes on from there', async () => {
    const other = openAt(home);
    await fill(other, { id: 'YY-04-20261123-0002' });
    other.close();
    expect(store.checkRegister()).toMatchObject({ ok: true });
    use(2);
    expect(store.checkRegister()).toMatchObject({ ok: true });
    expect(wholeChecks()).toBe(1);
  });

  it('another opening knows nothing of it', () => {
    const other = openAt(home);
    expect(other.checkRegister()).toMatchObject({ ok: true });
    other.close();
    expect(wholeChecks()).toBe(1);
  });

  it('looks at the whole now and then, whoever did what', () => {
    for (let i = 0; i < 520; i += 1) store.checkRegister();
    expect(wholeChecks()).toBe(2);
  });
});

/** Every table that vouches for uses, each touched in its own way. */
const touches: readonly (readonly [string, string])[] = [
  ['journal', 'UPDATE journal SET content = replace(content, \'"copies":1\', \'"copies":9\')'],
  ['journal, with its digest', "UPDATE journal SET sm3 = printf('%064d', seq) WHERE seq = 2"],
  ['policies', "UPDATE policies SET statement = statement || ' '"],
  ['requests', "UPDATE requests SET request = request || ' '"],
  ['decisions', 'DELETE FROM decisions WHERE id = 1'],
  ['uses, taken away', 'DELETE FROM uses'],
  ['uses, turned', "UPDATE uses SET event = 'returned' WHERE event = 'completed'"],
  ['signed files', "UPDATE signed_files SET sealed_sm3 = printf('%064d', 1)"],
];

describe('an old row is touched between two uses', () => {
  it.each(touches)('%s', (_, sql) => {
    tamper(sql);
    expect(store.checkRegister()).toMatchObject({ ok: false });
    // Nor after whatever this opening writes next, which touches the same files.
    store.setSetting('x', 'y');
    expect(store.checkRegister()).toMatchObject({ ok: false });
  });

  it.each(touches)('%s, and this opening writes before it looks again', (_, sql) => {
    tamper(sql);
    store.setSetting('x', 'y');
    expect(store.checkRegister()).toMatchObject({ ok: false });
  });

  it.each(touches)(
    '%s, right behind a commit of this opening, before it has looked at what it wrote',
    (_, sql) => {
      let calls = 0;
      const { raiseMark } = marks;
      const original = vi.mocked(raiseMark).getMockImplementation();
      // The second time in a write is behind its commit.
      vi.mocked(raiseMark).mockImplementation(() => {
        calls += 1;
        if (calls === 2) tamper(sql);
      });
      store.setSetting('x', 'y');
      if (original) vi.mocked(raiseMark).mockImplementation(original);
      else vi.mocked(raiseMark).mockReset();
      expect(calls).toBe(2);
      expect(store.checkRegister()).toMatchObject({ ok: false });
    },
  );

  it.each(['bianyin.db', 'bianyin.db-wal'])('octets of %s, with the time of the file put back', (name) => {
    // Everything lies in the file itself first, so that both files hold the row in their turn.
    if (name === 'bianyin.db') {
      const database = raw();
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
      expect(store.checkRegister()).toMatchObject({ ok: true });
    }
    const path = join(home, name);
    // Times that can be put back to the nanosecond.
    const [atime, mtime] = [new Date(1_790_000_000_000), new Date(1_790_000_000_000)];
    utimesSync(path, atime, mtime);
    expect(store.checkRegister()).toMatchObject({ ok: true });
    const octets = readFileSync(path);
    let at = octets.indexOf('"copies":1');
    expect(at).toBeGreaterThan(0);
    const file = openSync(path, 'r+');
    for (; at >= 0; at = octets.indexOf('"copies":1', at + 1)) writeSync(file, '9', at + 9);
    utimesSync(path, atime, mtime);
    expect(statSync(path).mtimeMs).toBe(mtime.getTime());
    vi.mocked(checks.verifyJournal).mockClear();
    // This opening may have the old page in its memory; what counts is that it trusts its memory no more.
    store.checkRegister();
    expect(wholeChecks()).toBe(1);
  });

  it('octets of the database, before this opening writes: what it writes covers nothing up', () => {
    const database = raw();
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    expect(store.checkRegister()).toMatchObject({ ok: true });
    const path = join(home, 'bianyin.db');
    const at = readFileSync(path).indexOf('"copies":1');
    const file = openSync(path, 'r+');
    writeSync(file, '9', at + 9);
    vi.mocked(checks.verifyJournal).mockClear();
    store.setSetting('x', 'y');
    store.checkRegister();
    expect(wholeChecks()).toBe(1);
  });

  it('the file is another one: nothing that was verified counts for it', () => {
    const [path, copy] = [join(home, 'bianyin.db'), join(home, 'copy.db')];
    copyFileSync(path, copy);
    renameSync(copy, path);
    store.checkRegister();
    expect(wholeChecks()).toBe(1);
  });

  it('a mark that names an older row is looked into', () => {
    const mark = readFileSync(join(home, 'bianyin.head.json'));
    use(2);
    store.checkRegister();
    const file = openSync(join(home, 'bianyin.head.json'), 'w');
    writeSync(file, mark);
    store.checkRegister();
    expect(wholeChecks()).toBe(1);
  });
});

describe('a row is put in behind the last verified one', () => {
  it.each([
    [
      'a use without a row',
      "INSERT INTO uses (request_id, number, event, holder, journal_seq) SELECT request_id, 4, 'spent', '', 99 FROM uses LIMIT 1",
    ],
    [
      'a row without a chain',
      "INSERT INTO journal (seq, content, sm3) SELECT max(seq) + 1, content, 'x' FROM journal",
    ],
  ])('%s', (_, sql) => {
    tamper(sql);
    expect(store.checkRegister()).toMatchObject({ ok: false });
  });
});

test('the row that growth is looked at from must have the digest that was verified', () => {
  const head = store.journalHead();
  const database = raw();
  const from = (sm3: string) => checks.verifyGrowth(database, { ...head, sm3 }, { ...head, sm3 });
  expect(from(head.sm3)).toEqual({ ok: true, head });
  expect(from('0'.repeat(64))).toMatchObject({ ok: false, problem: 'row-altered', seq: head.seq });
  database.close();
});
