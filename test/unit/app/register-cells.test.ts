/** Cells of the register in words: no code stands alone where a sentence is known, and none has holes. */
import { describe, expect, it } from 'vitest';
import { registerRemark, registerResult } from '../../../src-main/contract/register-cells.ts';

describe('cells of the register', () => {
  it.each([
    ['ok', '完成', 'Done'],
    ['interrupted', '中断', 'Broken off'],
    ['', '', ''],
    ['something-new', '没有完成 (something-new)', 'Not completed (something-new)'],
    // Its sentence has a value that the register does not keep.
    ['token-not-found', '没有完成 (token-not-found)', 'Not completed (token-not-found)'],
  ])('the result %s', (code, zh, en) => {
    expect([registerResult(code, 'zh'), registerResult(code, 'en')]).toEqual([zh, en]);
  });

  it('a failure says its sentence', () => {
    expect(registerResult('pin-incorrect', 'zh')).toContain('PIN 不正确，没有签名');
    expect(registerResult('pin-incorrect', 'en')).toContain('The PIN is not correct');
  });

  it('an approval notes a role, everything else what was written', () => {
    expect([registerRemark('counsel', 'zh'), registerRemark('counsel', 'en')]).toEqual(['法务', 'Counsel']);
    expect(registerRemark('缺附件', 'en')).toBe('缺附件');
    expect(registerRemark('2026-12-01T16:59:35Z', 'zh')).toBe('2026年12月2日 00:59:35');
  });

  it('a use of a list says so in both languages', () => {
    const noted = '清单 YY-02-20261201-0002 第 21 件，共 21 件';
    expect(registerRemark(noted, 'zh')).toBe(noted);
    expect(registerRemark(noted, 'en')).toBe('File 21 of 21 of the list YY-02-20261201-0002');
    expect(registerRemark(`${noted}等`, 'en'), 'what people typed stays').toBe(`${noted}等`);
  });
});
