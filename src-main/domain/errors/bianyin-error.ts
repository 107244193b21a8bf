/** The one error type of the project. Vendor, PKCS#11 and system errors are mapped to it once, at the edge. */
import type { ErrorCode } from './codes.ts';

/** Values that fill the `{placeholders}` of a code's sentence. Never a PIN, a path of the machine or vendor text. */
export type ErrorDetail = Readonly<Record<string, string | number>>;

/** The one error of the application: a code of the closed list, details for its sentence, and what caused it. */
export class BianyinError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, detail: ErrorDetail = {}, options: { cause?: unknown } = {}) {
    super(code, options);
    this.name = 'BianyinError';
    this.code = code;
    this.detail = detail;
  }
}
