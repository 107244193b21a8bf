/** Times: one spelling for statements, the day in China for register numbers, the clock in China for people. */
import { expect, it } from 'vitest';
import { chinaDay, chinaTimeText, isInstant, parseInstant } from '../../../src-main/domain/instant.ts';

const lateEvening = new Date('2026-11-23T21:06:30Z');

it('is already the next day in China in the late evening of Greenwich', () => {
  expect(chinaDay(lateEvening)).toBe('20261124');
  expect(chinaTimeText(lateEvening, 'zh')).toBe('2026年11月24日 05:06:30');
  expect(chinaTimeText(lateEvening, 'en')).toBe('24 Nov 2026, 05:06:30 UTC+8');
});

it.each(['2026-11-23T21:06:30.000Z', '2026-02-30T00:00:00Z', '2026-11-23 21:06:30Z', ''])(
  'refuses %j as a point in time',
  (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'instant-malformed' }));
  },
);
