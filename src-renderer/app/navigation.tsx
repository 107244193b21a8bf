/** Where the main window is: one screen, and the request that it shows, in the address after `#` so that Back works. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

export const screens = [
  'workbench',
  'seal',
  'approve',
  'verify',
  'counter',
  'seals',
  'journal',
  'settings',
] as const;
export type Screen = (typeof screens)[number];

export interface Place {
  readonly screen: Screen;
  /** Number of a request, a seal or a page of the settings; null shows the list, or the first. */
  readonly request: string | null;
}

const PlaceContext = createContext<Place>({ screen: 'workbench', request: null });

export function usePlace(): Place {
  return useContext(PlaceContext);
}

export function goTo(screen: Screen, request: string | null = null): void {
  location.hash = request === null ? screen : `${screen}/${request}`;
}

export function PlaceProvider({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const follow = (): void => setPlace(placeOf(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

/** Anything unknown is the workbench. */
export function placeOf(hash: string): Place {
  const [name = '', request] = hash.replace(/^#/, '').split('/');
  const screen = screens.find((each) => each === name) ?? 'workbench';
  return { screen, request: request ?? null };
}
