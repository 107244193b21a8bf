/** Who takes what of somebody who leaves, and what would become of everything: asked for again with each choice. */
import { useCallback, useEffect, useState } from 'react';
import type { LeavingInput, LeavingView } from '../../../src-main/contract/hand-over-calls.ts';
import { call } from '../../bridge/bridge.ts';

/** A place that somebody can take over: its kind, and what it is called in the call. */
export type LeavingPlace =
  | { readonly kind: 'role'; readonly role: LeavingView['roles'][number] }
  | { readonly kind: 'seal'; readonly esId: string }
  | { readonly kind: 'deputy'; readonly grantorId: string };

export interface LeavingWork {
  /** Null until it was asked for once. */
  readonly look: LeavingView | null;
  readonly leaving: LeavingInput;
  readonly error: unknown;
  readonly busy: boolean;
  readonly takerOf: (place: LeavingPlace) => string | null;
  readonly choose: (place: LeavingPlace, takerId: string | null) => void;
}

/** What was found, and for which choices: an answer to older ones is never taken for the present ones. */
interface Found {
  readonly of: LeavingInput;
  readonly look: LeavingView | null;
  readonly error: unknown;
}

export function useLeaving(personId: string): LeavingWork {
  const [leaving, setLeaving] = useState<LeavingInput>({ personId, roles: [], seals: [], deputyOf: [] });
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let isNewest = true;
    const settle = (answer: Pick<Found, 'error'> & Partial<Pick<Found, 'look'>>): void => {
      if (isNewest) setFound((before) => ({ look: before?.look ?? null, ...answer, of: leaving }));
    };
    call('draft.lookAtLeaving', leaving).then(
      (look) => settle({ look, error: null }),
      (error: unknown) => settle({ error }),
    );
    return () => {
      isNewest = false;
    };
  }, [leaving]);
  const choose = useCallback(
    (place: LeavingPlace, takerId: string | null) =>
      setLeaving((before) => withTaker(before, place, takerId)),
    [],
  );
  const busy = found?.of !== leaving;
  return {
    ...{ look: found?.look ?? null, error: found?.error ?? null, leaving, busy, choose },
    takerOf: (place) => takerIn(leaving, place),
  };
}

function takerIn({ roles, seals, deputyOf }: LeavingInput, place: LeavingPlace): string | null {
  if (place.kind === 'role') return roles.find(({ role }) => role === place.role)?.takerId ?? null;
  if (place.kind === 'seal') return seals.find(({ esId }) => esId === place.esId)?.takerId ?? null;
  return deputyOf.find(({ grantorId }) => grantorId === place.grantorId)?.takerId ?? null;
}

function withTaker(leaving: LeavingInput, place: LeavingPlace, takerId: string | null): LeavingInput {
  if (place.kind === 'role') {
    const { role } = place;
    const rest = leaving.roles.filter((each) => each.role !== role);
    return { ...leaving, roles: takerId === null ? rest : [...rest, { role, takerId }] };
  }
  if (place.kind === 'seal') {
    const { esId } = place;
    const rest = leaving.seals.filter((each) => each.esId !== esId);
    return { ...leaving, seals: takerId === null ? rest : [...rest, { esId, takerId }] };
  }
  const { grantorId } = place;
  const rest = leaving.deputyOf.filter((each) => each.grantorId !== grantorId);
  return { ...leaving, deputyOf: takerId === null ? rest : [...rest, { grantorId, takerId }] };
}
