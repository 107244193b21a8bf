/** The one importer of pkcs11js: loads a PKCS#11 library and lends its functions to this folder. */
import { PKCS11 } from 'pkcs11js';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';

/** The library's functions as pkcs11js shows them. Slots and handles are Buffers. */
export type Cryptoki = PKCS11;
export type Handle = Buffer;
export type TokenAttribute = { readonly type: number; readonly value: number | boolean | string | Buffer };

const CKF_OS_LOCKING_OK = 0x2;

/**
 * Loads and initialises a library. Errors: `token-library-missing`.
 * No `libraryParameters`: pkcs11js cuts their last character, and no library here needs them.
 */
export function openCryptoki(libraryPath: string): Cryptoki {
  const library = new PKCS11();
  try {
    library.load(libraryPath);
    library.C_Initialize({ flags: CKF_OS_LOCKING_OK });
    return library;
  } catch (cause) {
    throw new BianyinError('token-library-missing', {}, { cause });
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
