/**
 * SM3 (GB/T 32905-2016), streaming and synchronous, on one shared WebAssembly instance of hash-wasm.
 * A stream owns the instance while it is being fed; when another one is fed, its state is saved and loaded again later.
 */
import { createSM3 } from 'hash-wasm';

/** A running SM3 computation. */
export interface Sm3Stream {
  /** Feeds octets; returns the stream itself. */
  update(bytes: Uint8Array): this;
  /** An independent copy of everything fed so far. */
  fork(): Sm3Stream;
  /** The 32 octets of the digest. The stream cannot be used afterwards. */
  digest(): Uint8Array;
}

/** Where a stream's state is kept while another stream owns the instance. */
interface Progress {
  saved: Uint8Array;
  finished: boolean;
}

const engine = await createSM3();
const emptyState = engine.init().save();
let owner: Progress | undefined;

class WasmSm3Stream implements Sm3Stream {
  readonly #progress: Progress;

  constructor(state: Uint8Array) {
    this.#progress = { saved: state, finished: false };
  }

  update(bytes: Uint8Array): this {
    takeEngine(this.#progress);
    engine.update(bytes);
    return this;
  }

  fork(): Sm3Stream {
    takeEngine(this.#progress);
    return new WasmSm3Stream(engine.save());
  }

  digest(): Uint8Array {
    takeEngine(this.#progress);
    this.#progress.finished = true;
    owner = undefined;
    return engine.digest('binary');
  }
}

/** Starts an SM3 computation. Any number may run at once. */
export function sm3Stream(): Sm3Stream {
  return new WasmSm3Stream(emptyState);
}

/** SM3 over the parts one after the other: 32 octets. */
export function sm3(...parts: readonly Uint8Array[]): Uint8Array {
  const stream = sm3Stream();
  for (const part of parts) stream.update(part);
  return stream.digest();
}

function takeEngine(progress: Progress): void {
  if (progress.finished) throw new RangeError('this SM3 stream has given its digest');
  if (owner === progress) return;
  if (owner) owner.saved = engine.save();
  engine.load(progress.saved);
  owner = progress;
}
