/** Opening and closing PKCS#11 sessions so that none is left behind. */
import { sessionFlag } from './attributes.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { ckr, returnValueOf, translated } from './return-values.ts';

/** Runs a step in a read-only session of its own. */
export function withReadSession<T>(library: Cryptoki, slot: Handle, step: (session: Handle) => T): T {
  return translated(() => {
    const session = library.C_OpenSession(slot, sessionFlag.readOnly);
    try {
      return step(session);
    } finally {
      closeSession(library, session);
    }
  });
}

/** Runs a step in a read-write session of its own. */
export function withWriteSession<T>(library: Cryptoki, slot: Handle, step: (session: Handle) => T): T {
  return translated(() => {
    const session = library.C_OpenSession(slot, sessionFlag.readWrite);
    try {
      return step(session);
    } finally {
      closeSession(library, session);
    }
  });
}

/** A session that may write, where the token lets anybody write: signing needs none. */
export function openWidest(library: Cryptoki, slot: Handle): Handle {
  try {
    return library.C_OpenSession(slot, sessionFlag.readWrite);
  } catch (error) {
    if (returnValueOf(error) !== ckr.tokenWriteProtected) throw error;
    return library.C_OpenSession(slot, sessionFlag.readOnly);
  }
}

/** Closes; a session that died with its token is closed already. */
export function closeSession(library: Cryptoki, session: Handle): void {
  try {
    library.C_CloseSession(session);
  } catch {
    // The step's own error is what matters.
  }
}
