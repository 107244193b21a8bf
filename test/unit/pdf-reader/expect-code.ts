/** Runs something that must fail with one code, and gives its details. */
import { expect } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import type { ErrorDetail } from '../../../src-main/domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../../../src-main/domain/errors/codes.ts';

export function expectCode(code: ErrorCode, run: () => unknown): ErrorDetail {
  let caught: unknown;
  try {
    run();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(BianyinError);
  expect((caught as BianyinError).code).toBe(code);
  return (caught as BianyinError).detail;
}
