/** Tokens as the library shows them: which slot, which profile, how the PIN stands. */
import { basename } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { tokenFlag } from './attributes.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { ckr, returnValueOf, tokenError } from './return-values.ts';
import { pinLength, type PinLength } from './pin.ts';
import { matchProfile, type VendorProfile } from './vendor-profile.ts';

/** An initialised token in its slot. Texts are trimmed. */
export interface TokenSlot {
  readonly slot: Handle;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly flags: number;
  readonly pinLength: PinLength;
  readonly mechanisms: readonly number[];
  /** Undefined: no SM2 that we know of. */
  readonly profile: VendorProfile | undefined;
}

/** All initialised tokens that can be read. A slot whose token was pulled or is damaged does not hide the others. */
export function readTokenSlots(library: Cryptoki): readonly TokenSlot[] {
  return library.C_GetSlotList(true).flatMap((slot) => {
    const token = skipAbsent(() => readTokenSlot(library, slot));
    return token === undefined ? [] : [token];
  });
}

/** A slot whose token has not been initialised; undefined when there is none. */
export function findBlankSlot(library: Cryptoki): Handle | undefined {
  return library.C_GetSlotList(true).find((slot) => isBlank(library, slot));
}

/** How many slots hold a token that has not been initialised. */
export function countBlankSlots(library: Cryptoki): number {
  return library.C_GetSlotList(true).filter((slot) => isBlank(library, slot)).length;
}

function isBlank(library: Cryptoki, slot: Handle): boolean {
  const info = skipAbsent(() => library.C_GetTokenInfo(slot));
  return info !== undefined && (info.flags & tokenFlag.tokenInitialised) === 0;
}

/** The token of that label. Errors: `token-not-found`, `token-label-ambiguous`. */
export function requireToken(library: Cryptoki, label: string): TokenSlot {
  const [token, ...others] = readTokenSlots(library).filter((candidate) => candidate.label === label);
  if (token === undefined) throw new BianyinError('token-not-found', { label });
  if (others.length > 0) throw new BianyinError('token-label-ambiguous', { label, count: others.length + 1 });
  return token;
}

function readTokenSlot(library: Cryptoki, slot: Handle): TokenSlot | undefined {
  const info = library.C_GetTokenInfo(slot);
  if ((info.flags & tokenFlag.tokenInitialised) === 0) return undefined;
  const mechanisms = library.C_GetMechanismList(slot);
  const manufacturer = trimmed(info.manufacturerID);
  return {
    slot,
    label: trimmed(info.label),
    serial: trimmed(info.serialNumber),
    manufacturer,
    model: trimmed(info.model),
    flags: info.flags,
    pinLength: pinLength(info),
    mechanisms,
    profile: matchProfile({ library: basename(library.libPath), manufacturer, mechanisms }),
  };
}

function skipAbsent<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    const value = returnValueOf(error);
    if (value === ckr.tokenNotPresent || value === ckr.tokenNotRecognized || value === ckr.deviceRemoved)
      return undefined;
    throw tokenError(error);
  }
}

/** PKCS#11 pads with blanks; some vendors with zeros. */
function trimmed(text: string): string {
  return text.replace(/[\0 ]+$/, '');
}
