/** The draft of the file at hand: it outlives a look at another screen, and placing can be undone (Ctrl+Z). */
import { useCallback, useEffect, useState } from 'react';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import type { Draft } from './draft.ts';
import { changed, historyOf, undone } from './draft-history.ts';
import { keepUnsent, unsent } from './unsent.ts';

export interface DraftState {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** Null while there is nothing to undo. */
  readonly undo: (() => void) | null;
}

/** `first`: with what a file begins that nobody has worked on yet. */
export function useDraft({ id }: Pick<DocumentView, 'id'>, first: () => Draft): DraftState {
  const [history, setHistory] = useState(() => {
    const { work } = unsent();
    return historyOf(work?.document === id ? work.draft : first());
  });
  const { draft, past } = history;
  useEffect(() => keepUnsent({ work: { document: id, draft } }), [id, draft]);
  const change = useCallback((part: Partial<Draft>) => setHistory((before) => changed(before, part)), []);
  const undo = useCallback(() => setHistory(undone), []);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!isUndo || event.isComposing || isTyping(event.target)) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [undo]);
  return { draft, change, undo: past.length > 0 ? undo : null };
}

/** Text has an undo of its own. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea');
}
