/** A small home with a register, the keys of one recovery code, and backups made of both, for the tests of this room. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { backupState, keepPlan } from '../../../src-main/backup/backup-settings.ts';
import { writeHead, type BackupHeader } from '../../../src-main/backup/backup-header.ts';
import { prepareFolder } from '../../../src-main/backup/backup-folder.ts';
import { chunkWriter, type ChunkWriter } from '../../../src-main/backup/chunks.ts';
import { CODE_RANDOM, recoveryCodeFrom } from '../../../src-main/backup/recovery-code.ts';
import { recoveryKeysFrom } from '../../../src-main/backup/recovery-key.ts';
import { takeBackup, type WrittenBackup } from '../../../src-main/backup/take-backup.ts';
import { concatBytes, toBase64, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm2Encrypt } from '../../../src-main/crypto/sm2-encryption.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import type { ByteSource } from '../../../src-main/domain/byte-source.ts';
import { homeDirectory, type HomeDirectory } from '../../../src-main/platform/home-directory.ts';
import { openStore } from '../../../src-main/store/store.ts';

export const random = (length: number): Uint8Array => Uint8Array.from(randomBytes(length));
const code = recoveryCodeFrom(random(CODE_RANDOM));
export const typed = (): Uint8Array => utf8Encode(code);
/** Made once: stretching takes its time. */
export const keys = await recoveryKeysFrom(typed(), random(16));
export const now = new Date('2026-11-30T10:00:00Z');

export interface Desk {
  readonly folder: string;
  readonly home: HomeDirectory;
  readonly stick: string;
}

/** A home with three rows, files of several kinds, and secrets that must stay. */
export function makeDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const home = homeDirectory(join(folder, 'home'));
  const stick = join(folder, 'stick');
  for (const path of [stick, home.root, home.tokens, home.pins, home.kept, join(home.trust, 'crls')])
    mkdirSync(path, { recursive: true });
  writeFileSync(home.settingsFile, '{"v":1}');
  writeFileSync(join(home.trust, 'crls', 'a.crl'), random(300_000));
  writeFileSync(join(home.kept, '合同 第一版.pdf'), '');
  writeFileSync(join(home.tokens, 'key'), 'SECRET-KEY');
  writeFileSync(join(home.pins, 'pin'), 'SECRET-PIN');
  symlinkSync('/etc/hostname', join(home.root, 'link'));
  const store = openStore(home.root, { now: () => now });
  for (const remark of ['one', 'two', 'three']) store.record('note', { remark });
  prepareFolder(home, stick, store.journalHead().store);
  keepPlan(store, { folder: stick, keep: 3 });
  store.close();
  return { folder, home, stick };
}

export function backUp({ home, stick }: Desk, at = now, keep = 3): Promise<WrittenBackup> {
  return takeBackup({ home, plan: { folder: stick, keep }, recovery: keys, now: at });
}

export function stateOf({ home }: Desk) {
  const store = openStore(home.root, { readOnly: true });
  try {
    return backupState(store);
  } finally {
    store.close();
  }
}

export function sourceOf(octets: Uint8Array): ByteSource {
  return { size: octets.length, read: (offset, length) => octets.slice(offset, offset + length) };
}

const header: BackupHeader = {
  v: 1,
  purpose: 'bianyin.backup/1',
  madeAt: '2026-11-30T10:00:00Z',
  journal: { store: 'store', seq: 3, sm3: '0'.repeat(64) },
  sound: true,
  engine: 'test',
  salt: toBase64(keys.salt),
  publicKey: toBase64(keys.publicKey),
  wrappedKey: '',
};

/** A file as `write` fills it, written with the right keys: what somebody could write who has the home. */
export function crafted(
  write: (writer: ChunkWriter) => void,
  change: Partial<BackupHeader> = {},
  originKey = keys.originKey,
): Uint8Array {
  const key = random(16);
  const wrappedKey = toBase64(sm2Encrypt(keys.publicKey, key, random));
  const head = writeHead({ ...header, wrappedKey, ...change }, originKey);
  const parts = [head];
  write(chunkWriter(key, head, (octets) => parts.push(octets)));
  return withDigest(concatBytes(...parts));
}

/** With the digest that belongs to it at the end: an attacker makes that as well as we do. */
export function withDigest(octets: Uint8Array): Uint8Array {
  return concatBytes(octets, sm3(octets));
}
