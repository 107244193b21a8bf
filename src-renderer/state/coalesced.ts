/** One question at a time: events come in crowds (requests, tokens and the screen itself after one signature), and each asks anew. */

/**
 * Runs `work` at most once at a time, with one run behind it for all who ask meanwhile: whoever asks gets an answer that was begun
 * after they asked. A run that hangs keeps only its own question waiting.
 */
export function coalesced<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let behind: Promise<T> | null = null;
  const start = (): Promise<T> => {
    const run = work().finally(() => {
      if (running === run) running = null;
    });
    running = run;
    return run;
  };
  return () => {
    if (!running) return start();
    behind ??= running
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        behind = null;
        return start();
      });
    return behind;
  };
}
