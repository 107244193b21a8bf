/** Asks the backup process: encrypting and checking take seconds, and no window waits for them. One process for each piece of work. */
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { fromBase64, toBase64 } from '../crypto/bytes.ts';
import { workerProcess } from '../platform/worker-process.ts';
import {
  checkedBackup,
  drilledBackup,
  madeCode,
  restoredHome,
  takenBackup,
  type BackupRequest,
} from './messages.ts';
import type { RecoveryPublic } from './recovery-key.ts';

/** A home of gigabytes on a slow drive. */
const PATIENCE_MS = 2 * 3_600_000;

export type TakenBackup = z.infer<typeof takenBackup>;
export type CheckedBackup = z.infer<typeof checkedBackup>;
export type DrilledBackup = z.infer<typeof drilledBackup>;
export type RestoredHome = z.infer<typeof restoredHome>;

async function ask<T>(request: BackupRequest, answer: z.ZodType<T>): Promise<T> {
  const entry = fileURLToPath(new URL('./backup-process.ts', import.meta.url));
  const worker = workerProcess({ name: '备份', entry, heapMiB: 512 });
  try {
    return answer.parse(await worker.call(request, PATIENCE_MS));
  } finally {
    worker.stop();
  }
}

/** By the plan of the home, which remembers how it went. Errors: as `takeBackup`, `backup-not-set-up`, `recovery-code-missing`. */
export function takeBackupOf(home: string, now: Date): Promise<TakenBackup> {
  return ask({ name: 'take', home, now: now.toISOString() }, takenBackup);
}

/** Without the recovery code: it is whole as it was written. Errors: `backup-malformed`, `backup-newer`, `file-*`. */
export function checkBackup(file: string): Promise<CheckedBackup> {
  return ask({ name: 'check', file }, checkedBackup);
}

/** A new recovery code. It counts when what a machine keeps of it is kept (backup-settings.ts): after it was seen. */
export async function makeCode(): Promise<{
  readonly code: string;
  readonly qr: readonly string[];
  readonly kept: RecoveryPublic;
}> {
  const { code, qr, salt, publicKey, originKey } = await ask({ name: 'make-code' }, madeCode);
  const kept = {
    salt: fromBase64(salt),
    publicKey: fromBase64(publicKey),
    originKey: fromBase64(originKey),
  };
  return { code, qr, kept };
}

/** `file` null: the newest. `code` is overwritten. Errors: as `drillBackup`, `backup-not-set-up`, `backup-none`. */
export function drillBackupOf(
  home: string,
  { file, code, now }: { readonly file: string | null; readonly code: Uint8Array; readonly now: Date },
): Promise<DrilledBackup> {
  return ask({ name: 'drill', home, file, now: now.toISOString(), code: handedOver(code) }, drilledBackup);
}

/** `code` is overwritten. Errors: as `restoreBackup`. */
export function restoreHome(order: {
  readonly file: string;
  readonly target: string;
  readonly code: Uint8Array;
  readonly now: Date;
}): Promise<RestoredHome> {
  const { file, target, code, now } = order;
  return ask({ name: 'restore', file, target, now: now.toISOString(), code: handedOver(code) }, restoredHome);
}

function handedOver(code: Uint8Array): string {
  const text = toBase64(code);
  code.fill(0);
  return text;
}
