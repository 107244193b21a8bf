/** Moments of one login over one opening of the store (docs/adr/0048): each reads home, clock and database as they are by then. */
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { momentsOfLogin, type MomentsOfLogin } from '../../src-main/home/home-moment.ts';
import { requireSoundRegister } from '../../src-main/home/sound-register.ts';
import { copyOf, makeSandbox, removeSandbox, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

let base: Sandbox;
let sandbox: Sandbox;
let moments: MomentsOfLogin;
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

beforeAll(async () => {
  base = await makeSandbox();
});
afterAll(() => removeSandbox(base));
beforeEach(() => {
  sandbox = copyOf(base);
  moments = momentsOfLogin(sandbox.home.root);
});
afterEach(() => moments.close());

const database = (): string => join(sandbox.home.root, 'bianyin.db');
const note = (at: Date, remark: string): number => moments.open(at).store.record('note', { remark });
const remarks = (): unknown[] =>
  moments
    .open(later(60))
    .store.journal()
    .map(({ entry }) => entry.remark);

/** Another program, with the whole of SQLite at hand. */
function outside(...statements: string[]): void {
  const other = new DatabaseSync(database());
  for (const statement of statements) other.exec(statement);
  other.close();
}

test('each row has the time of its own moment', () => {
  note(later(1), 'one');
  note(later(2), 'two');
  const times = moments
    .open(later(3))
    .store.journal()
    .slice(-2)
    .map(({ time }) => new Date(time));
  expect(times).toEqual([later(1), later(2)]);
});

test('they share one opening, under a new name each: what was begun before is nobody’s work any more', () => {
  const { store } = moments.open(later(1));
  const renewed = vi.spyOn(store, 'renew');
  expect(moments.open(later(2)).store).toBe(store);
  expect(renewed).toHaveBeenCalledOnce();
});

describe('another program, between two moments', () => {
  const honest: Readonly<Record<string, () => void>> = {
    'moves the log into the file': () => outside('PRAGMA wal_checkpoint(TRUNCATE)'),
    'packs the file': () => outside('VACUUM'),
    'packs it and moves the log': () => outside('VACUUM', 'PRAGMA wal_checkpoint(TRUNCATE)'),
    'makes an index': () => outside('CREATE INDEX other ON journal(sm3)'),
    looks: () => outside('SELECT count(*) FROM journal'),
  };
  test.each(Object.entries(honest))('%s: what follows stands on what was there', (_, work) => {
    note(later(1), 'before');
    requireSoundRegister(moments.open(later(1)).store);
    work();
    requireSoundRegister(moments.open(later(2)).store);
    note(later(2), 'after');
    requireSoundRegister(moments.open(later(3)).store);
    expect(remarks().slice(-2)).toEqual(['before', 'after']);
  });

  test('cannot change how the journal of SQLite is kept', () => {
    note(later(1), 'before');
    expect(() => outside('PRAGMA busy_timeout = 50', 'PRAGMA journal_mode = DELETE')).toThrow('locked');
    note(later(2), 'after');
    requireSoundRegister(moments.open(later(3)).store);
  });

  test('puts an older database in its place: nothing more is written', async () => {
    const older = join(sandbox.folder, 'older.db');
    outside('PRAGMA wal_checkpoint(TRUNCATE)');
    copyFileSync(database(), older);
    note(later(1), 'before');
    for (const part of ['-wal', '-shm']) rmSync(`${database()}${part}`, { force: true });
    renameSync(older, database());
    expect(await codeOf(() => note(later(2), 'after'))).toBe('journal-rolled-back');
  });

  test('puts the same database in its place: what follows is in the one that lies there', () => {
    note(later(1), 'before');
    outside('PRAGMA wal_checkpoint(TRUNCATE)');
    const copy = join(sandbox.folder, 'copy.db');
    copyFileSync(database(), copy);
    for (const part of ['-wal', '-shm']) rmSync(`${database()}${part}`, { force: true });
    renameSync(copy, database());
    note(later(2), 'after');
    moments.close();
    expect(remarks().slice(-2)).toEqual(['before', 'after']);
  });

  test('takes the home away: nothing goes on', async () => {
    note(later(1), 'before');
    for (const part of ['', '-wal', '-shm']) rmSync(`${database()}${part}`, { force: true });
    expect(await codeOf(() => note(later(2), 'after'))).toBe('journal-rolled-back');
  });
});
