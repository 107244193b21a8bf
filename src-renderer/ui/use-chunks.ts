/** Rows of a long list, fetched as they come into sight: a list of thousands costs what is seen of it. */
import { useCallback, useEffect, useRef, useState } from 'react';

/** Rows that one question asks for. */
const CHUNK = 100;

export interface Chunks<T> {
  /** The row at this place; undefined until it has come. Asking for it fetches it. */
  readonly at: (index: number) => T | undefined;
  readonly error: unknown;
}

/** `load` gives rows from a place on; rows are asked anew when it is another function. */
export function useChunks<T>(load: (from: number, count: number) => Promise<readonly T[]>): Chunks<T> {
  const known = useRef(new Map<number, readonly T[]>());
  const asked = useRef(new Set<number>());
  const [, redraw] = useState(0);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    // What was there stays in sight until the new rows have come.
    asked.current = new Set();
    setError(null);
    redraw((count) => count + 1);
  }, [load]);
  const at = useCallback(
    (index: number): T | undefined => {
      const chunk = Math.floor(index / CHUNK);
      if (!asked.current.has(chunk)) {
        asked.current.add(chunk);
        const mine = asked.current;
        load(chunk * CHUNK, CHUNK).then(
          (rows) => {
            if (mine !== asked.current) return;
            known.current.set(chunk, rows);
            redraw((count) => count + 1);
          },
          (cause: unknown) => setError(cause),
        );
      }
      return known.current.get(chunk)?.[index % CHUNK];
    },
    [load],
  );
  return { at, error };
}
