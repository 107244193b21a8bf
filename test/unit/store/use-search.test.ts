/** Looking up uses, files and numbers: everything that is asked must hold, sums are exact, and the index is what the rows say. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src-main/store/store.ts';
import type { UseSearch } from '../../../src-main/store/use-search.ts';
import { document } from '../approval/test-enterprise.ts';
import { completed, fill, makeHome, openAt, permitOn, removeHomes, requestId } from './test-store.ts';

const second = 'YY-04-20261123-0002';
const number = '21412000000012345671';
const home = makeHome();
let store: Store;

beforeAll(async () => {
  store = openAt(home);
  await fill(store, {
    uses: 3,
    counterparty: 'Émile & Söhne',
    amount: '999999999999999.99',
    numbers: [number],
  });
  await fill(store, { id: second, salt: '5'.repeat(64), amount: '0.02', reference: 'DZ-7' });
  use(requestId, 1, completed);
  use(requestId, 2, completed);
  use(requestId, 3, { outcome: 'failed', code: 'internal', signatureMade: true });
  use(second, 1, { ...completed, sealedSm3: '33'.repeat(32) });
});
afterAll(() => {
  store.close();
  removeHomes();
});

function use(id: string, at: number, end: Parameters<Store['endUse']>[2]): void {
  store.spendUse(id, permitOn);
  store.endUse(id, at, end);
}

const found = (search: UseSearch): string[] =>
  store
    .searchUses(search, { order: 'oldest', limit: 100 })
    .map(({ requestId: id, number: at }) => `${id === second ? 2 : 1}#${at}`);

describe('uses', () => {
  it.each<[UseSearch, string[]]>([
    [{}, ['1#1', '1#2', '1#3', '2#1']],
    [{ from: '2026-11-23T08:00:00Z', before: '2026-11-23T08:00:01Z' }, ['1#1', '1#2', '1#3', '2#1']],
    [{ from: '2026-11-23T08:00:01Z' }, []],
    [{ before: '2026-11-23T08:00:00Z' }, []],
    [{ sealType: '04' }, ['1#1', '1#2', '1#3', '2#1']],
    [{ sealType: '01' }, []],
    [{ state: 'failed' }, ['1#3']],
    [{ matter: 'payment' }, []],
    [{ person: '周保管' }, ['1#1', '1#2', '1#3', '2#1']],
    [{ person: '开封' }, []],
    [{ counterparty: ' éMILE ' }, ['1#1', '1#2', '1#3']],
    [{ counterparty: '周保管' }, []],
    [{ text: 'dz-7' }, ['2#1']],
    [{ text: '33333333', state: 'sealed' }, ['2#1']],
    [{ text: "' OR 1=1 --" }, []],
    [{ text: '%' }, []],
  ])('%j: %j', (search, uses) => {
    expect(found(search)).toEqual(uses);
    expect(store.sumUses(search)).toMatchObject({ count: uses.length, total: 4 });
  });

  it('come in pages, from either end, none twice and none left out', () => {
    for (const order of ['newest', 'oldest'] as const) {
      const seen: number[] = [];
      for (let behind: number | undefined; ;) {
        const page = store.searchUses({}, { order, behind, limit: 3 });
        if (page.length === 0) break;
        seen.push(...page.map(({ seq }) => seq));
        behind = page.at(-1)?.seq;
      }
      const sorted = seen.toSorted((a, b) => (order === 'oldest' ? a - b : b - a));
      expect(seen).toEqual(sorted);
      expect(new Set(seen).size).toBe(4);
    }
  });

  it('are summed exactly over the files that were sealed; a file with several uses counts once', () => {
    expect(store.sumUses({}).sums).toEqual([{ currency: 'CNY', fen: 100_000_000_000_000_001n, count: 2 }]);
    expect(store.sumUses({ state: 'failed' }).sums).toEqual([]);
  });
});

describe('files and numbers', () => {
  it('are known by the request and by what came of it', () => {
    expect(store.filesWith(document.sm3).map(({ requestId: id, what }) => [id, what])).toEqual([
      [requestId, 'requested'],
      [second, 'requested'],
    ]);
    expect(store.filesWith('33'.repeat(32))).toMatchObject([{ requestId: second, what: 'sealed' }]);
    expect(store.sealedFilesOf(requestId)).toMatchObject([{ sm3: completed.sealedSm3 }]);
    expect(store.filesWith('44'.repeat(32))).toEqual([]);
  });

  it('are found by every number that was read, and by what a file is called, in any writing', () => {
    expect(store.filesWithNumber(number)).toMatchObject([{ requestId }]);
    expect(store.filesWithNumber('ｄｚ-7')).toMatchObject([{ requestId: second }]);
    expect(store.filesWithNumber('DZ')).toEqual([]);
  });
});

it('the index that is made anew is the one that was kept', () => {
  const rows = (): unknown[] => {
    const database = new DatabaseSync(join(home, 'bianyin.db'), { readOnly: true });
    const all = ['use_index', 'file_index', 'number_index'].map((table) => readAll(database, table));
    database.close();
    return all;
  };
  const kept = rows();
  expect(store.indexFits()).toBe(true);
  store.rebuildIndex();
  expect(rows()).toEqual(kept);
  expect(kept.map((each) => (each as unknown[]).length)).toEqual([4, 4, 2]);
});

function readAll(database: DatabaseSync, table: string): unknown[] {
  const statement = database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`);
  statement.setReadBigInts(true);
  return statement.all();
}

it.each([
  ['a use taken out', 'DELETE FROM use_index WHERE number = 2'],
  ['an amount', 'UPDATE use_index SET fen = 1 WHERE number = 1'],
  ['a state', "UPDATE use_index SET state = 'failed' WHERE number = 1"],
  ['words', "UPDATE use_index SET words = '' WHERE number = 1"],
  [
    'one put in',
    'INSERT INTO use_index SELECT 999, request_id, 9, time, state, seal_type, matter, paper, fen, currency, people, counterparty, words FROM use_index LIMIT 1',
  ],
])('an index that somebody has edited does not fit, and does again when it is made anew: %s', (_, edit) => {
  const database = new DatabaseSync(join(home, 'bianyin.db'));
  database.exec(edit);
  database.close();
  expect(store.indexFits()).toBe(false);
  store.rebuildIndex();
  expect(store.indexFits()).toBe(true);
});
