/** What every screen shares: home, tokens, seals, requests, and which token this person works with. Asked again when told so. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { HomeView, SealView, TokenView } from '../../src-main/contract/views.ts';
import { call, listen } from '../bridge/bridge.ts';

interface OfficeFacts {
  readonly home: HomeView;
  readonly tokens: readonly TokenView[];
  readonly seals: readonly SealView[];
  /** Newest first. */
  readonly requests: readonly RequestView[];
}

export interface Office extends OfficeFacts {
  /** The token in use: the one chosen, else the first that belongs to somebody. */
  readonly token: TokenView | null;
  readonly chooseToken: (label: string) => void;
  readonly refresh: () => Promise<void>;
}

/** `error` is what kept the facts from loading; then `office` is null. */
export interface OfficeState {
  readonly office: Office | null;
  readonly error: unknown;
}

const OfficeContext = createContext<OfficeState>({ office: null, error: null });
const tokenKey = 'bianyin.token';

export function useOfficeState(): OfficeState {
  return useContext(OfficeContext);
}

/** For screens, which are drawn only when the facts are there. */
export function useOffice(): Office {
  const { office } = useContext(OfficeContext);
  if (!office) throw new Error('a screen outside the office');
  return office;
}

export function OfficeProvider({ children }: { readonly children: ReactNode }) {
  const [facts, setFacts] = useState<OfficeFacts | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [label, setLabel] = useState(() => localStorage.getItem(tokenKey));
  const refresh = useCallback(async () => {
    try {
      setFacts(await askFacts());
      setError(null);
    } catch (cause) {
      setError(cause);
    }
  }, []);
  useEffect(() => {
    void refresh();
    const again = (): void => void refresh();
    const stops = [
      listen('tokens.changed', again),
      listen('requests.changed', again),
      listen('home.changed', again),
    ];
    return () => stops.forEach((stop) => stop());
  }, [refresh]);
  const state = useMemo(
    () => ({ error, office: facts && officeOf(facts, label, setLabel, refresh) }),
    [facts, error, label, refresh],
  );
  return <OfficeContext value={state}>{children}</OfficeContext>;
}

async function askFacts(): Promise<OfficeFacts> {
  const home = await call('home.describe', {});
  if (!home.home) return { home, tokens: [], seals: [], requests: [] };
  const [tokens, seals, requests] = await Promise.all([
    call('token.list', {}),
    call('seal.list', {}),
    call('request.list', {}),
  ]);
  return { home, tokens, seals, requests: requests.toReversed() };
}

function officeOf(
  facts: OfficeFacts,
  label: string | null,
  setLabel: (label: string) => void,
  refresh: () => Promise<void>,
): Office {
  const { tokens } = facts;
  const token =
    tokens.find((each) => each.label === label) ?? tokens.find(({ holder }) => holder) ?? tokens[0] ?? null;
  const chooseToken = (chosen: string): void => {
    localStorage.setItem(tokenKey, chosen);
    setLabel(chosen);
  };
  return { ...facts, token, chooseToken, refresh };
}
