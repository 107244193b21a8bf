/** What a token shows without a PIN: certificates, and the seals that are kept beside them. */
import { cka, cko } from './attributes.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { handleNumber } from './cryptoki.ts';
import { findObjects, readAttribute, readId, readTextAttribute } from './objects.ts';
import { pinState, type PinLength, type PinState } from './pin.ts';
import { withReadSession } from './session-handle.ts';
import type { TokenSlot } from './token-slot.ts';
import { tokenFlag } from './attributes.ts';

/** CKA_APPLICATION of the data object that holds an SESeal (GB/T 38540 §6.1). Its label is the seal's esID. */
export const sealApplication = 'bianyin.seal';

export interface TokenCertificate {
  /** CKA_ID, lower-case hexadecimal: what ties key, certificate and seal together. */
  readonly id: string;
  readonly label: string;
  readonly der: Uint8Array;
}

interface TokenSeal {
  readonly id: string;
  readonly esId: string;
  readonly label: string;
  readonly der: Uint8Array;
}

export interface TokenSummary {
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly isSoftware: boolean;
  /** False: no SM2 mechanism that a profile knows. */
  readonly offersSm2: boolean;
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
  readonly certificates: readonly TokenCertificate[];
  readonly seals: readonly TokenSeal[];
}

/** Everything public of one token. */
export function summarise(library: Cryptoki, token: TokenSlot): TokenSummary {
  return withReadSession(library, token.slot, (session) => ({
    label: token.label,
    serial: token.serial,
    manufacturer: token.manufacturer,
    model: token.model,
    isSoftware: token.profile?.isSoftware ?? false,
    offersSm2: token.profile !== undefined,
    slot: handleNumber(token.slot),
    pin: {
      state: pinState(token.flags),
      triesLeft: triesLeft(pinState(token.flags), token.profile?.pinTries ?? null),
      protectedAuthenticationPath: (token.flags & tokenFlag.protectedAuthenticationPath) !== 0,
      length: token.pinLength,
      mustChange: (token.flags & tokenFlag.userPinToBeChanged) !== 0,
      administrator: pinState(token.flags, 'securityOfficer'),
    },
    certificates: readCertificates(library, session),
    seals: readSeals(library, session),
  }));
}

/** A number only where the flags leave no doubt: nothing mistyped yet, the last one, none. */
function triesLeft(state: PinState, whole: number | null): number | null {
  return { ok: whole, low: null, final: 1, locked: 0 }[state];
}

/** All certificates; objects without a value (some vendors keep empty ones) are left out. */
export function readCertificates(library: Cryptoki, session: Handle): readonly TokenCertificate[] {
  const objects = findObjects(library, session, [{ type: cka.class, value: cko.certificate }]);
  return objects.flatMap((object) => {
    const der = readAttribute(library, session, object, cka.value);
    if (der === undefined || der.length === 0) return [];
    const label = readTextAttribute(library, session, object, cka.label);
    return [{ id: readId(library, session, object), label, der }];
  });
}

function readSeals(library: Cryptoki, session: Handle): readonly TokenSeal[] {
  const objects = findObjects(library, session, [
    { type: cka.class, value: cko.data },
    { type: cka.application, value: sealApplication },
  ]);
  return objects.flatMap((object) => {
    const der = readAttribute(library, session, object, cka.value);
    if (der === undefined || der.length === 0) return [];
    const label = readTextAttribute(library, session, object, cka.label);
    return [{ id: readId(library, session, object), esId: label, label, der }];
  });
}
