/** An error of ours is an answer; a defect never is. */
import { expect, test } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { orElse } from '../../../src-main/domain/errors/or-else.ts';

test('gives what was read, or the other answer for an error of ours', () => {
  expect(orElse(() => 1, null)).toBe(1);
  expect(
    orElse(() => {
      throw new BianyinError('der-malformed');
    }, null),
  ).toBeNull();
});

test('a defect goes on', () => {
  const broken = (): never => {
    throw new TypeError('not ours');
  };
  expect(() => orElse(broken, null)).toThrow(TypeError);
});
