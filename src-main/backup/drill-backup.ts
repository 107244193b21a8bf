/** The drill: the newest backup is opened with the code that lies in the safe, laid out, checked and removed again. It is on record how it went. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isProcessAlive } from '../platform/process-alive.ts';
import { attempt } from '../platform/publish-file.ts';
import type { Store } from '../store/store.ts';
import { requireRegister, unpackBackup } from './unpack-backup.ts';

export interface DrillResult {
  readonly file: string;
  readonly madeAt: string;
  readonly rows: number;
  readonly files: number;
  readonly sm3: string;
}

const prefix = '.bianyin-drill-';

/**
 * The folder of the drill lies in the home, which is as private as what is in it, and is in no backup. `code` is overwritten.
 * Errors: those of `unpackBackup`, `requireRegister`; `backup-not-own` for a register that is not the one of `store`.
 */
export async function drillBackup(
  root: string,
  { file, code }: { readonly file: string; readonly code: Uint8Array },
  store: Pick<Store, 'journal' | 'journalHead'>,
): Promise<DrillResult> {
  sweepDrills(root);
  const folder = mkdtempSync(join(root, `${prefix}${process.pid}-`));
  try {
    const { header, sm3, files } = await unpackBackup(file, code, folder);
    const rows = requireRegister(folder, header);
    requireSameRegister(store, header.journal);
    return { file, madeAt: header.madeAt, rows, files, sm3 };
  } finally {
    attempt(() => rmSync(folder, { recursive: true, force: true }));
  }
}

/** Its newest row is one of ours. */
function requireSameRegister(
  store: Pick<Store, 'journal' | 'journalHead'>,
  head: { readonly store: string; readonly seq: number; readonly sm3: string },
): void {
  const isOurs = store.journalHead().store === head.store;
  const [row] = head.seq > 0 ? store.journal({ after: head.seq - 1, limit: 1 }) : [];
  if (!isOurs || (head.seq > 0 && row?.sm3 !== head.sm3)) throw new BianyinError('backup-not-own');
}

/** What a drill that was killed has left. */
export function sweepDrills(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = new RegExp(`^\\${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isProcessAlive(Number(pid)))
      attempt(() => rmSync(join(root, name), { recursive: true, force: true }));
  }
}
