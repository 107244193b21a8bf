/** Which requests whoever holds the UKey in use has opened in this window: main knows, and only these are approved together. */
import { useEffect, useState } from 'react';
import { call } from '../bridge/bridge.ts';
import { useOffice } from './office.tsx';

/** Numbers; empty until main has answered. */
export function useLooked(): ReadonlySet<string> {
  const { token, requests } = useOffice();
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  const label = token?.label ?? null;
  useEffect(() => {
    let isGone = false;
    setLooked(new Set());
    if (label === null) return;
    call('request.looked', { token: label }).then(
      (ids) => !isGone && setLooked(new Set(ids)),
      // Then nothing can be ticked, and each can be decided by itself.
      () => undefined,
    );
    return () => void (isGone = true);
  }, [label, requests]);
  return looked;
}

/**
 * Tells main that a request was opened by whoever holds the UKey in use: `seen` is its file, or what tells the members of a list from others; null
 * when it is not there, or not the one that was asked for. Somebody else who comes to the open screen later has not opened it: they open it
 * again, or decide it by itself.
 */
export function useLook(id: string, seen: object | string | null): void {
  const label = useOffice().token?.label ?? null;
  const [by, setBy] = useState<Readonly<{ seen: object | string; label: string }> | null>(null);
  if (seen !== null && label !== null && by?.seen !== seen) setBy({ seen, label });
  useEffect(() => {
    if (!by) return;
    // What main does not take as seen is decided by itself.
    call('request.look', { token: by.label, id }).catch(() => undefined);
  }, [id, by]);
}
