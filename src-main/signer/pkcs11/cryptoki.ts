/** The one importer of pkcs11js: loads a PKCS#11 library and lends its functions to this folder. */
import { PKCS11 } from 'pkcs11js';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { whyNotLoaded } from './driver-file.ts';
import { ckr, returnValueOf, shownValue } from './return-values.ts';

/** The library's functions as pkcs11js shows them. Slots and handles are Buffers. */
export type Cryptoki = PKCS11;
export type Handle = Buffer;
export type TokenAttribute = { readonly type: number; readonly value: number | boolean | string | Buffer };

const CKF_OS_LOCKING_OK = 0x2;

const wantsNoLocking: ReadonlySet<number> = new Set([
  ckr.argumentsBad,
  ckr.needToCreateThreads,
  ckr.cantLock,
]);

/**
 * Loads and initialises a library. Errors: `token-library-missing`, `token-driver-*`; about the SKF library, where it is that which does
 * not load. No `libraryParameters`: pkcs11js cuts their last character, and no library here needs them.
 */
export function openCryptoki(libraryPath: string, skfLibrary?: string): Cryptoki {
  const library = loadCryptoki(libraryPath);
  startCryptoki(library, skfLibrary);
  return library;
}

/** The library, before C_Initialize. Errors: `token-library-missing`, `token-driver-*`. */
export function loadCryptoki(libraryPath: string): Cryptoki {
  const library = new PKCS11();
  try {
    library.load(libraryPath);
    return library;
  } catch (cause) {
    throw whyNotLoaded(libraryPath, cause);
  }
}

/** Errors: `token-driver-refused`, and why an SKF library did not load; the library is closed then. */
export function startCryptoki(library: Cryptoki, skfLibrary?: string): void {
  try {
    initialise(library);
  } catch (cause) {
    library.close();
    if (skfLibrary !== undefined && returnValueOf(cause) === skfUnusable)
      throw whyNotLoaded(skfLibrary, loaderError(skfLibrary) ?? cause);
    throw new BianyinError('token-driver-refused', { ckr: shownValue(cause) }, { cause });
  }
}

/** CKR_SKF_LIBRARY_UNUSABLE of native/skf-bridge: PKCS#11 carries no words of the loader. */
const skfUnusable = 0x80534b01;

/** What the loader says of a library that did not load; the bridge cannot hand it on. */
function loaderError(path: string): unknown {
  const library = new PKCS11();
  try {
    library.load(path);
    library.close();
    return undefined;
  } catch (error) {
    return error;
  }
}

/**
 * This process calls a library from one thread only: one that knows no locking serves as well. pkcs11js always passes the structure:
 * a library that takes only a null pointer is not served.
 */
function initialise(library: Cryptoki): void {
  const attempts = [() => library.C_Initialize({ flags: CKF_OS_LOCKING_OK }), () => library.C_Initialize()];
  for (const [index, attempt] of attempts.entries()) {
    try {
      attempt();
      return;
    } catch (error) {
      const value = returnValueOf(error);
      // Said by drivers that initialise themselves while they are loaded: what follows shows whether they work.
      if (value === ckr.alreadyInitialized) return;
      if (index > 0 || value === undefined || !wantsNoLocking.has(value)) throw error;
    }
  }
}

/** Ends the use of a library. Failures are of no interest any more. */
export function closeCryptoki(library: Cryptoki): void {
  try {
    library.C_Finalize();
  } catch {
    // The process ends soon; there is nothing to save.
  }
  library.close();
}

/** A CK_SLOT_ID or handle as a number, for people and logs. */
export function handleNumber(handle: Handle): number {
  return handle.length >= 4 ? handle.readUInt32LE(0) : 0;
}
