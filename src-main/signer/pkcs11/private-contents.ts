/**
 * Tokens whose certificates are private objects: what they hold is known after a login, and is remembered for as long as they are plugged in, so that
 * the window knows whose they are. It is no secret (certificates and seals), and decides nothing: what signs is found and verified in its own login.
 */
import { tokenFlag } from './attributes.ts';
import type { TokenContents } from './certificate-objects.ts';
import { handleNumber } from './cryptoki.ts';
import type { TokenSlot } from './token-slot.ts';

export interface PrivateContents {
  /** What is shown of a token, with what a login showed before; `isHidden`: only a login can tell what it holds. */
  completed(
    token: TokenSlot,
    shown: TokenContents,
  ): { readonly contents: TokenContents; readonly isHidden: boolean };
  /** Whether a login should be used to look. */
  isUnknown(token: TokenSlot): boolean;
  remember(token: TokenSlot, shown: TokenContents): void;
  /** A token that was pulled is another one when it comes back. */
  keepOnly(tokens: readonly TokenSlot[]): void;
}

export function privateContents(): PrivateContents {
  const hidden = new Set<string>();
  const seen = new Map<string, TokenContents>();
  return {
    completed(token, shown) {
      const name = nameOf(token);
      const isPrivate =
        shown.certificates.length === 0 &&
        shown.problems.length === 0 &&
        (token.flags & tokenFlag.loginRequired) !== 0;
      if (!isPrivate) {
        hidden.delete(name);
        return { contents: shown, isHidden: false };
      }
      hidden.add(name);
      const before = seen.get(name);
      return { contents: before ?? shown, isHidden: before === undefined };
    },
    isUnknown: (token) => hidden.has(nameOf(token)) && !seen.has(nameOf(token)),
    remember: (token, shown) => void seen.set(nameOf(token), shown),
    keepOnly(tokens) {
      const plugged = new Set(tokens.map(nameOf));
      for (const name of [...seen.keys()]) if (!plugged.has(name)) seen.delete(name);
    },
  };
}

function nameOf({ slot, serial, label }: TokenSlot): string {
  return `${handleNumber(slot)}/${serial}/${label}`;
}
