/** What lies on the seal desk and is not sent yet. It outlives a look at another screen: one store, read by all that show it. */
import { useSyncExternalStore } from 'react';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { carriedOver, emptyDraft, type Draft } from './draft.ts';
import { historyOf, type DraftHistory } from './draft-history.ts';

/** The file before on the same desk: its draft, and the number of its request; null when it was left out. */
export interface Before {
  readonly draft: Draft;
  readonly sent: string | null;
}

export interface SealWork {
  /** Files of this go that are left; the first is on the desk. */
  readonly files: readonly DocumentView[];
  /** How many of this go are done. */
  readonly done: number;
  readonly before: Before | null;
  /** What was made of the file on the desk; null: nothing yet. */
  readonly history: DraftHistory | null;
}

export const noWork: SealWork = { files: [], done: 0, before: null, history: null };

let work = noWork;
const listeners = new Set<() => void>();

export function useSealWork(): SealWork {
  return useSyncExternalStore(listen, () => work);
}

export function changeSealWork(change: (work: SealWork) => SealWork): void {
  work = change(work);
  listeners.forEach((told) => told());
}

function listen(told: () => void): () => void {
  listeners.add(told);
  return () => void listeners.delete(told);
}

/** The draft at hand: as somebody has made it, else what the file before has left for this one. */
export function historyAtHand({ files, before, history }: SealWork): DraftHistory {
  if (history) return history;
  return historyOf(before ? carriedOver(before.draft, files[0]?.pages ?? 1) : emptyDraft);
}

/** Done with this file, sent or left out. Nothing changes when another one has taken its place; the last ends the go. */
export function afterFile(at: SealWork, document: string, before: Before): SealWork {
  const [first, ...files] = at.files;
  if (first?.id !== document) return at;
  return files.length > 0 ? { files, done: at.done + 1, before, history: null } : noWork;
}
