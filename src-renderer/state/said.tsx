/**
 * What an approver has typed beside an approval that is not given yet, and which files of a list they do not agree to: it stays while they look at
 * the next request, and goes into the approval wherever it is given. It belongs to whoever's UKey is in use; nobody finds the words of another.
 */
import { createContext, use, useState, type ReactNode } from 'react';
import { oneLine } from '../i18n/one-line.ts';
import { useOffice } from './office.tsx';

export interface SaidBeside {
  /** Null: nobody wants to say anything. */
  readonly comment: string | null;
  /** Numbers of files of a list (1 first). */
  readonly refused: readonly number[];
}

const nothing: SaidBeside = { comment: null, refused: [] };

interface Kept {
  readonly all: ReadonlyMap<string, SaidBeside>;
  readonly keep: (key: string, change: (said: SaidBeside) => SaidBeside) => void;
  readonly forget: (keys: readonly string[]) => void;
}

const SaidContext = createContext<Kept>({ all: new Map(), keep: () => undefined, forget: () => undefined });

export function SaidProvider({ children }: { readonly children: ReactNode }) {
  const [all, setAll] = useState<ReadonlyMap<string, SaidBeside>>(new Map());
  const keep: Kept['keep'] = (key, change) =>
    setAll((before) => new Map(before).set(key, change(before.get(key) ?? nothing)));
  const forget: Kept['forget'] = (keys) =>
    setAll((before) => new Map([...before].filter(([key]) => !keys.includes(key))));
  return <SaidContext value={{ all, keep, forget }}>{children}</SaidContext>;
}

export interface UsedSaid {
  readonly of: (id: string) => SaidBeside;
  readonly setComment: (id: string, comment: string | null) => void;
  readonly setRefused: (id: string, number: number, isRefused: boolean) => void;
  /** They were approved: what was said is signed. */
  readonly forget: (ids: readonly string[]) => void;
}

export function useSaid(): UsedSaid {
  const { all, keep, forget } = use(SaidContext);
  const label = useOffice().token?.label ?? '';
  const keyOf = (id: string): string => `${id} ${label}`;
  return {
    of: (id) => all.get(keyOf(id)) ?? nothing,
    setComment: (id, comment) => keep(keyOf(id), (said) => ({ ...said, comment })),
    setRefused: (id, number, isRefused) =>
      keep(keyOf(id), (said) => ({
        ...said,
        refused: [...said.refused.filter((each) => each !== number), ...(isRefused ? [number] : [])],
      })),
    forget: (ids) => forget(ids.map(keyOf)),
  };
}

/** As a call takes it: nothing where nothing was said. */
export function saidInCall({ comment, refused }: SaidBeside): {
  readonly comment?: string;
  readonly without?: number[];
} {
  const typed = oneLine(comment ?? '');
  return {
    ...(typed === '' ? {} : { comment: typed }),
    ...(refused.length === 0 ? {} : { without: [...refused] }),
  };
}

/** Files are not agreed to, and nobody has said why: such an approval is not given. */
export function lacksReason(said: SaidBeside): boolean {
  return said.refused.length > 0 && oneLine(said.comment ?? '') === '';
}
