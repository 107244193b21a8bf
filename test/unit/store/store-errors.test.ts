/** What SQLite really says, as our codes: a key twice, a place that is no file, a read-only file, a file that is no database. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { storeError } from '../../../src-main/store/store-error.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bianyin-store-error-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** What a step fails with, as the store passes it on. */
function failing(step: () => unknown): unknown {
  try {
    step();
  } catch (error) {
    return storeError(error);
  }
  throw new Error('it did not fail');
}

test('a key that is there already', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER UNIQUE) STRICT; INSERT INTO t VALUES (1, 1)');
  for (const row of ["('1', 2)", "('2', 1)"])
    expect(failing(() => database.exec(`INSERT INTO t VALUES ${row}`))).toMatchObject({
      code: 'store-duplicate',
    });
});

test('a folder where the file should be', () => {
  expect(failing(() => new DatabaseSync(folder()))).toMatchObject({ code: 'store-not-writable' });
});

test('a file that may only be read', () => {
  const path = join(folder(), 'a.db');
  new DatabaseSync(path).exec('CREATE TABLE t (n)');
  const database = new DatabaseSync(path, { readOnly: true });
  expect(failing(() => database.exec('INSERT INTO t VALUES (1)'))).toMatchObject({ code: 'store-read-only' });
});

test('a file that is something else', () => {
  const path = join(folder(), 'a.db');
  writeFileSync(path, 'this is no database at all, however long one looks at it'.repeat(30));
  expect(failing(() => new DatabaseSync(path).exec('SELECT * FROM t'))).toMatchObject({
    code: 'store-damaged',
  });
});

test('an error that is none of the database stays itself', () => {
  const error = new Error('something else');
  expect(storeError(error)).toBe(error);
});
