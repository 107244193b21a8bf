/** Plain PKCS#11 on one token, for tests that look at return values and octets below our own layer. */
import { onTestFinished } from 'vitest';
import {
  closeCryptoki,
  openCryptoki,
  type Cryptoki,
  type Handle,
} from '../../src-main/signer/pkcs11/cryptoki.ts';
import { returnValueOf } from '../../src-main/signer/pkcs11/return-values.ts';
import { softUkeyModulePath } from './soft-ukey-fixture.ts';

export const CKU = { so: 0, user: 1 } as const;
export const readWrite = 0x6;
export const readOnly = 0x4;

/** Mechanisms of the soft UKey. */
export const mechanisms = {
  keyPair: 0x80008001,
  message: 0x80008100,
  messageDer: 0x80008101,
  digestDer: 0x80008104,
  digestRaw: 0x80008105,
  digestPlain: 0x80008000,
  sm3: 0x80000005,
} as const;

/** Loads the module for a folder of tokens; closed when the test ends. */
export function openRaw(directory: string): Cryptoki {
  // C_Initialize reads the variable; process.env writes through to the C environment in a main thread.
  process.env['BIANYIN_SOFT_UKEY_DIR'] = directory;
  const library = openCryptoki(softUkeyModulePath());
  onTestFinished(() => closeCryptoki(library));
  return library;
}

/** The first slot, which holds a token when one was made. */
export function firstSlot(library: Cryptoki): Handle {
  const [slot] = library.C_GetSlotList(true);
  if (slot === undefined) throw new Error('no slot');
  return slot;
}

/** The return value that a step fails with; 0 when it succeeds. */
export function returnValue(step: () => unknown): number {
  try {
    step();
    return 0;
  } catch (error) {
    return returnValueOf(error) ?? -1;
  }
}

/** A logged-in read-write session. */
export function userSession(library: Cryptoki, slot: Handle, pin: string): Handle {
  const session = library.C_OpenSession(slot, readWrite);
  library.C_Login(session, CKU.user, pin);
  return session;
}

export interface RawKeyPair {
  readonly publicKey: Handle;
  readonly privateKey: Handle;
  readonly point: Uint8Array;
}

/** An SM2 key pair on the token. */
export function makeKeyPair(library: Cryptoki, session: Handle, id = '01'): RawKeyPair {
  const shared = [
    { type: 0x1, value: true },
    { type: 0x102, value: Buffer.from(id, 'hex') },
  ];
  const pair = library.C_GenerateKeyPair(session, { mechanism: mechanisms.keyPair }, shared, shared);
  const [point] = library.C_GetAttributeValue(session, pair.publicKey, [{ type: 0x181 }]);
  return { ...pair, point: Uint8Array.from((point?.value as Buffer).subarray(2)) };
}

/** One signature by a mechanism. */
export function sign(
  library: Cryptoki,
  session: Handle,
  key: Handle,
  mechanism: number,
  input: Uint8Array,
  identity?: string,
): Buffer {
  const parameter = identity === undefined ? {} : { parameter: Buffer.from(identity) };
  library.C_SignInit(session, { mechanism, ...parameter }, key);
  return library.C_Sign(session, Buffer.from(input), Buffer.alloc(128));
}
