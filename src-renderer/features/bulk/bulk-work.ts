/** The list that is being prepared. It outlives a look at another screen; the files stay with main. */
import { useSyncExternalStore } from 'react';
import type { BulkCheckView, BulkView } from '../../../src-main/contract/bulk-calls.ts';
import type { BulkForm } from './presets.ts';

export interface BulkWork {
  readonly view: BulkView | null;
  readonly form: BulkForm | null;
  readonly check: BulkCheckView | null;
  /** Seal and places that were checked (presets.ts). */
  readonly checkedFor: string | null;
  /** The row that is looked at. */
  readonly row: number | null;
}

const nothing: BulkWork = { view: null, form: null, check: null, checkedFor: null, row: null };

let work = nothing;
const listeners = new Set<() => void>();

export function useBulkWork(): BulkWork {
  return useSyncExternalStore(
    (told) => {
      listeners.add(told);
      return () => void listeners.delete(told);
    },
    () => work,
  );
}

export function changeBulk(change: Partial<BulkWork>): void {
  work = { ...work, ...change };
  listeners.forEach((told) => told());
}

export function endBulk(): void {
  changeBulk(nothing);
}
