/** The recovery code on paper: what people mistype is found in its group, and what they may type is one code. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { utf8Decode, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { CODE_RANDOM, readRecoveryCode, recoveryCodeFrom } from '../../../src-main/backup/recovery-code.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const read = (text: string): string => utf8Decode(readRecoveryCode(utf8Encode(text)));

function groupOf(text: string): number | string {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof BianyinError && error.code === 'recovery-code-mistyped')
      return Number(error.detail['number']);
    throw error;
  }
}

test('seven groups of five; small letters, spaces and look-alikes are the same code', () => {
  const code = recoveryCodeFrom(randomBytes(CODE_RANDOM));
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$/);
  const plain = read(code);
  expect(plain).toHaveLength(CODE_RANDOM);
  expect(read(code.toLowerCase().replaceAll('-', ' '))).toBe(plain);
  expect(read(code.replaceAll('-', ''))).toBe(plain);
  expect(read(code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(plain);
  expect(read(code.replaceAll('1', 'I'))).toBe(plain);
});

test('every single wrong character is found in its group', () => {
  const code = recoveryCodeFrom(randomBytes(CODE_RANDOM));
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '-') continue;
    for (const letter of `${letters}U*`) {
      if (letter === code[at]) continue;
      const typed = code.slice(0, at) + letter + code.slice(at + 1);
      expect(groupOf(typed), `${at} ${letter}`).toBe(Math.floor(at / 6) + 1);
    }
  }
});

test('two neighbours that changed places, and two groups that did, are found', () => {
  const code = recoveryCodeFrom(randomBytes(CODE_RANDOM));
  const groups = code.split('-');
  for (let at = 0; at + 1 < code.length; at += 1) {
    const [a = '', b = ''] = [code[at], code[at + 1]];
    if (a === b || a === '-' || b === '-') continue;
    expect(groupOf(code.slice(0, at) + b + a + code.slice(at + 2))).toBe(Math.floor(at / 6) + 1);
  }
  for (let i = 0; i < 7; i += 1)
    for (let j = i + 1; j < 7; j += 1) {
      const swapped = groups.with(i, groups[j] ?? '').with(j, groups[i] ?? '');
      expect(groupOf(swapped.join('-'))).toBe(i + 1);
    }
});

test.each(['', 'K7QM2', 'A'.repeat(34), 'A'.repeat(36)])('%j has another length', (typed) => {
  expect(() => read(typed)).toThrow('recovery-code-length');
});
