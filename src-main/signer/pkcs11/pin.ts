/** PIN rules on our side of the library: when not to ask it, and what a refusal means. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { tokenFlag, userType } from './attributes.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { ckr, returnValueOf, tokenError, translated } from './return-values.ts';

/** How near a PIN is to being locked; PKCS#11 tells no number of tries. */
export type PinState = 'ok' | 'low' | 'final' | 'locked';

/** Whose PIN: the user's, or that of the administrator (SO). */
export type PinOwner = keyof typeof userType;

/** The token's flags for the SO PIN are those of the user PIN, four bits up. */
export function pinState(flags: number, owner: PinOwner = 'user'): PinState {
  const userFlags = owner === 'user' ? flags : flags >>> 4;
  if ((userFlags & tokenFlag.userPinLocked) !== 0) return 'locked';
  if ((userFlags & tokenFlag.userPinFinalTry) !== 0) return 'final';
  return (userFlags & tokenFlag.userPinCountLow) !== 0 ? 'low' : 'ok';
}

export interface TokenLimits {
  readonly flags: number;
  readonly minPinLen: number;
  readonly maxPinLen: number;
}

/** How long a PIN of this token is, octets. Some libraries report 0 or the largest number for "no limit". */
export function pinLength({ minPinLen, maxPinLen }: Omit<TokenLimits, 'flags'>): PinLength {
  const most = maxPinLen > 0 && maxPinLen <= 255 ? maxPinLen : 255;
  return { least: minPinLen <= most ? minPinLen : 0, most };
}

export interface PinLength {
  readonly least: number;
  readonly most: number;
}

/**
 * The PIN as the text that pkcs11js wants. A JavaScript string cannot be wiped: it lives until collected, in this
 * process only. Throws `pin-length` before a try is spent.
 */
export function pinText(pin: Uint8Array, limits: TokenLimits): string {
  const { least, most } = pinLength(limits);
  if (pin.length < least || pin.length > most) throw new BianyinError('pin-length', { least, most });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(pin);
  } catch (cause) {
    throw new BianyinError('pin-length', { least, most }, { cause });
  }
}

/**
 * Logs in. `pin` null: by the token's own keypad.
 * Errors: `pin-incorrect`, `pin-final-try`, `pin-locked`, `pin-length`, `pin-not-set`, `token-busy`, `token-removed`.
 */
export function logIn(
  library: Cryptoki,
  slot: Handle,
  session: Handle,
  owner: PinOwner,
  pin: Uint8Array | null,
): void {
  const limits = library.C_GetTokenInfo(slot);
  if (pinState(limits.flags, owner) === 'locked') throw new BianyinError('pin-locked');
  // pkcs11js cannot pass a null pointer; an empty text is what it sends for "ask on the keypad".
  const text = pin === null ? '' : pinText(pin, limits);
  withPinErrors(library, slot, owner, () => {
    try {
      library.C_Login(session, userType[owner], text);
    } catch (error) {
      if (returnValueOf(error) !== ckr.userAlreadyLoggedIn) throw error;
      // Left over from a call that broke off. The PIN must be checked now, not then.
      orElse(() => translated(() => library.C_Logout(session)), undefined);
      library.C_Login(session, userType[owner], text);
    }
  });
}

/** Runs a step that checks a PIN; a refusal says how near the lock is. */
export function withPinErrors<T>(library: Cryptoki, slot: Handle, owner: PinOwner, step: () => T): T {
  try {
    return step();
  } catch (error) {
    // Our own limits were kept: these are the token's, which it tells nobody before.
    if (returnValueOf(error) === ckr.pinLengthRange)
      throw new BianyinError('pin-not-taken', {}, { cause: error });
    if (returnValueOf(error) !== ckr.pinIncorrect) throw tokenError(error);
    throw wrongPin(library, slot, owner, error);
  }
}

function wrongPin(library: Cryptoki, slot: Handle, owner: PinOwner, cause: unknown): BianyinError {
  const triesState = pinState(library.C_GetTokenInfo(slot).flags, owner);
  if (triesState === 'locked') return new BianyinError('pin-locked', {}, { cause });
  const code = triesState === 'final' ? 'pin-final-try' : 'pin-incorrect';
  return new BianyinError(code, { triesState }, { cause });
}
