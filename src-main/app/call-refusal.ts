/** A refusal that only the way between page and application knows; everything else is a BianyinError. */
import type { ErrorDetail } from '../domain/errors/bianyin-error.ts';
import type { RouterCode } from '../contract/result.ts';

export class CallRefusal extends Error {
  readonly code: RouterCode;
  readonly detail: ErrorDetail;

  constructor(code: RouterCode, detail: ErrorDetail = {}) {
    super(code);
    this.name = 'CallRefusal';
    this.code = code;
    this.detail = detail;
  }
}
