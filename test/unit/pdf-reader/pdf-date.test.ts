/** Dates are read as a whole or not at all (ISO 32000-2 §7.9.4): part of a date is another date. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePdfDate } from '../../../src-main/pdf/pdf-date.ts';

const read = (text: string) => parsePdfDate(text)?.toISOString() ?? null;

describe('dates of the standard', () => {
  it.each([
    ['D:2026', '2026-01-01T00:00:00.000Z'],
    ['D:202611', '2026-11-01T00:00:00.000Z'],
    ['D:20261129', '2026-11-29T00:00:00.000Z'],
    ['D:2026112909', '2026-11-29T09:00:00.000Z'],
    ['D:202611290905', '2026-11-29T09:05:00.000Z'],
    ['D:20261129090507', '2026-11-29T09:05:07.000Z'],
    ['D:20261129090507Z', '2026-11-29T09:05:07.000Z'],
    ["D:20261129090507Z00'00'", '2026-11-29T09:05:07.000Z'],
    ['D:20261129090507+08', '2026-11-29T01:05:07.000Z'],
    ["D:20261129090507+08'", '2026-11-29T01:05:07.000Z'],
    ["D:20261129090507+08'00", '2026-11-29T01:05:07.000Z'],
    ["D:20261129090507+08'00'", '2026-11-29T01:05:07.000Z'],
    ["D:20261129090507-03'30", '2026-11-29T12:35:07.000Z'],
    ["D:20261231235959-23'59'", '2027-01-01T23:58:59.000Z'],
    ['D:20240229', '2024-02-29T00:00:00.000Z'],
    ['D:0001', '0001-01-01T00:00:00.000Z'],
  ])('%s', (text, time) => {
    expect(read(text)).toBe(time);
  });
});

describe('everything else is no time', () => {
  it.each([
    // ISO 8601 and its kin: read from the left they are the beginning of a year with a zone of -11:29.
    '2026-11-29T09:00:00+08:00',
    '2026-11-29',
    'D:2026-11-29',
    'D:2026-11-29T09:00:00Z',
    '2026-11-29 09:00:00',
    // Parts left out or cut.
    '',
    'D:',
    'D:202',
    'D:20261',
    'D:2026112',
    'D:20261129090',
    'D:2026112909050',
    "D:20261129090507+8'00'",
    "D:20261129090507+08'0'",
    'D:20261129090507+',
    'D:20261129090507+0800',
    'D:20261129090507+08:00',
    'D:2026+08',
    'D:20261129Z',
    // Something before or behind.
    ' D:20261129',
    'D:20261129 ',
    'D:20261129\n',
    'D:20261129\0',
    'DD:20261129',
    'd:20261129',
    '20261129090507Z',
    "D:20261129090507+08'00''",
    "D:20261129090507+08'00'x",
    'D:20261129090507ZZ',
    'D:20261129090507.5Z',
    // No such day, hour or zone.
    'D:20261301',
    'D:20260001',
    'D:20260231',
    'D:20230229',
    'D:20261100',
    'D:2026112924',
    'D:202611290960',
    'D:20261129090560',
    "D:20261129090507+24'00",
    "D:20261129090507-11'60",
    "D:20261129090507Z08'00'",
    // Digits that are none of ASCII, other signs.
    'D:２０２６',
    'D:20261129090507−08',
    'D:20261129090507+08’00’',
  ])('%j', (text) => {
    expect(read(text)).toBeNull();
  });

  it('reads back what it can have written, and nothing with one more character', () => {
    const seconds = fc.integer({ min: Date.UTC(1900, 0) / 1000, max: Date.UTC(2199, 0) / 1000 });
    const more = fc.string({ minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(seconds, more, (at, behind) => {
        const time = new Date(at * 1000);
        const text = `D:${time.toISOString().slice(0, 19).replace(/[-:T]/g, '')}`;
        expect(read(text)).toBe(time.toISOString());
        const isZone = /^(Z|[+-]\d\d)$/.test(behind);
        if (!isZone) expect(read(`${text}Z00'00'${behind}`)).toBeNull();
        expect(read(behind + text)).toBeNull();
      }),
    );
  });
});
