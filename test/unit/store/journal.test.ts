/** The journal: nothing can be changed through the schema, and whatever is changed around it is noticed. */
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { exportJournal, registerCsv } from '../../../src-main/store/journal-export.ts';
import { verifyJournal } from '../../../src-main/store/journal-verify.ts';
import { decodeRow, emptyHead, encodeRow } from '../../../src-main/store/journal-row.ts';
import { storeError } from '../../../src-main/store/store-error.ts';
import { completed, filledHome, makeHome, openAt, permitOn, removeHomes, requestId } from './test-store.ts';

afterAll(removeHomes);
let home = '';

beforeEach(async () => {
  home = await filledHome({ uses: 2 });
  const store = openAt(home);
  store.spendUse(requestId, permitOn);
  store.endUse(requestId, 1, completed);
  store.spendUse(requestId, permitOn);
  store.close();
});

/** Raw access, as somebody with a database tool has it. */
function raw(work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(home, 'bianyin.db'));
  try {
    work(database);
  } finally {
    database.close();
  }
}
function dropTriggers(database: DatabaseSync): void {
  for (const row of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()) {
    database.exec(`DROP TRIGGER ${String(row['name'])}`);
  }
  database.exec('PRAGMA foreign_keys = OFF');
}
const tables = ['journal', 'policies', 'requests', 'decisions', 'cancellations', 'uses'] as const;

describe('through the schema', () => {
  it.each(tables.filter((table) => table !== 'cancellations'))(
    'rows of %s can neither be changed, deleted nor replaced',
    (table) => {
      raw((database) => {
        const before = database.prepare(`SELECT * FROM ${table}`).all();
        const column = { journal: 'content', uses: 'event' }[table as string] ?? 'statement';
        expect(before.length).toBeGreaterThan(0);
        expect(() => database.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow('append-only');
        expect(() => database.exec(`DELETE FROM ${table}`)).toThrow('append-only');
        const columns = database
          .prepare(`SELECT name FROM pragma_table_info('${table}')`)
          .all()
          .map((row) => String(row['name']));
        const names = columns.join(', ');
        expect(() =>
          database.exec(`INSERT OR REPLACE INTO ${table} (${names}) SELECT ${names} FROM ${table}`),
        ).toThrow('append-only');
        expect(database.prepare(`SELECT * FROM ${table}`).all()).toEqual(before);
      });
    },
  );

  it('a use beyond the approved number cannot be inserted even by hand', () => {
    raw((database) => {
      const insert = `INSERT INTO uses (request_id, number, event, holder, journal_seq) VALUES ('${requestId}', 9, 'spent', '', 1)`;
      expect(() => database.exec(insert)).toThrow('uses exhausted');
    });
  });
});

describe('verification', () => {
  const check = () => {
    const store = openAt(home, { readOnly: true });
    try {
      return store.verifyJournal();
    } finally {
      store.close();
    }
  };

  it('looks at one state, while another window spends a use in the middle of it', () => {
    const other = openAt(home);
    raw((database) => {
      const prepare = database.prepare.bind(database);
      let spent = false;
      // The uses have been read by the time the rows of the journal are.
      database.prepare = (sql) => {
        if (sql.includes('FROM journal') && !spent) {
          spent = true;
          other.endUse(requestId, 2, completed);
        }
        return prepare(sql);
      };
      const mark = other.journalHead();
      expect(verifyJournal(database, mark.store, mark)).toEqual({ ok: true, head: mark });
      expect(spent).toBe(true);
    });
    expect(other.verifyJournal().ok).toBe(true);
    other.close();
  });

  it('accepts what was written', () => {
    expect(check()).toMatchObject({ ok: true, head: { seq: 7 } });
  });

  it.each([
    [
      'a changed row',
      `UPDATE journal SET content = replace(content, '王经办', '别人') WHERE seq = 2`,
      2,
      'row-altered',
    ],
    ['a row taken out of the middle', 'DELETE FROM journal WHERE seq = 3', 3, 'row-missing'],
    [
      'rows cut off the end',
      'DELETE FROM journal WHERE seq > 5; DELETE FROM uses WHERE journal_seq > 5',
      7,
      'rolled-back',
    ],
    [
      'a changed signed text',
      `UPDATE requests SET statement = replace(statement, 'applicant', 'keeper')`,
      2,
      'statement-altered',
    ],
    [
      'changed details of a request',
      `UPDATE requests SET request = replace(request, '1000', '9000')`,
      2,
      'statement-altered',
    ],
    ['an approval taken out', 'DELETE FROM decisions WHERE step = 0', 3, 'statement-altered'],
    ['a use taken out', `DELETE FROM uses WHERE number = 2`, 7, 'use-altered'],
    [
      'a use turned into another',
      `UPDATE uses SET event = 'returned' WHERE event = 'completed'`,
      6,
      'use-altered',
    ],
    [
      'a use added',
      `INSERT INTO uses (request_id, number, event, holder, journal_seq) VALUES ('${requestId}', 2, 'returned', '', 1)`,
      1,
      'use-altered',
    ],
    [
      'a signed file that nobody recorded',
      `INSERT INTO signed_files (request_id, number, sealed_sm3, size, draft, target, journal_seq)
       VALUES ('${requestId}', 2, '${'33'.repeat(32)}', 1, '', '', 1)`,
      1,
      'use-altered',
    ],
  ])('notices %s', (_what, sql, seq, problem) => {
    raw((database) => {
      dropTriggers(database);
      database.exec(sql);
    });
    expect(check()).toEqual({ ok: false, seq, problem });
  });

  it('notices a chain that was computed anew', () => {
    raw((database) => {
      dropTriggers(database);
      let prevSm3 = '';
      for (const row of database.prepare('SELECT seq, content, sm3 FROM journal ORDER BY seq').all()) {
        const decoded = decodeRow({ content: String(row['content']), sm3: String(row['sm3']) });
        if (!decoded) throw new Error('row');
        prevSm3 ||= emptyHead(decoded.store).sm3;
        const entry = decoded.seq === 6 ? { ...decoded.entry, sealedSm3: '33'.repeat(32) } : decoded.entry;
        const encoded = encodeRow({ ...decoded, entry, prevSm3 });
        database
          .prepare('UPDATE journal SET content = ?, sm3 = ? WHERE seq = ?')
          .run(encoded.content, encoded.sm3, decoded.seq);
        prevSm3 = encoded.sm3;
      }
    });
    expect(check()).toMatchObject({ ok: false, problem: 'rolled-back' });
    expect(() => openAt(home)).toThrow('journal-rolled-back');
  });

  it('notices that the whole database was put back', () => {
    const copy = makeHome();
    const files = readdirSync(home).filter((name) => name.startsWith('bianyin.db'));
    for (const name of files) copyFileSync(join(home, name), join(copy, name));
    const store = openAt(home);
    store.record('note', { remark: '季度检查' });
    store.close();
    for (const name of readdirSync(home).filter((each) => each.startsWith('bianyin.db')))
      rmSync(join(home, name));
    for (const name of files) copyFileSync(join(copy, name), join(home, name));
    expect(() => openAt(home)).toThrow('journal-rolled-back');
    expect(check()).toEqual({ ok: false, seq: 8, problem: 'rolled-back' });
  });

  it.each(['{}', '[]', 'null', '{"store":"x","seq":1.5,"sm3":""}', 'nonsense'])(
    'does not go on from a mark that says %s',
    (mark) => {
      writeFileSync(join(home, 'bianyin.head.json'), mark);
      expect(() => openAt(home)).toThrow('journal-rolled-back');
    },
  );

  it('does not begin a new journal where the old one, or its mark, has disappeared', () => {
    for (const name of readdirSync(home).filter((each) => each.startsWith('bianyin.db'))) {
      copyFileSync(join(home, name), join(home, `kept-${name}`));
      rmSync(join(home, name));
    }
    expect(() => openAt(home)).toThrow('journal-rolled-back');
    for (const name of readdirSync(home).filter((each) => each.startsWith('kept-'))) {
      copyFileSync(join(home, name), join(home, name.slice(5)));
    }
    openAt(home).close();
    rmSync(join(home, 'bianyin.head.json'));
    expect(() => openAt(home)).toThrow('journal-rolled-back');
    writeFileSync(join(home, 'bianyin.head.json'), '{');
    expect(() => openAt(home)).toThrow('journal-rolled-back');
  });

  it('lets the mark lag behind, as it does when a process dies right after a commit', () => {
    const path = join(home, 'bianyin.head.json');
    const behind = readFileSync(path, 'utf8');
    const store = openAt(home);
    store.record('note', {});
    const ahead = readFileSync(path, 'utf8');
    writeFileSync(path, behind);
    expect(store.verifyJournal().ok).toBe(true);
    store.close();
    openAt(home).close();
    expect(readFileSync(path, 'utf8')).toBe(ahead);
  });

  it('does not take the journal of another store', async () => {
    const other = await filledHome();
    copyFileSync(join(other, 'bianyin.head.json'), join(home, 'bianyin.head.json'));
    expect(() => openAt(home)).toThrow('journal-rolled-back');
  });
});

describe('rows', () => {
  it('are corrected by new rows', () => {
    const store = openAt(home);
    expect(store.correct(6, { remark: '文件名登记有误' })).toBe(8);
    expect(store.journal({ after: 7 })).toMatchObject([{ event: 'correction', corrects: 6 }]);
    expect(() => store.correct(99, {})).toThrow('journal-row-unknown');
    expect(store.verifyJournal().ok).toBe(true);
    store.close();
  });

  it('keep their latest time, however often the clock goes back by what is allowed', () => {
    const at = (minutes: number): Date => new Date(Date.parse('2030-01-01T00:00:00Z') - minutes * 60_000);
    for (const minutes of [0, 4, 8, 12]) {
      const store = openAt(home, { now: () => at(minutes) });
      store.record('note', { remark: `${minutes}` });
      expect(store.latestTime()).toEqual(at(0));
      store.close();
    }
  });

  it('hold the clock up; a row that says otherwise, without what a legal representative signed, changes nothing', () => {
    let time = new Date('2030-01-01T00:00:00Z');
    const store = openAt(home, { now: () => time });
    store.record('note', { remark: '时钟错了' });
    expect(store.latestTime()?.toISOString()).toBe('2030-01-01T00:00:00.000Z');
    time = new Date('2026-11-23T09:00:00Z');
    store.record('clock-corrected' as 'note', { remark: '已校准' });
    expect(store.latestTime()?.toISOString()).toBe('2030-01-01T00:00:00.000Z');
    store.close();
  });

  it('fill the columns of the register', () => {
    const store = openAt(home, { readOnly: true });
    const rows = store.journal();
    expect(exportJournal(rows)[4]).toMatchObject({
      事件: 'use-spent',
      用印编号: `${requestId}#1`,
      '用印单位（部门）': '综合部',
      用印事项说明: '签订办公用品采购合同',
      份数: 1,
      经办人: '王经办',
      审批人: '李部长、赵法务',
      用印人: '周保管',
      审批编号: requestId,
      印章类型: '04',
      文件名称: '采购合同.pdf',
      页与坐标: 'page=3,x=120mm,y=200.5mm',
      设备: 'test',
    });
    expect(exportJournal(rows)[5]).toMatchObject({
      结果: 'ok',
      证书序列号: '0a',
      '文件SM3（后）': '11'.repeat(32),
    });
    store.close();
  });

  it('make a CSV that no spreadsheet takes for formulas', () => {
    const store = openAt(home);
    store.record('note', { remark: '=HYPERLINK("http://x","a,b")', reason: '两\n行' });
    const csv = registerCsv(exportJournal(store.journal()));
    expect(csv.startsWith('\ufeff序号,时间,')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""a,b"")"`);
    expect(csv).toContain('"两\n行"');
    store.close();
  });
});

describe('the file', () => {
  it('is readable by its owner only', () => {
    for (const name of readdirSync(home)) expect(statSync(join(home, name)).mode & 0o077).toBe(0);
  });

  it('that is no database is refused', () => {
    const damaged = makeHome();
    writeFileSync(join(damaged, 'bianyin.db'), 'x'.repeat(5000));
    expect(() => openAt(damaged)).toThrow('store-damaged');
  });

  it('that is damaged inside is refused', () => {
    const path = join(home, 'bianyin.db');
    raw((database) => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4096 * 2, bytes.length);
    writeFileSync(path, bytes);
    expect(() => {
      const store = openAt(home, { readOnly: true });
      store.verifyJournal();
    }).toThrow('store-damaged');
  });

  it('of a newer version is refused', () => {
    raw((database) => database.exec('PRAGMA user_version = 99'));
    expect(() => openAt(home)).toThrow('store-newer');
  });

  it('is not created for reading, and not written then', () => {
    expect(() => openAt(makeHome(), { readOnly: true })).toThrow('store-missing');
    const store = openAt(home, { readOnly: true });
    expect(() => store.record('note', {})).toThrow('store-read-only');
    store.close();
  });

  it('keeps settings, but not its own identifier, open to change', () => {
    const store = openAt(home);
    expect(store.setting('snapshot-seq')).toBeNull();
    store.setSetting('snapshot-seq', '4');
    store.setSetting('snapshot-seq', '5');
    expect(store.setting('snapshot-seq')).toBe('5');
    expect(() => store.setSetting('store-id', 'x')).toThrow('store-append-only');
    store.close();
  });

  it('maps a full disk and a busy database to codes', () => {
    raw((database) => {
      database.exec('CREATE TABLE filler (bytes BLOB) STRICT; PRAGMA max_page_count = 1;');
      expect(
        mappedFailure(() => database.exec('INSERT INTO filler VALUES (zeroblob(10000000))')),
      ).toMatchObject({ code: 'store-disk-full' });
      const second = new DatabaseSync(join(home, 'bianyin.db'), { timeout: 0 });
      database.exec('BEGIN IMMEDIATE');
      expect(mappedFailure(() => second.exec('BEGIN IMMEDIATE'))).toMatchObject({ code: 'store-busy' });
      database.exec('ROLLBACK');
      second.close();
    });
  });
});

function mappedFailure(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return storeError(error);
  }
  return undefined;
}
