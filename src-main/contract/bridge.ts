/**
 * The two functions that a host puts into each page as `window.bianyin`. Nothing else of the host can be seen from a page,
 * but for the nonce in `meta[property=csp-nonce]`: style elements that a page makes while it runs need it.
 */
import type { CallResult } from './result.ts';
import type { NumberedEvent } from './events.ts';

export interface PageBridge {
  /** `input` is the JSON text of the call's input. Never rejects. The value has the shape of the call's output. */
  call(name: string, input: string): Promise<CallResult<unknown>>;
  /** Listens to the stream; returns how to stop. */
  listen(onEvent: (event: NumberedEvent) => void): () => void;
}
