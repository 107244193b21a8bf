/** The backup process: takes, checks, tries and puts back. It holds no token, draws nothing, and ends with each piece of work. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { encodeQR } from 'qr';
import { fromBase64, toBase64, utf8Encode } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { chinaTimeText, instantText } from '../domain/instant.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { homeDirectory } from '../platform/home-directory.ts';
import { serveRequests } from '../platform/worker-main.ts';
import { openStore, type Store } from '../store/store.ts';
import { backupsIn, newestOwn, requireFolder } from './backup-folder.ts';
import { requireWhole } from './backup-file.ts';
import { readHead } from './backup-header.ts';
import { backupState, keepDrill, keepFailed, keepLast, recoveryOf } from './backup-settings.ts';
import { drillBackup, sweepDrills } from './drill-backup.ts';
import { backupRequest, type BackupRequest } from './messages.ts';
import { CODE_RANDOM, recoveryCodeFrom } from './recovery-code.ts';
import { recoveryKeysFrom, SALT } from './recovery-key.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

type Asked<Name extends BackupRequest['name']> = Extract<BackupRequest, { name: Name }>;

serveRequests((asked) => {
  const request = backupRequest.parse(asked);
  switch (request.name) {
    case 'take':
      return take(request);
    case 'check':
      return check(request.file);
    case 'make-code':
      return makeCode();
    case 'drill':
      return drill(request);
    case 'restore':
      return restoreBackup({
        file: request.file,
        target: request.target,
        code: fromBase64(request.code),
        now: new Date(request.now),
        device: hostname(),
      });
  }
});

async function withStore<T>(home: string, now: Date, work: (store: Store) => T | Promise<T>): Promise<T> {
  const store = openStore(home, { now: () => now, device: hostname() });
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

function take({ home: root, now: time }: Asked<'take'>) {
  const now = new Date(time);
  return withStore(root, now, async (store) => {
    const { plan } = backupState(store);
    const recovery = recoveryOf(store);
    if (!plan) throw new BianyinError('backup-not-set-up');
    if (!recovery) throw new BianyinError('recovery-code-missing');
    sweepDrills(root);
    try {
      const taken = await takeBackup({ home: homeDirectory(root), plan, recovery, now });
      const { file, sm3: digest, size, madeAt, seq, sound, skippedPaths } = taken;
      keepLast(store, { file, sm3: digest, size, madeAt, seq, sound, skipped: skippedPaths.length });
      return taken;
    } catch (error) {
      const { code, detail } = error instanceof BianyinError ? error : new BianyinError('internal');
      keepFailed(store, { at: instantText(now), code, detail });
      throw error;
    }
  });
}

function check(file: string) {
  const source = openFileSource(file);
  try {
    const { madeAt, sound, journal } = readHead(source).header;
    return { sm3: requireWhole(source), size: source.size, madeAt, sound, rows: journal.seq };
  } finally {
    source.close();
  }
}

async function makeCode() {
  const code = recoveryCodeFrom(randomBytes(CODE_RANDOM));
  const keys = await recoveryKeysFrom(utf8Encode(code), Uint8Array.from(randomBytes(SALT)));
  const [salt, publicKey, originKey] = [keys.salt, keys.publicKey, keys.originKey].map(toBase64);
  const qr = encodeQR(code, 'raw').map((row) => row.map(Number).join(''));
  return { code, qr, salt, publicKey, originKey };
}

/** Mistyping is no drill; everything else is on record, whatever came of it. */
function drill({ home, file, code, now: time }: Asked<'drill'>) {
  const now = new Date(time);
  return withStore(home, now, async (store) => {
    const found = file ?? newestOf(store);
    const madeAt = headTime(found);
    const row = { backupAt: madeAt, device: hostname() };
    try {
      const result = await drillBackup(home, { file: found, code: fromBase64(code) }, store);
      const { rows, files, sm3: backupSm3 } = result;
      const when = chinaTimeText(new Date(madeAt), 'zh');
      const remark = `备份时间 ${when}：登记簿 ${rows} 条，文件 ${files} 个，全部核对无误`;
      store.record('backup-drilled', { ...row, backupSm3, result: 'ok', remark });
      keepDrill(store, { at: instantText(now), code: null, madeAt });
      return result;
    } catch (error) {
      if (error instanceof BianyinError && !isTyping(error)) {
        store.record('backup-drilled', { ...row, result: error.code });
        keepDrill(store, { at: instantText(now), code: error.code, madeAt });
      }
      throw error;
    }
  });
}

function isTyping({ code }: BianyinError): boolean {
  return code === 'recovery-code-length' || code === 'recovery-code-mistyped';
}

/** Errors: `backup-not-set-up`, `backup-folder-missing`, `backup-none`, `backup-none-own`. */
function newestOf(store: Store): string {
  const { plan } = backupState(store);
  if (!plan) throw new BianyinError('backup-not-set-up');
  const { store: name } = store.journalHead();
  requireFolder(plan.folder, name);
  const found = backupsIn(plan.folder, recoveryOf(store)).filter(({ journal }) => journal.store === name);
  return newestOwn(found).file;
}

function headTime(file: string): string {
  const source = openFileSource(file);
  try {
    return readHead(source).header.madeAt;
  } finally {
    source.close();
  }
}
