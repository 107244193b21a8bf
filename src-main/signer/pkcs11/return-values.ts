/** PKCS#11 return values (v2.40 §5.1) as errors of the project: the one place where they are translated. */
import { BianyinError, type ErrorDetail } from '../../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../../domain/errors/codes.ts';

/** Return values that code decides on. */
export const ckr = Object.freeze({
  cancel: 0x1,
  argumentsBad: 0x7,
  needToCreateThreads: 0x9,
  cantLock: 0xa,
  functionCanceled: 0x50,
  functionRejected: 0x200,
  operationActive: 0x90,
  pinLengthRange: 0xa2,
  tokenWriteProtected: 0xe2,
  bufferTooSmall: 0x150,
  alreadyInitialized: 0x191,
  attributeTypeInvalid: 0x12,
  attributeSensitive: 0x11,
  deviceRemoved: 0x32,
  functionNotSupported: 0x54,
  keyHandleInvalid: 0x60,
  mechanismInvalid: 0x70,
  mechanismParamInvalid: 0x71,
  pinIncorrect: 0xa0,
  pinLocked: 0xa4,
  tokenNotPresent: 0xe0,
  tokenNotRecognized: 0xe1,
  userAlreadyLoggedIn: 0x100,
});

const codeByValue: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [0x01, 'token-cancelled'], // CANCEL
  [0x03, 'token-removed'], // SLOT_ID_INVALID: the slot went away with its reader
  [0x31, 'token-memory-full'],
  [0x32, 'token-removed'],
  [0x50, 'token-cancelled'], // FUNCTION_CANCELED: refused on the key, or its time ran out
  [0x60, 'token-key-missing'],
  [0x70, 'token-mechanism-missing'],
  [0x90, 'token-busy'], // OPERATION_ACTIVE
  [0xa0, 'pin-incorrect'],
  [0xa1, 'pin-incorrect'],
  [0xa2, 'pin-not-taken'],
  [0xa3, 'pin-expired'],
  [0xa4, 'pin-locked'],
  [0xb0, 'token-removed'], // SESSION_CLOSED: only a removal closes our sessions
  [0xb1, 'token-busy'],
  [0xb3, 'token-removed'], // SESSION_HANDLE_INVALID
  [0xb6, 'token-busy'],
  [0xb7, 'token-busy'],
  [0xb8, 'token-busy'],
  [0xe0, 'token-removed'],
  [0xe1, 'token-not-recognised'],
  [0xe2, 'token-write-protected'],
  [0x100, 'token-busy'],
  [0x101, 'token-login-required'],
  [0x102, 'pin-not-set'],
  [0x104, 'token-busy'],
  [0x200, 'token-cancelled'], // FUNCTION_REJECTED
]);

/** After these the token, its session or the library is gone: to go on reading is to hear the same of everything. */
const gone: ReadonlySet<number> = new Set([0x03, 0x32, 0xb0, 0xb3, 0xe0, 0x190]);

/** Whether a failed call says that the token as a whole is not there any more. */
export function isGone(error: unknown): boolean {
  const value = returnValueOf(error);
  return value !== undefined && gone.has(value);
}

/** A return value as people and logs write it: `0x30`; `none` where an exception carries none. */
export function shownValue(error: unknown): string {
  const value = returnValueOf(error);
  return value === undefined ? 'none' : `0x${value.toString(16)}`;
}

/**
 * The return value that an exception of pkcs11js carries, or undefined when it is something else. Some of its functions
 * (C_CreateObject, C_SetAttributeValue, C_FindObjects) throw a bare Error whose whole text is `CKR_NAME:number`.
 */
export function returnValueOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as Error & { readonly code?: unknown };
  if (error.name === 'Pkcs11Error' && typeof code === 'number') return code;
  const bare = /^CKR_\w+:(\d+)$/.exec(error.message);
  return bare ? Number(bare[1]) : undefined;
}

/** An exception of pkcs11js as one of ours; what is already ours passes. Vendor text stays in `cause`. */
export function tokenError(error: unknown, detail: ErrorDetail = {}): BianyinError {
  if (error instanceof BianyinError) return error;
  const value = returnValueOf(error);
  const code = value === undefined ? undefined : codeByValue.get(value);
  if (code !== undefined) return new BianyinError(code, detail, { cause: error });
  return new BianyinError('token-device-error', { ...detail, ckr: shownValue(error) }, { cause: error });
}

/** Runs a step and translates what it throws. */
export function translated<T>(step: () => T, detail: ErrorDetail = {}): T {
  try {
    return step();
  } catch (error) {
    throw tokenError(error, detail);
  }
}
