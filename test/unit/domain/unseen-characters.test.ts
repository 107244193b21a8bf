/** Names and texts of others, wherever they are shown: nothing in them is invisible, turns the line round or grows out of it. */
import { describe, expect, test } from 'vitest';
import { displayName } from '../../../src-main/platform/display-name.ts';
import { cellText, safeText } from '../../../src-main/report/safe-text.ts';
import { tableCsv } from '../../../src-main/report/table.ts';
import { cleanText } from '../../../src-main/verification/clean-text.ts';

const shown = [displayName, safeText, cellText, cleanText, (text: string) => csvOf(text)] as const;
const csvOf = (text: string): string =>
  tableCsv({ title: 't', columns: [{ title: 'c', width: 9 }], rows: [[text]] }).split('\r\n')[1] ?? '';

describe('in file names, on paper, in tables, in verdicts', () => {
  test.each([
    ['turned round', '\u202e'],
    ['isolated', '\u2067'],
    ['zero width', '\u200b'],
    ['a byte order mark', '\ufeff'],
    ['a line break', '\n'],
    ['a line separator', '\u2028'],
    ['an escape', '\u001b'],
    ['a grapheme joiner', '\u034f'],
    ['a Hangul filler', '\u3164'],
    ['a half-width filler', '\uffa0'],
    ['an empty Braille cell', '\u2800'],
    ['half a pair', '\ud800'],
  ])('%s is not there any more', (_, character) => {
    for (const show of shown) expect(show(`合同${character}gpj.pdf`)).not.toContain(character);
  });

  test('a letter keeps four marks, and the name of a person its rare form', () => {
    const tower = `a${'\u0301'.repeat(50)}b`;
    for (const show of shown) expect([...show(tower)]).toHaveLength(6);
    for (const show of shown) expect(show('葛\u{e0100}某')).toBe('葛\u{e0100}某');
  });

  test('what is very long ends', () => {
    for (const show of [safeText, cellText, cleanText, csvOf])
      expect([...show('长'.repeat(5000))].length).toBeLessThan(410);
  });
});
