/** Searching a document: the application reads it in a process that ends afterwards, so the page never holds the text. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeywordHitView } from '../../src-main/contract/request-views.ts';
import { call } from '../bridge/bridge.ts';

export interface Search {
  /** Null: nothing has been searched for. */
  readonly hits: readonly KeywordHitView[] | null;
  /** Index of the hit at hand. */
  readonly at: number;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** An empty text ends the search. `page`: the first hit is looked for from there. */
  readonly find: (text: string, page: number) => Promise<void>;
  /** To the next or the previous hit, around the ends. */
  readonly go: (by: 1 | -1) => void;
}

interface State {
  readonly hits: Search['hits'];
  readonly at: number;
  readonly isBusy: boolean;
  readonly error: unknown;
}

const nothing: State = { hits: null, at: 0, isBusy: false, error: null };

/** `onHit` is told of each hit that is gone to. */
export function useSearch(document: string, onHit: (hit: KeywordHitView) => void): Search {
  const [state, setState] = useState(nothing);
  const turn = useRef(0);
  useEffect(() => setState(nothing), [document]);
  const find = useCallback(
    async (text: string, page: number) => {
      const mine = (turn.current += 1);
      const keyword = text.trim().slice(0, 100);
      if (keyword === '') return setState(nothing);
      setState({ ...nothing, isBusy: true });
      try {
        const hits = await call('document.find', { document, keyword });
        if (turn.current !== mine) return undefined;
        const at = firstFrom(hits, page);
        setState({ ...nothing, hits, at });
        if (hits[at]) onHit(hits[at]);
      } catch (error) {
        if (turn.current === mine) setState({ ...nothing, error });
      }
      return undefined;
    },
    [document, onHit],
  );
  const go = (by: 1 | -1): void => {
    const { hits, at } = state;
    if (!hits || hits.length === 0) return;
    const next = (at + by + hits.length) % hits.length;
    setState({ ...state, at: next });
    if (hits[next]) onHit(hits[next]);
  };
  return { ...state, find, go };
}

/** Index of the first hit on the page or behind it; of the first one when there is none. */
export function firstFrom(hits: readonly Pick<KeywordHitView, 'page'>[], page: number): number {
  return Math.max(
    0,
    hits.findIndex((hit) => hit.page >= page),
  );
}
