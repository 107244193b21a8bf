/** Searching a document: the application reads it in a process that ends afterwards, so the page never holds the text. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeywordHitView } from '../../src-main/contract/request-views.ts';
import { call, listen } from '../bridge/bridge.ts';

export interface Search {
  /** Null: nothing has been searched for. */
  readonly hits: readonly KeywordHitView[] | null;
  /** Index of the hit at hand. */
  readonly at: number;
  readonly isBusy: boolean;
  /** Pages that have been looked through; null until the first are. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: unknown;
  /** An empty text ends the search. `page`: the first hit is looked for from there. */
  readonly find: (text: string, page: number) => Promise<void>;
  /** Ends a search that is under way, as if it had not been begun. */
  readonly stop: () => void;
  /** To the next or the previous hit, around the ends. */
  readonly go: (by: 1 | -1) => void;
}

type State = Pick<Search, 'hits' | 'at' | 'isBusy' | 'progress' | 'error'>;

const nothing: State = { hits: null, at: 0, isBusy: false, progress: null, error: null };

/** `onHit` is told of each hit that is gone to. */
export function useSearch(document: string, onHit: (hit: KeywordHitView) => void): Search {
  const [state, setState] = useState(nothing);
  // The search under way: what another one finds or tells is of no interest any more.
  const current = useRef<string | null>(null);
  const stop = useCallback(() => {
    if (current.current !== null) void call('job.cancel', { job: current.current }).catch(() => undefined);
    current.current = null;
    setState(nothing);
  }, []);
  useEffect(() => stop, [document, stop]);
  useEffect(
    () =>
      listen('job.progress', ({ job, done, total }) => {
        if (job === current.current) setState((before) => ({ ...before, progress: { done, total } }));
      }),
    [],
  );
  const find = useCallback(
    async (text: string, page: number) => {
      stop();
      const keyword = text.trim().slice(0, 100);
      if (keyword === '') return;
      const job = crypto.randomUUID();
      current.current = job;
      setState({ ...nothing, isBusy: true });
      const found = await searched({ job, document, keyword });
      if (current.current !== job) return;
      current.current = null;
      setState({ ...nothing, ...found, at: firstFrom(found.hits ?? [], page) });
      const hit = found.hits?.[firstFrom(found.hits, page)];
      if (hit) onHit(hit);
    },
    [document, onHit, stop],
  );
  const go = (by: 1 | -1): void => {
    const { hits, at } = state;
    if (!hits || hits.length === 0) return;
    const next = (at + by + hits.length) % hits.length;
    setState({ ...state, at: next });
    if (hits[next]) onHit(hits[next]);
  };
  return { ...state, find, stop, go };
}

interface Wanted {
  readonly job: string;
  readonly document: string;
  readonly keyword: string;
}

/** Never rejects. */
async function searched(wanted: Wanted): Promise<Pick<State, 'hits' | 'error'>> {
  try {
    return { hits: await call('document.find', wanted), error: null };
  } catch (error) {
    return { hits: null, error };
  }
}

/** Index of the first hit on the page or behind it; of the first one when there is none. */
export function firstFrom(hits: readonly Pick<KeywordHitView, 'page'>[], page: number): number {
  return Math.max(
    0,
    hits.findIndex((hit) => hit.page >= page),
  );
}
