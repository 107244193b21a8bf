/** Backups as files: what is in them and what is not, what a full disk and a pulled stick leave, which ones go, and what comes back. */
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { writeEnd, writeFileEntry } from '../../../src-main/backup/archive.ts';
import { writeBackupFile } from '../../../src-main/backup/backup-file.ts';
import { outdated, type Generation } from '../../../src-main/backup/backup-name.ts';
import { backupsIn, newestOwn } from '../../../src-main/backup/backup-folder.ts';
import { drillBackup } from '../../../src-main/backup/drill-backup.ts';
import { restoreBackup } from '../../../src-main/backup/restore-backup.ts';
import { unpackBackup } from '../../../src-main/backup/unpack-backup.ts';
import { appendRow, journalHead } from '../../../src-main/store/journal.ts';
import { migration0001 } from '../../../src-main/store/migrations/0001-begin.ts';
import { migration0002 } from '../../../src-main/store/migrations/0002-signed-files.ts';
import { openStore } from '../../../src-main/store/store.ts';
import { openCounterLog } from '../../../src-main/store/counter-log.ts';
import { backUp, crafted, keys, makeDesk, now, random, stateOf, typed, type Desk } from './test-backup.ts';

const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const namesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

/** A backup of the database as the version that made it has left it. */
function asItIs({ folder, home }: Desk): string {
  const path = join(home.root, 'bianyin.db');
  const database = new DatabaseSync(path);
  const store = String(
    database.prepare("SELECT value FROM settings WHERE key = 'store-id'").get()?.['value'],
  );
  const journal = journalHead(database, store);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const octets = readFileSync(path);
  const file = join(folder, 'as-it-is.bybackup');
  writeFileSync(
    file,
    crafted(
      (writer) => {
        writeFileEntry(writer, { path: 'bianyin.db', size: octets.length }, [octets]);
        writeEnd(writer, 1);
      },
      { journal },
    ),
  );
  return file;
}

async function laidOut(desk: Desk, file: string): Promise<string> {
  const folder = join(desk.folder, 'laid');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  await unpackBackup(file, typed(), folder);
  return folder;
}

describe('content', () => {
  test('everything but what is left out by name; what cannot be held is told', async () => {
    const desk = makeDesk();
    const log = openCounterLog(join(desk.home.root, 'counter'));
    log.append(
      { fileSm3: '', level: 'PASS', codes: [], engine: '', trust: '', statusAsOf: '', fileName: '' },
      now,
    );
    const { file, skippedPaths } = await backUp(desk);
    log.close();
    expect(skippedPaths).toEqual(['link']);
    const folder = await laidOut(desk, file);
    const kept = namesIn(desk.home.root).filter(
      (name) => !/^(tokens|pins|link|sync\.lock)|-(wal|shm)$/.test(name),
    );
    expect(namesIn(folder)).toEqual(kept);
    for (const name of ['home.json', 'trust/crls/a.crl', 'kept/合同 第一版.pdf'])
      expect(readFileSync(join(folder, name))).toEqual(readFileSync(join(desk.home.root, name)));
    expect(openCounterLog(join(folder, 'counter')).verify()).toMatchObject({ ok: true, head: { seq: 1 } });
    const octets = readFileSync(file);
    for (const text of ['SECRET', 'home.json', '合同', 'crls', 'note'])
      expect(octets.includes(text)).toBe(false);
  });

  test('one moment, though rows are written all the time', async () => {
    const desk = makeDesk();
    const store = openStore(desk.home.root, { now: () => now });
    let isRunning = true;
    const writing = (async () => {
      for (let i = 0; isRunning; i += 1) {
        store.record('note', { remark: `row ${i}` });
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let i = 0; i < 3; i += 1) {
      const { file, seq, sound } = await backUp(desk, later(i));
      expect(sound).toBe(true);
      const copy = openStore(await laidOut(desk, file), { readOnly: true });
      expect(copy.verifyJournal()).toMatchObject({ ok: true, head: { seq } });
      copy.close();
    }
    isRunning = false;
    await writing;
    store.close();
  }, 60_000);
});

describe('writing', () => {
  test('a full disk, a bad one, and a folder that is gone: said, and earlier ones stay', async () => {
    const desk = makeDesk();
    const first = await backUp(desk);
    const before = readFileSync(first.file);
    const target = join(desk.stick, 'x.bybackup');
    for (const [system, code] of [
      ['ENOSPC', 'backup-disk-full'],
      ['EDQUOT', 'backup-disk-full'],
      ['EIO', 'backup-not-written'],
      ['ENODEV', 'backup-not-written'],
    ] as const) {
      const fail = (put: (octets: Uint8Array) => void): void => {
        put(random(1000));
        throw Object.assign(new Error(system), { code: system });
      };
      expect(() => writeBackupFile(target, fail)).toThrow(code);
    }
    expect(() => writeBackupFile(join(desk.stick, 'gone', 'x.bybackup'), () => undefined)).toThrow(
      'backup-not-written',
    );
    expect(readFileSync(first.file)).toEqual(before);
    expect(namesIn(desk.stick)).toHaveLength(2);
    rmSync(desk.stick, { recursive: true });
    await expect(backUp(desk, later(1))).rejects.toThrow('backup-folder-missing');
    mkdirSync(desk.stick);
    await expect(backUp(desk, later(1)), 'the empty place where it was').rejects.toThrow(
      'backup-folder-missing',
    );
    expect(namesIn(desk.stick)).toEqual([]);
    expect(namesIn(desk.home.root).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  test('what a killed one left is no backup, and goes with a later one', async () => {
    const desk = makeDesk();
    const left = join(desk.stick, '.bianyin-999999999-0123456789ab.tmp');
    writeFileSync(left, random(10));
    utimesSync(left, later(-1), later(-1));
    expect(backupsIn(desk.stick, keys)).toEqual([]);
    await backUp(desk);
    expect(namesIn(desk.stick).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('two in one second have two names', async () => {
    const desk = makeDesk();
    const [first, second] = [await backUp(desk), await backUp(desk)];
    expect(first.file).not.toBe(second.file);
    expect(backupsIn(desk.stick, keys)).toHaveLength(2);
  });
});

describe('generations', () => {
  const make = (file: number, madeAt: number, sound = true, store = 's'): Generation => ({
    file: String(file),
    origin: String(file),
    madeAt: later(madeAt).toISOString(),
    sound,
    journal: { store, seq: 1, sm3: '' },
  });
  const goes = (all: Generation[], made: Generation, keep = 2): string[] =>
    outdated([...all, made], made, { keep, now: later(10) })
      .map(({ file }) => file)
      .sort();

  test.each<[string, Generation[], Generation, string[]]>([
    ['fewer than there may be', [make(1, 1)], make(2, 2), []],
    ['the oldest go', [make(1, 1), make(2, 2), make(3, 3)], make(4, 4), ['1', '2']],
    ['one whose register does not hold pushes none out', [make(1, 1), make(2, 2)], make(3, 3, false), []],
    ['nor counts for one that stays', [make(1, 1), make(2, 2, false), make(3, 3, false)], make(4, 4), []],
    ['one of the future neither', [make(1, 1), make(2, 99), make(3, 98)], make(4, 4), []],
    [
      'what somebody else put there neither, and a copy counts once',
      [make(1, 1), ...[2, 3, 4].map((hour) => ({ ...make(hour, hour), origin: null })), make(5, 5)],
      { ...make(6, 5), origin: '5' },
      [],
    ],
    [
      'those of another home are not ours',
      [make(1, 1, true, 'x'), make(2, 2, true, 'x'), make(3, 3)],
      make(4, 4),
      [],
    ],
  ])('%s', (_, all, made, expected) => {
    expect(goes(all, made)).toEqual(expected);
  });

  test('forged heads and copies in the folder make the program remove nothing', async () => {
    const desk = makeDesk();
    for (let i = 0; i < 2; i += 1) await backUp(desk, later(i), 2);
    const [newest, first] = backupsIn(desk.stick, keys);
    if (!newest || !first) throw new Error('two backups');
    for (let i = 0; i < 4; i += 1) {
      const madeAt = later(1 + i / 10).toISOString();
      const forged = crafted((writer) => writer.end(), { madeAt, journal: newest.journal }, random(32));
      writeFileSync(join(desk.stick, `bianyin-20261130-12000${i}-planted.bybackup`), forged);
      cpSync(newest.file, join(desk.stick, `bianyin-20261130-13000${i}-copied.bybackup`));
    }
    expect(backupsIn(desk.stick, keys)).toHaveLength(10);
    expect(await backUp(desk, later(2), 3)).toMatchObject({ removed: 0 });
    expect(namesIn(desk.stick)).toContain(basename(first.file));
  });

  test('what somebody else has put there is called that, and never the newest of ours', async () => {
    const desk = makeDesk();
    const plant = (name: string, publicKey: string | null, at: number): void => {
      const change = publicKey === null ? {} : { publicKey };
      const madeAt = later(at).toISOString();
      const octets = crafted((writer) => writer.end(), { madeAt, ...change }, random(32));
      writeFileSync(join(desk.stick, `bianyin-20261130-120000-${name}.bybackup`), octets);
    };
    plant('known', null, 5);
    plant('unknown', Buffer.from(random(65)).toString('base64'), 6);
    const writers = (): string[] => backupsIn(desk.stick, keys).map(({ writer }) => writer);
    expect(writers()).toEqual(['other-code', 'somebody-else']);
    expect(() => newestOwn(backupsIn(desk.stick, keys))).toThrow('backup-none-own');
    expect(() => newestOwn([])).toThrow('backup-none');
    const { file } = await backUp(desk);
    expect(writers()).toEqual(['other-code', 'somebody-else', 'us']);
    expect(newestOwn(backupsIn(desk.stick, keys)).file).toBe(file);
    // Without the code of today, or with another one, nothing can be called ours.
    for (const other of [null, { ...keys, originKey: random(32) }])
      expect(backupsIn(desk.stick, other).some(({ writer }) => writer === 'us')).toBe(false);
  });

  test('in a folder, with files of others beside', async () => {
    const desk = makeDesk();
    writeFileSync(join(desk.stick, 'bianyin-20200101-000000-abcdefgh.bybackup'), 'no backup');
    for (let i = 0; i < 5; i += 1) await backUp(desk, later(i), 2);
    expect(backupsIn(desk.stick, keys).map(({ madeAt }) => new Date(madeAt))).toEqual([later(4), later(3)]);
    expect(namesIn(desk.stick)).toContain('bianyin-20200101-000000-abcdefgh.bybackup');
  });
});

describe('a register that does not hold', () => {
  function alter({ home }: Desk): void {
    const database = new DatabaseSync(join(home.root, 'bianyin.db'));
    database.exec(
      "DROP TRIGGER journal_no_update; UPDATE journal SET content = replace(content, 'two', 'TWO')",
    );
    database.close();
  }

  test('is saved as it is, pushes no good one out, and is not restored', async () => {
    const desk = makeDesk();
    for (let i = 0; i < 3; i += 1) await backUp(desk, later(i), 1);
    alter(desk);
    const { sound, removed, file } = await backUp(desk, later(4), 1);
    expect({ sound, removed, left: backupsIn(desk.stick, keys).length }).toEqual({
      sound: false,
      removed: 0,
      left: 2,
    });
    const target = join(desk.folder, 'new');
    await expect(restoreBackup({ file, code: typed(), target, now, device: '' })).rejects.toThrow(
      'backup-register-broken',
    );
    expect(readdirSync(desk.folder)).not.toContain('new');
  });
});

describe('drill', () => {
  test('passes for our newest, and not for one of another register', async () => {
    const [ours, theirs] = [makeDesk(), makeDesk()];
    const store = openStore(ours.home.root, { now: () => now });
    const { file } = await backUp(ours);
    store.record('note', {});
    const result = await drillBackup(ours.home.root, { file, code: typed() }, store);
    expect(result).toMatchObject({ rows: 3, madeAt: '2026-11-30T10:00:00Z' });
    const other = await backUp(theirs);
    await expect(drillBackup(ours.home.root, { file: other.file, code: typed() }, store)).rejects.toThrow(
      'backup-not-own',
    );
    expect(namesIn(ours.home.root).filter((name) => name.includes('drill'))).toEqual([]);
    store.close();
  });
});

describe('restore', () => {
  test('the row is there, the mark is at it, and an older backup put back over it is noticed', async () => {
    const desk = makeDesk();
    const { file, sm3 } = await backUp(desk);
    const target = join(desk.folder, 'new', 'home');
    mkdirSync(target, { recursive: true });
    const restored = await restoreBackup({ file, code: typed(), target, now: later(1), device: 'PC' });
    expect(restored).toMatchObject({ folder: target, rows: 3, sm3, stopped: [] });
    const store = openStore(target, { now: () => later(2) });
    expect(store.restores()).toMatchObject([{ seq: 4, backupAt: '2026-11-30T10:00:00Z' }]);
    expect(store.verifyJournal()).toMatchObject({ ok: true, head: { seq: 4 } });
    store.close();
    expect(stateOf({ ...desk, home: { ...desk.home, root: target } }).last?.madeAt).toBe(
      '2026-11-30T10:00:00Z',
    );
    cpSync(join(desk.home.root, 'bianyin.db'), join(target, 'bianyin.db'));
    expect(() => openStore(target)).toThrow('journal-rolled-back');
  });

  test('a home of an older version is brought to the tables of today; one of a newer version is called that', async () => {
    const desk = makeDesk();
    const shape = (version: number, older: boolean): void => {
      const database = new DatabaseSync(join(desk.home.root, 'bianyin.db'));
      if (older) {
        const id = String(
          database.prepare("SELECT value FROM settings WHERE key = 'store-id'").get()?.['value'],
        );
        database.close();
        rmSync(join(desk.home.root, 'bianyin.db'));
        rmSync(join(desk.home.root, 'bianyin.head.json'));
        const old = new DatabaseSync(join(desk.home.root, 'bianyin.db'));
        old.exec(`${migration0001}; ${migration0002}; PRAGMA user_version = ${version};`);
        old.prepare("INSERT INTO settings (key, value) VALUES ('store-id', ?)").run(id);
        appendRow(old, id, { event: 'note', time: now, entry: { remark: 'of before' } });
        old.close();
        return;
      }
      database.exec(`PRAGMA user_version = ${version}`);
      database.close();
    };
    shape(2, true);
    const old = asItIs(desk);
    const target = join(desk.folder, 'new');
    const restored = await restoreBackup({ file: old, code: typed(), target, now: later(1), device: 'PC' });
    expect(restored.rows).toBe(1);
    const store = openStore(target, { now: () => later(2) });
    expect(store.verifyJournal()).toMatchObject({ ok: true, head: { seq: 2 } });
    store.close();

    shape(99, false);
    const newer = asItIs(desk);
    const nowhere = join(desk.folder, 'nowhere');
    await expect(
      restoreBackup({ file: newer, code: typed(), target: nowhere, now, device: '' }),
    ).rejects.toThrow('backup-newer');
    expect(namesIn(desk.folder).filter((name) => /nowhere|restoring/.test(name))).toEqual([]);
  });

  test('into no home: not this one, not another, not through a link', async () => {
    const desk = makeDesk();
    const { file } = await backUp(desk);
    const link = join(desk.folder, 'way-in');
    symlinkSync(desk.home.kept, link);
    for (const below of [desk.home.root, desk.home.kept, join(desk.home.root, 'not', 'there'), link]) {
      const target = join(below, 'new');
      await expect(restoreBackup({ file, code: typed(), target, now, device: '' })).rejects.toThrow(
        'output-inside-home',
      );
    }
    expect(namesIn(desk.home.root).filter((name) => /new|restoring|not/.test(name))).toEqual([]);
  });

  test('into no folder of backups: nor below one, nor through a link, before the code is used', async () => {
    const desk = makeDesk();
    const { file } = await backUp(desk);
    const elsewhere = join(desk.folder, 'elsewhere.bybackup');
    cpSync(file, elsewhere);
    const link = join(desk.folder, 'way-in');
    symlinkSync(desk.stick, link);
    mkdirSync(join(desk.stick, 'empty'));
    const targets = [
      desk.stick,
      link,
      join(desk.stick, 'empty'),
      join(desk.stick, 'a', 'b'),
      join(link, 'c'),
    ];
    for (const target of targets)
      for (const from of [file, elsewhere])
        await expect(
          restoreBackup({ file: from, code: random(3), target, now, device: '' }),
          target,
        ).rejects.toThrow('restore-among-backups');
    expect(namesIn(desk.stick).filter((name) => !/^(bianyin-|empty$)/.test(name))).toEqual([]);
    const beside = `${desk.stick}-2`;
    await restoreBackup({ file, code: typed(), target: beside, now: later(1), device: '' });
    expect(namesIn(beside)).toContain('bianyin.db');
  });

  test('into a place that takes nothing', async () => {
    const desk = makeDesk();
    const { file } = await backUp(desk);
    writeFileSync(join(desk.folder, 'a-file'), '');
    const target = join(desk.folder, 'a-file', 'home');
    await expect(restoreBackup({ file, code: typed(), target, now, device: '' })).rejects.toThrow(
      'restore-not-written',
    );
  });
});
