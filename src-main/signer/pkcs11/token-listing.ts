/** What a token shows without a PIN: certificates, and the seals that are kept beside them. */
import type { TokenAlgorithm } from '../../domain/token-algorithm.ts';
import { cka, pinStandingClass, tokenFlag } from './attributes.ts';
import { readShown, type TokenContents } from './certificate-objects.ts';
import { handleNumber, type Cryptoki, type Handle } from './cryptoki.ts';
import { findObjects, readAttribute } from './objects.ts';
import { pinState, type PinLength, type PinState } from './pin.ts';
import { withReadSession } from './session-handle.ts';
import { isGone, returnValueOf, shownValue } from './return-values.ts';
import type { PrivateContents } from './private-contents.ts';
import type { TokenSlot } from './token-slot.ts';

export interface TokenSummary extends TokenContents {
  /** It shows no certificate: what it holds is known after a login. */
  readonly isHidden: boolean;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly isSoftware: boolean;
  /** False: no SM2 mechanism that a profile knows. */
  readonly offersSm2: boolean;
  /** What its driver offers to sign with; none where it says nothing. */
  readonly algorithms: readonly TokenAlgorithm[];
  readonly slot: number;
  readonly pin: {
    readonly state: PinState;
    /** Tries that are certainly left; null when only the token knows. */
    readonly triesLeft: number | null;
    readonly protectedAuthenticationPath: boolean;
    /** Octets that a PIN has. */
    readonly length: PinLength;
    /** The token asks for another PIN before anything else (CKF_USER_PIN_TO_BE_CHANGED). */
    readonly mustChange: boolean;
    /** How near the administrator's PIN is to being locked. */
    readonly administrator: PinState;
  };
}

/** Everything public of one token. What cannot be read is one of its problems: it is listed all the same. */
export function summarise(library: Cryptoki, token: TokenSlot, known: PrivateContents): TokenSummary {
  const { told, ...shown } = shownBy(library, token);
  const { contents, isHidden } = known.completed(token, shown);
  return {
    isHidden,
    label: token.label,
    serial: token.serial,
    manufacturer: token.manufacturer,
    model: token.model,
    isSoftware: token.profile?.isSoftware ?? false,
    offersSm2: token.profile !== undefined,
    algorithms: algorithmsOf(token),
    slot: handleNumber(token.slot),
    pin: {
      state: pinState(token.flags),
      triesLeft: told ?? triesLeft(pinState(token.flags), token.profile?.pinTries ?? null),
      protectedAuthenticationPath: (token.flags & tokenFlag.protectedAuthenticationPath) !== 0,
      length: token.pinLength,
      mustChange: (token.flags & tokenFlag.userPinToBeChanged) !== 0,
      administrator: pinState(token.flags, 'securityOfficer'),
    },
    ...contents,
  };
}

/** Mechanisms that sign with RSA (PKCS #1, PSS) and with ECDSA (PKCS#11 v3.0 §2.1, §2.3). */
const rsaMechanisms: ReadonlySet<number> = new Set([0x1, 0xd, 0x6, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45]);
const ecdsaMechanisms: ReadonlySet<number> = new Set([0x1041, 0x1042, 0x1043, 0x1044, 0x1045, 0x1046]);

function algorithmsOf({ profile, mechanisms }: TokenSlot): readonly TokenAlgorithm[] {
  return [
    ...(profile ? (['sm2'] as const) : []),
    ...(mechanisms.some((each) => rsaMechanisms.has(each)) ? (['rsa'] as const) : []),
    ...(mechanisms.some((each) => ecdsaMechanisms.has(each)) ? (['ecdsa'] as const) : []),
  ];
}

function shownBy(library: Cryptoki, token: TokenSlot): TokenContents & { readonly told: number | null } {
  try {
    return withReadSession(library, token.slot, (session) => ({
      ...readShown(library, session),
      told: toldTries(library, session, token),
    }));
  } catch (error) {
    const { cause } = error as Error;
    if (isGone(cause) || returnValueOf(cause) === undefined) throw error;
    return {
      certificates: [],
      seals: [],
      told: null,
      problems: [{ what: 'session', label: '', ckr: shownValue(cause) }],
    };
  }
}

/** The number that the token itself tells; null: it does not. */
function toldTries(library: Cryptoki, session: Handle, token: TokenSlot): number | null {
  if (!token.profile?.tellsTries) return null;
  try {
    const [object] = findObjects(library, session, [{ type: cka.class, value: pinStandingClass }]);
    return (object && readAttribute(library, session, object, cka.value)?.[1]) ?? null;
  } catch (error) {
    if (isGone(error)) throw error;
    return null;
  }
}

/** A number only where the flags leave no doubt: nothing mistyped yet, the last one, none. */
function triesLeft(state: PinState, whole: number | null): number | null {
  return { ok: whole, low: null, final: 1, locked: 0 }[state];
}
