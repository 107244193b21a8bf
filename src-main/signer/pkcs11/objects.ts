/** Finding and reading objects of a token. */
import { cka } from './attributes.ts';
import type { TokenAttribute, Cryptoki, Handle } from './cryptoki.ts';
import { isGone } from './return-values.ts';

const objectsAtOnce = 64;

/** Handles of all objects that match the template. The search is always ended, or the next one would be refused. */
export function findObjects(
  library: Cryptoki,
  session: Handle,
  template: readonly TokenAttribute[],
): Handle[] {
  library.C_FindObjectsInit(session, [...template]);
  const found: Handle[] = [];
  try {
    for (;;) {
      const more = library.C_FindObjects(session, objectsAtOnce);
      if (more.length === 0) return found;
      found.push(...more);
    }
  } finally {
    library.C_FindObjectsFinal(session);
  }
}

/**
 * One attribute's octets; undefined where the object has none, or does not show it, with whatever value a driver says so.
 * Only a token that is gone is an error.
 */
export function readAttribute(
  library: Cryptoki,
  session: Handle,
  object: Handle,
  type: number,
): Uint8Array | undefined {
  try {
    // One at a time: many libraries fail a whole template for one attribute that they do not have.
    const [attribute] = library.C_GetAttributeValue(session, object, [{ type }]);
    const value: unknown = attribute?.value;
    return Buffer.isBuffer(value) ? Uint8Array.from(value) : undefined;
  } catch (error) {
    if (isGone(error)) throw error;
    return undefined;
  }
}

/** A text attribute; vendors end some with a zero. Empty where there is none. */
export function readTextAttribute(library: Cryptoki, session: Handle, object: Handle, type: number): string {
  const value = readAttribute(library, session, object, type) ?? new Uint8Array();
  return new TextDecoder().decode(value).replace(/\0+$/, '');
}

/** CKA_ID in lower-case hexadecimal. */
export function readId(library: Cryptoki, session: Handle, object: Handle): string {
  return Buffer.from(readAttribute(library, session, object, cka.id) ?? []).toString('hex');
}
