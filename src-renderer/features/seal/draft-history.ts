/** The draft and what was placed before: a seal that was taken away by mistake comes back. Text fields undo for themselves. */
import { emptyDraft, type Draft } from './draft.ts';

/** What can be undone. */
type Placed = Pick<Draft, 'typeCode' | 'points' | 'seam' | 'others'>;

export interface DraftHistory {
  readonly draft: Draft;
  /** Newest last. */
  readonly past: readonly Placed[];
  /** The place that the last change moved; further moves of it are one step with it. */
  readonly moving: number | null;
}

const MOST_STEPS = 50;

export function historyOf(draft: Draft = emptyDraft): DraftHistory {
  return { draft, past: [], moving: null };
}

export function changed(history: DraftHistory, part: Partial<Draft>): DraftHistory {
  const { draft, past, moving } = history;
  // Places are told by their order: when one is taken away, nobody knows any more which one the words have put.
  const isFewer = (part.points?.length ?? draft.points.length) < draft.points.length;
  const next = { ...draft, ...(isFewer ? { words: null } : {}), ...part };
  if (!('points' in part || 'seam' in part || 'typeCode' in part || 'others' in part))
    return { ...history, draft: next };
  const moved = movedPlace(draft, part);
  if (moved !== null && moved === moving) return { ...history, draft: next };
  const { typeCode, points, seam, others } = draft;
  return {
    draft: next,
    past: [...past, { typeCode, points, seam, others }].slice(-MOST_STEPS),
    moving: moved,
  };
}

/** As it was placed before; what was written stays. */
export function undone({ draft, past }: DraftHistory): DraftHistory {
  const before = past.at(-1);
  return { draft: { ...draft, ...before }, past: past.slice(0, -1), moving: null };
}

/** The one place whose coordinates are others than before; null when more than that has changed. */
function movedPlace({ points }: Draft, part: Partial<Draft>): number | null {
  const next = part.points;
  if (!next || 'seam' in part || 'typeCode' in part || 'others' in part || next.length !== points.length)
    return null;
  const others = next.flatMap((each, index) => (each === points[index] ? [] : [index]));
  const [only = -1] = others;
  return others.length === 1 && next[only]?.pages === points[only]?.pages ? only : null;
}
