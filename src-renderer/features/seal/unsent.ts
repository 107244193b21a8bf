/** What was placed and written and not sent: kept while the window is open, so that a look at another screen loses nothing. */
import type { DocumentView } from '../../../src-main/contract/views.ts';
import type { Draft } from './draft.ts';

/** The files of one go: the first is on the desk. */
export interface Queued {
  readonly files: readonly DocumentView[];
  /** How many are done. */
  readonly done: number;
}

/** The file before on the same desk: its draft, and the number of its request; null when it was left out. */
export interface Before {
  readonly draft: Draft;
  readonly sent: string | null;
}

export interface Unsent {
  readonly queued: Queued;
  readonly before: Before | null;
  /** What was made of the file on the desk. */
  readonly work: { readonly document: string; readonly draft: Draft } | null;
}

const nothing: Unsent = { queued: { files: [], done: 0 }, before: null, work: null };
let kept = nothing;

export function unsent(): Unsent {
  return kept;
}

export function keepUnsent(part: Partial<Unsent>): void {
  kept = { ...kept, ...part };
}

/** What is left when the file on the desk is done; the count begins anew with the next go. */
export function afterFirst({ files, done }: Queued): Queued {
  return files.length > 1 ? { files: files.slice(1), done: done + 1 } : nothing.queued;
}

/** The request for this file was made, whichever screen is shown by then. */
export function forgetSent(document: string): void {
  if (kept.queued.files[0]?.id !== document) return;
  kept = { ...kept, queued: afterFirst(kept.queued), work: null };
}
