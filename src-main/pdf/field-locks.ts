/** What the locks of one signature say together: FieldMDP of its dictionary and /Lock of its field (ISO 32000-2 §12.8.2.4, §12.7.5.5). */
import type { FieldLock } from './signature-dictionary.ts';

/** FieldMDP has no /P of its own, so that of the field's lock is said for both (Table 236). */
export function locksOf(fieldMdp: FieldLock | null, lock: FieldLock | null): FieldLock[] {
  const permission = lock?.permission ?? fieldMdp?.permission ?? null;
  return [fieldMdp, lock]
    .filter((each) => each !== null)
    .map((each) => ({ ...each, permission: each.permission ?? permission }));
}

/** Whether somebody who signs in a new field does what the lock permits: /P 2 and 3 name signing (Table 236). */
export function permitsSigning({ permission }: FieldLock): boolean {
  return permission !== null && permission > 1;
}
