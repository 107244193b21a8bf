/** Tokens as the library shows them: which slot, which profile, how the PIN stands. */
import { basename } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { tokenFlag } from './attributes.ts';
import { handleNumber, type Cryptoki, type Handle } from './cryptoki.ts';
import { ckr, returnValueOf, shownValue } from './return-values.ts';
import { pinLength, type PinLength } from './pin.ts';
import { placesNamed, tokenNames, type Nameable } from './token-names.ts';
import type { InstalledProfile } from '../../tokens/profile-file.ts';
import { matchProfile, type VendorProfile } from './vendor-profile.ts';

/** An initialised token in its slot. Texts are trimmed. */
export interface TokenSlot {
  readonly slot: Handle;
  /** What tells it from the others that are plugged in (token-names.ts). */
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

/** A slot that is not empty, and whose token says nothing of itself. */
export interface UnreadableSlot {
  readonly slot: number;
  /** Return value, `0x30`. */
  readonly ckr: string;
}

/** All initialised tokens that can be read, and the slots that cannot. */
export interface SlotsRead {
  readonly tokens: readonly TokenSlot[];
  readonly unreadable: readonly UnreadableSlot[];
}

/** One slot that fails, with whatever value, hides none of the others. */
export function readSlots(library: Cryptoki, installed: readonly InstalledProfile[] = []): SlotsRead {
  const { tokens, unreadable } = readPlain(library, installed);
  const names = tokenNames(tokens.map(nameable));
  return { tokens: tokens.map((token, i) => ({ ...token, label: names[i] ?? token.label })), unreadable };
}

/** With the labels that the tokens bear. */
function readPlain(
  library: Cryptoki,
  installed: readonly InstalledProfile[] = [],
): { tokens: TokenSlot[]; unreadable: UnreadableSlot[] } {
  const tokens: TokenSlot[] = [];
  const unreadable: UnreadableSlot[] = [];
  for (const slot of presentSlots(library)) {
    try {
      const token = readTokenSlot(library, slot, installed);
      if (token) tokens.push(token);
    } catch (error) {
      if (!isEmpty(error)) unreadable.push({ slot: handleNumber(slot), ckr: shownValue(error) });
    }
  }
  return { tokens, unreadable };
}

/** Slots with a token. A list that grew between its two calls is asked for once more. */
function presentSlots(library: Cryptoki): readonly Handle[] {
  try {
    return library.C_GetSlotList(true);
  } catch (error) {
    if (returnValueOf(error) !== ckr.bufferTooSmall) throw error;
    return library.C_GetSlotList(true);
  }
}

/**
 * What shows that a token was plugged in or pulled, or its tries changed, one line for each slot: no session is opened and no object read.
 * Asked every few seconds.
 */
export function peekSlots(library: Cryptoki): readonly string[] {
  return presentSlots(library).map((slot) => {
    try {
      const { label, serialNumber, flags } = library.C_GetTokenInfo(slot);
      return [handleNumber(slot), trimmed(label), trimmed(serialNumber), flags].join('/');
    } catch (error) {
      return `${handleNumber(slot)}/${shownValue(error)}`;
    }
  });
}

/** A slot whose token has not been initialised; undefined when there is none. */
export function findBlankSlot(library: Cryptoki): Handle | undefined {
  return presentSlots(library).find((slot) => isBlank(library, slot));
}

/** How many slots hold a token that has not been initialised. */
export function countBlankSlots(library: Cryptoki): number {
  return presentSlots(library).filter((slot) => isBlank(library, slot)).length;
}

function isBlank(library: Cryptoki, slot: Handle): boolean {
  try {
    return (library.C_GetTokenInfo(slot).flags & tokenFlag.tokenInitialised) === 0;
  } catch {
    // What cannot be read is no blank; the listing names it.
    return false;
  }
}

/** Whether some token bears this label already. */
export function isLabelTaken(library: Cryptoki, label: string): boolean {
  return readPlain(library).tokens.some((token) => token.label === label);
}

function nameable(token: TokenSlot): Nameable {
  return { ...token, slotNumber: handleNumber(token.slot) };
}

/** The token of that name, or of that label where no other has it. Errors: `token-not-found`, `token-label-ambiguous`. */
export function requireToken(
  library: Cryptoki,
  label: string,
  installed: readonly InstalledProfile[] = [],
): TokenSlot {
  const { tokens } = readPlain(library, installed);
  const [token, ...others] = placesNamed(tokens.map(nameable), label).flatMap((place) => tokens[place] ?? []);
  if (token === undefined) throw new BianyinError('token-not-found', { label });
  if (others.length > 0) throw new BianyinError('token-label-ambiguous', { label, count: others.length + 1 });
  return token;
}

function readTokenSlot(
  library: Cryptoki,
  slot: Handle,
  installed: readonly InstalledProfile[],
): TokenSlot | undefined {
  const info = library.C_GetTokenInfo(slot);
  if ((info.flags & tokenFlag.tokenInitialised) === 0) return undefined;
  const mechanisms = mechanismsOf(library, slot);
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
    profile: matchProfile({ library: basename(library.libPath), manufacturer, mechanisms }, installed),
  };
}

/** No token in it, or one that was pulled while we looked. */
function isEmpty(error: unknown): boolean {
  const value = returnValueOf(error);
  return value === ckr.tokenNotPresent || value === ckr.deviceRemoved;
}

/** What a token offers; one that does not say is listed all the same. */
function mechanismsOf(library: Cryptoki, slot: Handle): readonly number[] {
  try {
    return library.C_GetMechanismList(slot);
  } catch (error) {
    if (isEmpty(error)) throw error;
    return [];
  }
}

/** PKCS#11 pads with blanks; some vendors with a zero and whatever lay there. */
function trimmed(text: string): string {
  return text.replace(/\0.*$/su, '').trimEnd();
}
