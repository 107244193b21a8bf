/** The register of uses as the gate wants it: whoever asks, approves or seals builds on every row that came before. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { Store } from '../store/store.ts';

/** `journal-broken` with the first row that does not hold, or null. Errors: `store-*`. */
export function registerProblem(store: Pick<Store, 'verifyJournal'>): BianyinError | null {
  const check = store.verifyJournal();
  return check.ok ? null : new BianyinError('journal-broken', { seq: check.seq });
}

/** Uses and approvals are counted by the journal's side tables: what was tampered with counts for nothing. Errors: `journal-broken`. */
export function requireSoundRegister(store: Pick<Store, 'checkRegister'>): void {
  const check = store.checkRegister();
  if (!check.ok) throw new BianyinError('journal-broken', { seq: check.seq });
}
