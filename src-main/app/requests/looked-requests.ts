/**
 * Which requests somebody has looked at in one window: the very file that was asked for was opened in it, while this UKey was the one in use.
 * Only these are approved together with others (docs/adr/0047); another request under the same number counts as not seen.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';

export interface LookedRequests {
  /** The file of the request with these details was opened, and is the one that was asked for. */
  opened(id: string, requestSm3: string): void;
  /** Whoever holds the token has it before them. Errors: `request-not-opened`. */
  look(token: string, id: string): void;
  /** Errors: `request-not-opened`. */
  require(token: string, id: string, requestSm3: string): void;
  /** Numbers. */
  by(token: string): string[];
}

interface Opened {
  readonly requestSm3: string;
  readonly tokens: Set<string>;
}

export function lookedRequests(): LookedRequests {
  const known = new Map<string, Opened>();
  return {
    opened(id, requestSm3) {
      if (known.get(id)?.requestSm3 !== requestSm3) known.set(id, { requestSm3, tokens: new Set() });
    },
    look(token, id) {
      const found = known.get(id);
      if (!found) throw new BianyinError('request-not-opened', { id });
      found.tokens.add(token);
    },
    require(token, id, requestSm3) {
      const found = known.get(id);
      if (found?.requestSm3 !== requestSm3 || !found.tokens.has(token))
        throw new BianyinError('request-not-opened', { id });
    },
    by: (token) => [...known].flatMap(([id, { tokens }]) => (tokens.has(token) ? [id] : [])),
  };
}
