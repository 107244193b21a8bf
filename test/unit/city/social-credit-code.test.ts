/** GB 32100 and GB 11714 check characters on public codes and on invented ones. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isSocialCreditCode,
  organisationCheck,
  socialCreditCheck,
  socialCreditCodeProblem,
} from '../../../src-main/domain/social-credit-code.ts';

const right = [
  '91350100M000100Y43',
  '91110000802100433B',
  '914403001922038216',
  '91410200XXXX00019D',
  '91410202XXXX000275',
  '91410211XXXX000351',
  '92410203XXXX000436',
  '93410212XXXX00051Y',
];

it.each(right)('%s is right', (code) => {
  expect(socialCreditCodeProblem(code)).toBeNull();
});

it('finds every change of one character', () => {
  const characters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  const position = fc.integer({ min: 0, max: 17 });
  fc.assert(
    fc.property(fc.constantFrom(...right), position, fc.constantFrom(...characters), (code, at, other) => {
      const changed = code.slice(0, at) + other + code.slice(at + 1);
      return changed === code || !isSocialCreditCode(changed);
    }),
  );
});

it('says what is wrong', () => {
  expect(socialCreditCodeProblem('91410200')).toBe('length');
  expect(socialCreditCodeProblem('91410200XXXX0001IO')).toBe('character');
  expect(socialCreditCodeProblem('91410200XXXX00018D')).toBe('organisation-check');
  expect(socialCreditCodeProblem('91410200XXXX00019E')).toBe('check');
});

it('computes X for ten and 0 for eleven', () => {
  const checks = new Set(
    Array.from({ length: 40 }, (_, i) => organisationCheck(`XXXX${String(i).padStart(4, '0')}`)),
  );
  expect(checks).toContain('X');
  expect(checks).toContain('0');
  expect(socialCreditCheck('91410200XXXX00019')).toBe('D');
});
