/** The draft of the file at hand: it outlives a look at another screen, and placing can be undone (Ctrl+Z). */
import { useCallback, useEffect } from 'react';
import type { Draft } from './draft.ts';
import { changed, undone, type DraftHistory } from './draft-history.ts';
import { changeSealWork, historyAtHand, useSealWork } from './seal-work.ts';

export interface DraftState {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** Null while there is nothing to undo. */
  readonly undo: (() => void) | null;
}

/** Of the file on the desk. */
export function useDraft(): DraftState {
  const { draft, past } = historyAtHand(useSealWork());
  const change = useCallback((part: Partial<Draft>) => changeHistory((before) => changed(before, part)), []);
  const undo = useCallback(() => changeHistory(undone), []);
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

function changeHistory(change: (before: DraftHistory) => DraftHistory): void {
  changeSealWork((work) => ({ ...work, history: change(historyAtHand(work)) }));
}

/** Text has an undo of its own. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea');
}
