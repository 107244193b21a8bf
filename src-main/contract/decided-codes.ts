/**
 * Codes that a page tells apart, call by call: with any other it can only say the sentence. A page that decides by a code which its
 * call does not list here does not compile.
 */
import type { CallName } from './calls.ts';
import type { CallErrorCode } from './result.ts';

interface DecidedCodes {
  /** Trust was imported before: it may be kept beside the sandbox. */
  readonly 'sandbox.init': 'home-has-trust';
  /** The file has gone, or goes with its request. */
  readonly 'request.open': 'file-not-readable';
  /** No printer: the report is saved instead. */
  readonly 'report.print': 'print-not-possible';
}

/** What a call may be decided by; whoever had a chooser or a question before them may have turned it away. */
export type DecidedCode<N extends CallName> = Extract<
  CallErrorCode,
  'cancelled' | (N extends keyof DecidedCodes ? DecidedCodes[N] : never)
>;
