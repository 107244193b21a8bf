/** Deciding by the code of an error, in one place: the codes that a caller tells apart stand in the type of what it then holds. */
import { BianyinError } from './bianyin-error.ts';
import type { ErrorCode } from './codes.ts';

/** An error of ours that ended with one of these codes and no other. */
export type FailureWith<C extends ErrorCode> = BianyinError & { readonly code: C };

/** Whether something thrown is an error of ours with one of these codes. */
export function failedWith<C extends ErrorCode>(
  error: unknown,
  ...codes: readonly C[]
): error is FailureWith<C> {
  return error instanceof BianyinError && codes.some((code) => code === error.code);
}
