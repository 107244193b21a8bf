/**
 * One PKCS#11 library, opened: its tokens, sessions under a PIN, and token set-up. Tokens are named by label.
 * Calls for one token take turns. PINs are UTF-8 octets and are overwritten with zeros before a call returns.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { failedWith } from '../../domain/errors/failed-with.ts';
import type { InstalledProfile } from '../../tokens/profile-file.ts';
import { tokenFlag } from './attributes.ts';
import { closeCryptoki, openCryptoki, type Cryptoki, type Handle } from './cryptoki.ts';
import { logIn, pinText, withPinErrors } from './pin.ts';
import { privateContents, type PrivateContents } from './private-contents.ts';
import { translated } from './return-values.ts';
import { openWidest, withWriteSession } from './session-handle.ts';
import { summarise, type TokenSummary } from './token-listing.ts';
import { tokenSession, type TokenSession, type WayMemory } from './token-session.ts';
import {
  countBlankSlots,
  findBlankSlot,
  isLabelTaken,
  peekSlots,
  readSlots,
  requireToken,
  type TokenSlot,
  type UnreadableSlot,
} from './token-slot.ts';

interface TokenListing {
  readonly tokens: readonly TokenSummary[];
  readonly unreadable: readonly UnreadableSlot[];
}

export interface TokenModule {
  /** Initialised tokens that can be read, with what they show without a PIN. */
  listTokens(): readonly TokenSummary[];
  /** The same, and the slots whose token says nothing of itself. */
  listing(): TokenListing;
  /** What changes when a token is plugged in or pulled, or its tries change (token-slot.ts). */
  peek(): readonly string[];
  /** Slots with a token that nobody has initialised. */
  countBlanks(): number;
  /**
   * Logs in, runs `use`, logs out. `pin` null: by the token's own keypad if it has one, else without a login.
   * Do not open the same token again inside `use`: it would wait for itself.
   * Errors: `token-not-found`, `token-label-ambiguous`, `pin-*`, `token-busy`, `token-removed`, and those of `use`.
   */
  withSession<T>(
    label: string,
    pin: Uint8Array | null,
    use: (session: TokenSession) => T | Promise<T>,
  ): Promise<T>;
  /** Initialises a blank token. Errors: `token-no-blank`, `token-label-taken`, `token-label-length`, `pin-length`. */
  initToken(label: string, soPin: Uint8Array, userPin: Uint8Array): Promise<void>;
  changePin(label: string, oldPin: Uint8Array, newPin: Uint8Array): Promise<void>;
  /** Sets a new user PIN with the administrator's PIN; all tries are back. */
  unblockPin(label: string, soPin: Uint8Array, newPin: Uint8Array): Promise<void>;
  close(): void;
}

/**
 * Loads a library by its absolute path. `installed`: profiles besides those of the program; `skfLibrary`: what the bridge (docs/adr/0059)
 * stands before. Errors: as `openCryptoki`.
 */
export function openTokenModule(
  libraryPath: string,
  installed: readonly InstalledProfile[] = [],
  skfLibrary?: string,
): TokenModule {
  const library = openCryptoki(libraryPath, skfLibrary);
  const driver: Driver = { library, memory: new Map(), known: privateContents(), installed };
  const turns = new Map<string, Promise<unknown>>();

  function inTurn<T>(label: string, step: () => Promise<T>): Promise<T> {
    const result = (turns.get(label) ?? Promise.resolve()).then(step);
    turns.set(
      label,
      result.catch(() => undefined),
    );
    return result;
  }

  return {
    listTokens: () => translated(() => list(driver).tokens),
    listing: () => translated(() => list(driver)),
    peek: () => translated(() => peekSlots(library)),
    countBlanks: () => translated(() => countBlankSlots(library)),
    withSession: (label, pin, use) =>
      inTurn(label, () => wiping([pin], () => useSession(driver, label, pin, use))),
    initToken: (label, soPin, userPin) =>
      inTurn(label, () => wiping([soPin, userPin], () => initToken(library, label, soPin, userPin))),
    changePin: (label, oldPin, newPin) =>
      inTurn(label, () => wiping([oldPin, newPin], () => changePin(library, label, oldPin, newPin))),
    unblockPin: (label, soPin, newPin) =>
      inTurn(label, () => wiping([soPin, newPin], () => unblockPin(library, label, soPin, newPin))),
    close: () => closeCryptoki(library),
  };
}

/** A token that is pulled while it is listed is not listed. */
function list(driver: Driver): TokenListing {
  const { tokens, unreadable } = readSlots(driver.library, driver.installed);
  driver.known.keepOnly(tokens);
  return { tokens: tokens.flatMap((token) => summaryOf(driver, token)), unreadable };
}

function summaryOf({ library, known }: Driver, token: TokenSlot): readonly TokenSummary[] {
  try {
    return [summarise(library, token, known)];
  } catch (error) {
    if (failedWith(error, 'token-removed')) return [];
    throw error;
  }
}

/** Overwrites the PINs when the step is done, however it ends. */
async function wiping<T>(pins: readonly (Uint8Array | null)[], step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } finally {
    for (const pin of pins) pin?.fill(0);
  }
}

interface Driver {
  readonly library: Cryptoki;
  readonly memory: WayMemory;
  readonly known: PrivateContents;
  readonly installed: readonly InstalledProfile[];
}

async function useSession<T>(
  { library, memory, known, installed }: Driver,
  label: string,
  pin: Uint8Array | null,
  use: (session: TokenSession) => T | Promise<T>,
): Promise<T> {
  const token = translated(() => requireToken(library, label, installed));
  const handle = translated(() => openWidest(library, token.slot), { label });
  const session = tokenSession(library, token, handle, { memory, pin });
  try {
    const byKeypad = (token.flags & tokenFlag.protectedAuthenticationPath) !== 0;
    if (pin !== null || byKeypad) translated(() => logIn(library, token.slot, handle, 'user', pin));
    session.loggedIn();
    if (known.isUnknown(token)) known.remember(token, session.shown);
    return await use(session);
  } finally {
    logOut(library, token.slot, session);
  }
}

/** Ends the login for certain: the session that holds it may have been renewed, or died with its token. */
function logOut(library: Cryptoki, slot: Handle, session: { end(): void }): void {
  session.end();
  try {
    library.C_CloseAllSessions(slot);
  } catch {
    // The token is gone, and the login with it.
  }
}

function initToken(library: Cryptoki, label: string, soPin: Uint8Array, userPin: Uint8Array): void {
  const octets = Buffer.from(label, 'utf8').length;
  if (octets < 1 || octets > 32) throw new BianyinError('token-label-length');
  translated(() => {
    if (isLabelTaken(library, label)) throw new BianyinError('token-label-taken', { label });
    const slot = findBlankSlot(library);
    if (slot === undefined) throw new BianyinError('token-no-blank');
    const limits = library.C_GetTokenInfo(slot);
    pinText(userPin, limits);
    // The library reads 32 octets whatever it is given: the padding is ours to add.
    library.C_InitToken(slot, pinText(soPin, limits), label + ' '.repeat(32 - octets));
    setUserPin(library, slot, soPin, userPin);
  });
}

function unblockPin(library: Cryptoki, label: string, soPin: Uint8Array, newPin: Uint8Array): void {
  translated(() => setUserPin(library, requireToken(library, label).slot, soPin, newPin));
}

function setUserPin(library: Cryptoki, slot: Handle, soPin: Uint8Array, userPin: Uint8Array): void {
  const text = pinText(userPin, library.C_GetTokenInfo(slot));
  withWriteSession(library, slot, (session) => {
    logIn(library, slot, session, 'securityOfficer', soPin);
    try {
      library.C_InitPIN(session, text);
    } finally {
      library.C_Logout(session);
    }
  });
}

function changePin(library: Cryptoki, label: string, oldPin: Uint8Array, newPin: Uint8Array): void {
  translated(() => {
    const { slot } = requireToken(library, label);
    const limits = library.C_GetTokenInfo(slot);
    const [before, after] = [pinText(oldPin, limits), pinText(newPin, limits)];
    withWriteSession(library, slot, (session) =>
      withPinErrors(library, slot, 'user', () => library.C_SetPIN(session, before, after)),
    );
  });
}
