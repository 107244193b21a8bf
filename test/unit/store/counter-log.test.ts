/** The clerk's log: it grows, it holds together, and what is taken out of it or changed in it shows. */
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCounterLog, type CounterEntry } from '../../../src-main/store/counter-log.ts';

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'bianyin-counter-')), 'counter');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const entry: CounterEntry = {
  fileSm3: 'ab'.repeat(32),
  level: 'PASS',
  codes: ['LATER_SIGNATURE'],
  engine: 'bianyin 0.1.0',
  trust: '',
  statusAsOf: '',
  fileName: '',
};
const at = new Date('2026-11-23T08:00:00Z');

function filled(count: number): void {
  const log = openCounterLog(folder);
  for (let i = 0; i < count; i++) log.append(entry, at);
  log.close();
}

/** Somebody with the database file and a tool. */
function tamper(statement: string): void {
  const database = new DatabaseSync(join(folder, 'counter.db'));
  for (const trigger of ['log_no_update', 'log_no_delete', 'log_in_sequence'])
    database.exec(`DROP TRIGGER ${trigger}`);
  database.exec(statement);
  database.close();
}

test('the folder is made on first use, readable by its owner alone, and rows hold on to each other', () => {
  filled(3);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'counter.db')).mode & 0o777).toBe(0o600);
  const log = openCounterLog(folder);
  const rows = log.rows();
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(rows[2]?.prevSm3).toBe(rows[1]?.sm3);
  expect(log.rows(2).map(({ seq }) => seq)).toEqual([2, 3]);
  expect(log.verify()).toMatchObject({ ok: true, head: { seq: 3 } });
  log.close();
});

test('neither the program nor a tool can change or remove a row in silence', () => {
  filled(3);
  const database = new DatabaseSync(join(folder, 'counter.db'));
  for (const statement of [
    "UPDATE log SET content = '{}'",
    'DELETE FROM log',
    "INSERT OR REPLACE INTO log VALUES (1, '{}', 'x')",
  ])
    expect(() => database.exec(statement)).toThrow('append-only');
  database.close();
  tamper(`UPDATE log SET content = replace(content, 'PASS', 'FAIL') WHERE seq = 2`);
  const log = openCounterLog(folder);
  expect(log.verify()).toEqual({ ok: false, seq: 2 });
  expect(() => log.rows()).toThrow('counter-log-broken');
  log.close();
});

test('a log whose end was cut off is seen, and does not grow on', () => {
  filled(3);
  tamper('DELETE FROM log WHERE seq = 3');
  const log = openCounterLog(folder);
  expect(log.verify()).toEqual({ ok: false, seq: 3 });
  expect(() => log.append(entry, at)).toThrow('counter-log-broken');
  log.close();
});

test('a database that was put back to an older state is seen', () => {
  filled(1);
  copyFileSync(join(folder, 'counter.db'), join(folder, 'old'));
  filled(1);
  for (const name of ['counter.db-wal', 'counter.db-shm']) rmSync(join(folder, name), { force: true });
  copyFileSync(join(folder, 'old'), join(folder, 'counter.db'));
  const log = openCounterLog(folder);
  expect(log.verify().ok).toBe(false);
  log.close();
});

test('a log without a row is sound', () => {
  const log = openCounterLog(folder);
  expect(log.verify().ok).toBe(true);
  log.close();
});

test('a log whose newest row is not the marked one is seen', () => {
  filled(2);
  const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.json'));
  const mark = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, name), JSON.stringify({ ...mark, sm3: '00'.repeat(32) }));
  const log = openCounterLog(folder);
  expect(log.verify().ok).toBe(false);
  log.close();
});

test('a database that is gone while its mark is there is refused', () => {
  filled(1);
  rmSync(join(folder, 'counter.db'));
  expect(() => openCounterLog(folder)).toThrow('counter-log-broken');
});

test.each([
  ['of another log', (mark: object) => JSON.stringify({ ...mark, store: 'another' })],
  ['of a row that never was', (mark: object) => JSON.stringify({ ...mark, seq: 9 })],
  ['that is taken away', () => null],
  ['that is none', () => 'nothing'],
  ['that says nothing', () => '{}'],
])('a log with a mark %s does not grow on', (_what, change) => {
  filled(2);
  const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.json'));
  const file = join(folder, name);
  const text = change(JSON.parse(readFileSync(file, 'utf8')) as object);
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
  const refusal: unknown = expect.objectContaining({ code: 'counter-log-broken' });
  let rows = 0;
  expect(() => {
    const log = openCounterLog(folder);
    try {
      rows = log.rows().length;
      log.append(entry, at);
    } finally {
      log.close();
    }
  }).toThrow(refusal);
  expect([0, 2]).toContain(rows);
});

test('a log without its mark is not sound', () => {
  filled(2);
  const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.json'));
  rmSync(join(folder, name));
  const log = openCounterLog(folder);
  expect(log.verify()).toEqual({ ok: false, seq: 1 });
  log.close();
});
