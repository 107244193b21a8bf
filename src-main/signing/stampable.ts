/** What every format is to whoever adds a time stamp to a whole file (docs/adr/0023, docs/adr/0033). Knows no service and no key. */
import type { Sm3Stream } from '../crypto/sm3.ts';

/** A document that can take a time stamp over all that it holds. */
export interface Stampable {
  /** Builds all of the stamped file but the token. Errors: those of reading the document. */
  prepare(request: StampRequest): PreparedStamp;
}

interface StampRequest {
  /** Octets of the longest token that may come. */
  readonly tokenBytes: number;
  readonly at: Date;
}

/** A file that waits for its token. */
interface PreparedStamp {
  /** Octets to be put behind the original; the place of the token is empty. */
  readonly update: Uint8Array;
  /** SM3 of the protected octets: what the token is over. `original` was fed exactly the original; it is not used up. */
  imprint(original: Sm3Stream): Uint8Array;
  /** The update with the token in its place, of the same length. Errors: `signature-hole-too-small`. */
  embed(token: Uint8Array): Uint8Array;
}
