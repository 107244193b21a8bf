/** Words and numbers of the windows: both languages complete, colours and shapes apart, forms of offices. */
import { describe, expect, it } from 'vitest';
import { formatIn } from '../../../src-renderer/i18n/format.ts';
import { fill } from '../../../src-renderer/i18n/words.ts';

const modules = import.meta.glob<Record<string, Record<string, unknown>>>(
  '../../../src-renderer/i18n/*-words.ts',
  { eager: true },
);
const tables = Object.keys(modules);
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('word tables', () => {
  it.each(tables)('%s says the same in both languages', (name) => {
    const table = Object.entries(modules[name] ?? {}).find(([key]) => key.endsWith('Words'))?.[1] ?? {};
    expect(Object.keys(table).length).toBeGreaterThan(0);
    for (const entry of Object.values(table)) {
      const { zh, en } = entry as { zh: string; en: string };
      expect(zh).not.toBe('');
      expect(en).not.toBe('');
      expect(placeholders(en)).toEqual(placeholders(zh));
    }
  });

  it('never speaks of digests and chains of certificates on the first level', () => {
    for (const name of tables) {
      const text = JSON.stringify(modules[name]);
      expect(text).not.toMatch(/哈希|证书链|签名值|未知错误/);
    }
  });
});

describe('forms', () => {
  it('writes times of China in the two languages', () => {
    expect(formatIn('zh').time('2026-03-02T06:05:00Z')).toBe('2026年3月2日 14:05');
    expect(formatIn('en').time('2026-03-02T06:05:00Z')).toBe('2 Mar 2026, 14:05');
    expect(formatIn('zh').shortTime('2026-12-31T16:30:00Z')).toBe('01-01 00:30');
  });

  it('groups exact amounts without floating point', () => {
    expect(formatIn('zh').money('999999999999999.5', 'CNY')).toBe('￥999,999,999,999,999.50');
    expect(formatIn('en').money('128000', 'CNY')).toBe('CNY 128,000.00');
    expect(formatIn('zh').mm(120)).toBe('120.0 mm');
  });

  it('shows a missing value as a question mark', () => {
    expect(fill('{a} {b}', { a: 1 })).toBe('1 ?');
  });
});
