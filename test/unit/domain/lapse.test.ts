/** What comes to its end is said sixty, thirty and ten days ahead, in both languages, and not before. */
import { expect, test } from 'vitest';
import { byUrgency, lapseOf, lapsingThings } from '../../../src-main/domain/lapse.ts';
import { lapseText } from '../../../src-main/domain/lapse-text.ts';

const now = new Date('2026-11-30T04:00:00Z');
const DAY = 86_400_000;
const inDays = (days: number): Date => new Date(now.getTime() + days * DAY);
const at = (days: number, what: (typeof lapsingThings)[number] = 'seal') =>
  lapseOf({ what, name: '合同专用章', until: inDays(days) }, now);

test.each([
  [61, null, null],
  [60.0001, null, null],
  [60, '60', 60],
  [30.0001, '60', 30],
  [30, '30', 30],
  [10.0001, '30', 10],
  [10, '10', 10],
  [0.5, '10', 0],
  [0, 'over', 0],
  [-400, 'over', 0],
])('%d days', (days, stage, left) => {
  const found = at(days);
  expect([found?.stage ?? null, found?.days ?? null]).toEqual([stage, left]);
});

test('the most urgent comes first', () => {
  const found = [at(50), at(-1), at(9)].flatMap((each) => each ?? []);
  expect(found.sort(byUrgency).map(({ stage }) => stage)).toEqual(['over', '10', '60']);
});

test('each thing has its sentence with the day in China, in both languages', () => {
  for (const what of lapsingThings)
    for (const days of [25, 0.5, -3]) {
      const found = at(days, what);
      if (!found) throw new Error(what);
      expect(lapseText(found, 'zh')).toMatch(/到期.*20\d\d年\d+月\d+日|20\d\d年\d+月\d+日 到期/);
      expect(lapseText(found, 'en')).toMatch(/\d+ [A-Z][a-z]{2} 20\d\d/);
      expect(lapseText(found, 'zh') + lapseText(found, 'en')).not.toMatch(/[{}]|undefined/);
    }
  const evening = lapseOf({ what: 'seal', name: '公章', until: new Date('2026-12-05T17:00:00Z') }, now);
  expect(evening && lapseText(evening, 'zh')).toBe(
    '印章“公章”还有 5 天到期（2026年12月6日）。请在到期前办理换发。',
  );
});
