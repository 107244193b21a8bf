/**
 * Which requests, lists and sets somebody has looked at in one window while this UKey was the one in use: of a request and of a set the very file
 * that was asked for was opened in it, of a list its members and their sums. Only these are approved together with others (docs/adr/0047,
 * 0053); another request under the same number, or a list of other members, counts as not seen.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';

export interface LookedRequests {
  /** The file of the request with these details was opened, and is the one that was asked for; or these members of a list were shown. */
  opened(id: string, sm3: string): void;
  /** By whomever. */
  wasOpened(id: string, sm3: string): boolean;
  /** Whoever holds the token has it before them. Errors: `request-not-opened`. */
  look(token: string, id: string): void;
  /** Errors: `request-not-opened`. */
  require(token: string, id: string, sm3: string): void;
  /** Numbers. */
  by(token: string): string[];
}

interface Opened {
  readonly sm3: string;
  readonly tokens: Set<string>;
}

export function lookedRequests(): LookedRequests {
  const known = new Map<string, Opened>();
  return {
    opened(id, sm3) {
      if (known.get(id)?.sm3 !== sm3) known.set(id, { sm3, tokens: new Set() });
    },
    wasOpened: (id, sm3) => known.get(id)?.sm3 === sm3,
    look(token, id) {
      const found = known.get(id);
      if (!found) throw new BianyinError('request-not-opened', { id });
      found.tokens.add(token);
    },
    require(token, id, sm3) {
      const found = known.get(id);
      if (found?.sm3 !== sm3 || !found.tokens.has(token))
        throw new BianyinError('request-not-opened', { id });
    },
    by: (token) => [...known].flatMap(([id, { tokens }]) => (tokens.has(token) ? [id] : [])),
  };
}
