/** A backup of a home while people work in it (docs/adr/0041): all of one moment, encrypted for the recovery code, complete or not there at all. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { toBase64 } from '../crypto/bytes.ts';
import { sm2Encrypt, type RandomOctets } from '../crypto/sm2-encryption.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { engineVersion } from '../domain/engine-version.ts';
import { instantText } from '../domain/instant.ts';
import { temporaryBeside } from '../platform/atomic-file.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { readOwnFile } from '../platform/own-file.ts';
import { attempt } from '../platform/publish-file.ts';
import { sweepStaleFiles } from '../platform/stale-files.ts';
import { copyDatabase } from '../store/database.ts';
import { copyStore, type CopiedStore } from '../store/copy-store.ts';
import { aloneInHome } from '../store/alone.ts';
import { readMark } from '../store/journal-mark.ts';
import { databaseFile } from '../store/database.ts';
import { writeEnd, writeFileEntry } from './archive.ts';
import { writeBackupFile } from './backup-file.ts';
import { backupsIn, freeBackupName, removeBackups, requireFolder } from './backup-folder.ts';
import { writeHead } from './backup-header.ts';
import { backupName, outdated } from './backup-name.ts';
import type { BackupPlan, LastBackup } from './backup-settings.ts';
import { chunkWriter, type ChunkWriter } from './chunks.ts';
import { homeParts, type HomePart } from './home-parts.ts';
import type { RecoveryPublic } from './recovery-key.ts';

export interface BackupOrder {
  readonly home: HomeDirectory;
  readonly plan: BackupPlan;
  readonly recovery: RecoveryPublic;
  readonly now: Date;
}

export interface WrittenBackup extends LastBackup {
  /** Paths below the home that no backup can hold. */
  readonly skippedPaths: readonly string[];
  /** Older ones that went. */
  readonly removed: number;
}

const random: RandomOctets = (length) => Uint8Array.from(randomBytes(length));
const PIECE = 256 * 1024;

/**
 * Nobody fetches lists and status meanwhile; requests, approvals and sealing go on.
 * Errors: `backup-folder-missing`, `backup-disk-full`, `backup-not-written`, `store-*`, `file-*`.
 */
export function takeBackup(order: BackupOrder): Promise<WrittenBackup> {
  return aloneInHome(order.home.root, () => Promise.resolve(taken(order)));
}

function taken({ home, plan, recovery, now }: BackupOrder): WrittenBackup {
  const stage = stageIn(home.root);
  try {
    const { parts, skipped } = homeParts(home.root);
    const marks = new Map(
      parts
        .filter(({ kind }) => kind === 'mark')
        .map(({ path }) => [path, readOwnFile(join(home.root, path))] as const),
    );
    const copied = copyStore(home.root, stage.of(databaseFile), readMark(home.root));
    requireFolder(plan.folder, copied.head.store);
    sweepStaleFiles(plan.folder, now);
    const file = freeBackupName(plan.folder, backupName(copied.head.store, now));
    const key = random(16);
    const head = headOf({ copied, recovery, now }, key);
    const written = writeBackupFile(file, (put) => {
      put(head);
      const writer = chunkWriter(key, head, put);
      writeParts(writer, parts, (part) => {
        const mark = marks.get(part.path);
        if (mark) return [mark];
        if (part.kind !== 'database') return join(home.root, part.path);
        if (part.path !== databaseFile) copyDatabase(join(home.root, part.path), stage.of(part.path));
        return stage.of(part.path);
      });
    });
    key.fill(0);
    const made = { file, madeAt: instantText(now), sound: copied.sound, journal: copied.head };
    const goes = outdated(backupsIn(plan.folder, recovery), made, { keep: plan.keep, now });
    const removed = removeBackups(goes.map((each) => each.file));
    return {
      ...written,
      ...{ file, madeAt: made.madeAt, seq: copied.head.seq, sound: copied.sound },
      ...{ skipped: skipped.length, skippedPaths: skipped, removed },
    };
  } finally {
    stage.clear();
  }
}

/** Copies of databases lie in the home, which is as private as they are, until they are in the backup. */
function stageIn(root: string) {
  const files = new Map<string, string>();
  return {
    of(path: string): string {
      const known = files.get(path) ?? temporaryBeside(join(root, databaseFile));
      files.set(path, known);
      return known;
    },
    clear() {
      for (const file of files.values()) attempt(() => rmSync(file, { force: true }));
    },
  };
}

function headOf(
  { copied, recovery, now }: { readonly copied: CopiedStore } & Pick<BackupOrder, 'recovery' | 'now'>,
  key: Uint8Array,
): Uint8Array {
  return writeHead(
    {
      v: 1,
      purpose: 'bianyin.backup/1',
      madeAt: instantText(now),
      journal: copied.head,
      sound: copied.sound,
      engine: engineVersion,
      salt: toBase64(recovery.salt),
      publicKey: toBase64(recovery.publicKey),
      wrappedKey: toBase64(sm2Encrypt(recovery.publicKey, key, random)),
    },
    recovery.originKey,
  );
}

/** `octetsOf`: where the octets of a part are: a file, or the octets themselves. A file that is gone meanwhile was swept, and is left out. */
function writeParts(
  writer: ChunkWriter,
  parts: readonly HomePart[],
  octetsOf: (part: HomePart) => string | readonly Uint8Array[],
): void {
  let files = 0;
  for (const part of parts) {
    const from = octetsOf(part);
    if (typeof from !== 'string') {
      const size = from.reduce((sum, { length }) => sum + length, 0);
      writeFileEntry(writer, { path: part.path, size }, from);
      files += 1;
    } else if (writeFrom(writer, part, from)) files += 1;
  }
  writeEnd(writer, files);
}

function writeFrom(writer: ChunkWriter, { path, kind }: HomePart, from: string): boolean {
  const source = openedFor(kind, from);
  if (!source) return false;
  try {
    writeFileEntry(writer, { path, size: source.size }, piecesOf(source));
    return true;
  } finally {
    source.close();
  }
}

function openedFor(kind: HomePart['kind'], from: string): ReturnType<typeof openFileSource> | null {
  try {
    return openFileSource(from);
  } catch (error) {
    const isGone = error instanceof BianyinError && (error.cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (isGone && kind === 'file') return null;
    throw error;
  }
}

function* piecesOf(source: ReturnType<typeof openFileSource>): Iterable<Uint8Array> {
  for (let at = 0; at < source.size; at += PIECE) yield source.read(at, Math.min(PIECE, source.size - at));
}
