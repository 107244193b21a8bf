/** What workers and their callers say to each other, and how an error crosses the process boundary: code and detail only. */
import { randomUUID } from 'node:crypto';
import { BianyinError, type ErrorDetail } from '../domain/errors/bianyin-error.ts';
import { errorSentences, type ErrorCode } from '../domain/errors/codes.ts';

interface DoneMessage {
  readonly kind: 'done';
  readonly value: unknown;
}

export interface FailedMessage {
  readonly kind: 'failed';
  readonly code: string;
  readonly detail: ErrorDetail;
}

export type WorkerAnswer = DoneMessage | FailedMessage;

/** An error as a message. What is not ours becomes `internal` with a diagnostic number; its text goes to `report`. */
export function messageFromError(
  error: unknown,
  report: (diagnostic: string, error: unknown) => void,
): FailedMessage {
  if (error instanceof BianyinError) return { kind: 'failed', code: error.code, detail: error.detail };
  const diagnostic = randomUUID().slice(0, 8);
  report(diagnostic, error);
  return { kind: 'failed', code: 'internal', detail: { diagnostic } };
}

/** The error that a message carries; a code that we do not know becomes `internal`. */
export function errorFromMessage(message: FailedMessage): BianyinError {
  const known = Object.hasOwn(errorSentences, message.code);
  return known
    ? new BianyinError(message.code as ErrorCode, message.detail)
    : new BianyinError('internal', { diagnostic: 'unknown-code' });
}
