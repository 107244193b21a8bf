/** What a restore ends: delegations of before carry nothing that comes after it, and numbers that may be lost are stepped over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { readDelegationsFor } from '../../../src-main/store/delegation-rows.ts';
import { openStore } from '../../../src-main/store/store.ts';

const now = new Date('2026-11-30T10:00:00Z');

function homeWith(...events: readonly string[]): string {
  const home = mkdtempSync(join(tmpdir(), 'bianyin-restores-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const store = openStore(home, { now: () => now });
  const signed = { statement: '{}', signature: '', certificate: '' };
  for (const event of events) store.record(event as 'note', { signed, backupAt: '2026-11-29T10:00:00Z' });
  store.close();
  return home;
}

test('a delegation of before carries what came before the restore, and nothing after it', () => {
  const home = homeWith('delegation-granted', 'restored', 'delegation-granted', 'restored', 'note');
  const database = new DatabaseSync(join(home, 'bianyin.db'), { readOnly: true });
  const seqs = (seq: number): number[] => readDelegationsFor(database, seq).map((each) => each.seq);
  expect(seqs(2)).toEqual([1, 3]);
  expect(seqs(4)).toEqual([3]);
  expect(seqs(5)).toEqual([]);
  database.close();
});

test('numbers of the day of a restore are stepped over, those of other days are not', () => {
  const store = openStore(homeWith('restored'), { now: () => now });
  onTestFinished(() => store.close());
  expect(store.nextRequestId('04', '20261129')).toBe('YY-04-20261129-0001');
  expect(Number(store.nextRequestId('04', '20261130').slice(-4))).toBeGreaterThan(1000);
});
