/** The draft of the policy: asked for once, saved with every change, and shown at once as it was changed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftChange, PolicyDraftView } from '../../../src-main/contract/office-views.ts';
import { call } from '../../bridge/bridge.ts';

export interface DraftWork {
  readonly draft: PolicyDraftView | null;
  readonly error: unknown;
  readonly busy: boolean;
  /** Changes parts of the draft; what comes back replaces it once nothing newer is on its way. */
  readonly change: (part: Partial<DraftChange>) => void;
  /** Another call that gives the draft back. */
  readonly run: (work: () => Promise<PolicyDraftView>, then?: (draft: PolicyDraftView) => void) => void;
}

/** What each part of the two pages gets. */
export interface DraftProps {
  readonly draft: PolicyDraftView;
  readonly work: DraftWork;
}

export function useDraft(signal: unknown): DraftWork {
  const [draft, setDraft] = useState<PolicyDraftView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(0);
  const newest = useRef(0);
  const run = useCallback<DraftWork['run']>((work, then) => {
    const number = ++newest.current;
    setRunning((count) => count + 1);
    setError(null);
    work()
      .then(
        (found) => {
          if (number === newest.current) setDraft(found);
          then?.(found);
        },
        (cause: unknown) => setError(cause),
      )
      .finally(() => setRunning((count) => count - 1));
  }, []);
  useEffect(() => run(() => call('draft.show', {})), [run, signal]);
  const change = (part: Partial<DraftChange>): void => {
    if (!draft) return;
    const next = { ...changeOf(draft), ...part };
    setDraft(withChange(draft, next));
    run(() => call('draft.save', next));
  };
  return { draft, error, busy: running > 0, change, run };
}

/** The part of a draft that a page may change. */
export function changeOf({ people, seals, matrix }: PolicyDraftView): DraftChange {
  return {
    people: people.map(({ id, name, department, roles, deputies = [] }) => ({
      ...{ id, name, department },
      ...{ roles: [...roles], deputies: [...deputies] },
    })),
    seals: seals.map(({ esId, keepers }) => ({ esId, keepers: [...keepers] })),
    matrix,
  };
}

/** The draft as it will be, before the application has answered. */
export function withChange(draft: PolicyDraftView, change: DraftChange): PolicyDraftView {
  const people = draft.people.flatMap((person) => {
    const next = change.people.find(({ id }) => id === person.id);
    return next ? [{ ...person, ...next }] : [];
  });
  const seals = draft.seals.flatMap((seal) => {
    const next = change.seals.find(({ esId }) => esId === seal.esId);
    return next ? [{ ...seal, ...next }] : [];
  });
  return { ...draft, people, seals, matrix: change.matrix, isChanged: true };
}
