/**
 * The workers of pdf.js, from our own bundle. One is started before it is needed, while the window has nothing else to do: reading
 * and compiling its program takes as long as showing a page.
 */

let spare: Worker | undefined;

/** A worker that nobody else has; the caller ends it. */
export function takeWorker(): Worker {
  const taken = spare ?? startWorker();
  spare = undefined;
  return taken;
}

/** Starts one for the next document, if there is none yet. */
export function prepareWorker(): void {
  requestIdleCallback(() => {
    spare ??= startWorker();
  });
}

function startWorker(): Worker {
  return new Worker(new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url), { type: 'module' });
}
