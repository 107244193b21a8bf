/** What every screen shares: home, tokens, seals, requests, and which token this person works with. Asked again when told so. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { HomeView, SealView, TokenView } from '../../src-main/contract/views.ts';
import { call, listen } from '../bridge/bridge.ts';
import { coalesced } from './coalesced.ts';
import { officeRequests, type OfficeRequest } from './list-rows.ts';

/** Parts that load by themselves: one that fails, or waits for a driver, keeps none of the others. */
export type OfficePart = 'tokens' | 'seals' | 'requests';

interface OfficeFacts {
  readonly home: HomeView;
  readonly tokens: readonly TokenView[];
  readonly seals: readonly SealView[];
  /** Requests and lists of them, newest first. */
  readonly requests: readonly OfficeRequest[];
  /** What kept a part from loading; what is shown of it is what was known before. */
  readonly problems: Readonly<Partial<Record<OfficePart, unknown>>>;
}

export interface Office extends OfficeFacts {
  /** The token in use: the one chosen, else the first that belongs to somebody. */
  readonly token: TokenView | null;
  /** Label of the token that was in use and is not plugged in while another one is; null: nobody has become somebody else. */
  readonly tokenGone: string | null;
  /** A person has said which one. */
  readonly tokenChosen: boolean;
  readonly chooseToken: (label: string) => void;
  readonly refresh: () => Promise<void>;
}

/** `office` is null until the home has answered; `error` is what kept it from answering. */
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
  const [chosen, setChosen] = useState(() => chosenBefore(localStorage.getItem(tokenKey)));
  // The one in use stays the one in use, whatever else is plugged in meanwhile.
  const [held, setHeld] = useState(chosen);
  const refresh = useCallback(async () => {
    try {
      await askFacts((change) => setFacts((known) => change(known)));
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
    () => ({ error, office: facts && officeOf(facts, { chosen, held }, setChosen, refresh) }),
    [facts, error, chosen, held, refresh],
  );
  const inUse = state.office?.token ?? null;
  useEffect(() => {
    if (held === null && inUse !== null) setHeld({ label: inUse.label, serial: inUse.serial });
  }, [held, inUse]);
  return <OfficeContext value={state}>{children}</OfficeContext>;
}

/** What main reads from the home. Tokens are asked each time: a driver that hangs keeps no later answer waiting. */
const askSeals = coalesced(() => call('seal.list', {}));
const askRequests = coalesced(async () =>
  officeRequests(await call('request.list', {}), await call('list.all', {})),
);

/** How long the first picture waits for its parts, ms; a driver that hangs may never answer. */
const PATIENCE_MS = 1500;

type Change = (known: OfficeFacts | null) => OfficeFacts;

/** Asks for the home, then for its parts side by side; each is put in place as it comes. */
async function askFacts(put: (change: Change) => void): Promise<void> {
  const home = await call('home.describe', {});
  const start: OfficeFacts = { home, tokens: [], seals: [], requests: [], problems: {} };
  if (!home.home) return put(() => start);
  const came: Change[] = [];
  let isShown = false;
  const take = (change: Partial<OfficeFacts>, part: OfficePart, problem: unknown): void => {
    const next: Change = (known) => {
      const before = known ?? start;
      return { ...before, ...change, home, problems: { ...before.problems, [part]: problem } };
    };
    if (isShown) put(next);
    else came.push(next);
  };
  const asked = [
    ask('tokens', call('token.list', {}), (tokens) => ({ tokens }), take),
    ask('seals', askSeals(), (seals) => ({ seals }), take),
    ask('requests', askRequests(), (requests) => ({ requests }), take),
  ];
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([Promise.all(asked), late]);
  isShown = true;
  put((known) => came.reduce<OfficeFacts>((facts, change) => change(facts), { ...(known ?? start), home }));
  await Promise.all(asked);
}

/** One part: its facts when they come, else why not. Never rejects. */
function ask<T>(
  part: OfficePart,
  asked: Promise<T>,
  factsOf: (value: T) => Partial<OfficeFacts>,
  take: (change: Partial<OfficeFacts>, part: OfficePart, problem: unknown) => void,
): Promise<void> {
  return asked.then(
    (value) => take(factsOf(value), part, null),
    (problem: unknown) => take({}, part, problem),
  );
}

/** A token that was chosen, or in use: what it is called changes when another of its label is plugged in, its number does not. */
export interface TokenChoice {
  readonly label: string;
  /** Empty where the token tells none. */
  readonly serial: string;
}

/** As it was kept; a label alone, from before numbers were kept, is one too. */
function chosenBefore(kept: string | null): TokenChoice | null {
  if (kept === null) return null;
  const [label = '', serial = ''] = kept.split('\n');
  return { label, serial };
}

/** The token to work with, and the one that it is instead of. `wanted`: chosen, or in use until now. */
export function tokenInUse(
  tokens: readonly TokenView[],
  wanted: TokenChoice | null,
): { readonly token: TokenView | null; readonly gone: string | null } {
  const found = tokens.find(({ label }) => label === wanted?.label) ?? onlyOf(tokens, wanted?.serial ?? '');
  const token = found ?? tokens.find(({ holder }) => holder) ?? tokens[0] ?? null;
  return { token, gone: token !== null && found === undefined ? (wanted?.label ?? null) : null };
}

function onlyOf(tokens: readonly TokenView[], serial: string): TokenView | undefined {
  const same = serial === '' ? [] : tokens.filter((token) => token.serial === serial);
  return same.length === 1 ? same[0] : undefined;
}

function officeOf(
  facts: OfficeFacts,
  { chosen, held }: { readonly chosen: TokenChoice | null; readonly held: TokenChoice | null },
  setChosen: (chosen: TokenChoice) => void,
  refresh: () => Promise<void>,
): Office {
  const { token, gone } = tokenInUse(facts.tokens, chosen ?? held);
  const chooseToken = (label: string): void => {
    const serial = facts.tokens.find((each) => each.label === label)?.serial ?? '';
    localStorage.setItem(tokenKey, `${label}\n${serial}`);
    setChosen({ label, serial });
  };
  return { ...facts, token, tokenGone: gone, tokenChosen: chosen !== null, chooseToken, refresh };
}
