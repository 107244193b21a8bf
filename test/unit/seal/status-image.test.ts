/** The image of all seals answers exactly as a list would: what was said, nothing else, and unknown for everything nobody said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { instantText } from '../../../src-main/domain/instant.ts';
import { deltaOf, encodeStatusDelta, parseStatusDelta } from '../../../src-main/seal/status-delta.ts';
import { applyStatusDelta, emptyStatusImage } from '../../../src-main/seal/status-image-build.ts';
import { checkStatusImage } from '../../../src-main/seal/status-image-check.ts';
import { historyOf, openStatusImage, type StatusImage } from '../../../src-main/seal/status-image.ts';
import { lookUpSeal } from '../../../src-main/seal/status-lookup.ts';
import {
  sealStatusReasons,
  unissued,
  type SealHistory,
  type StatusRow,
} from '../../../src-main/seal/status-row.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const scope = '410200';
const now = new Date('2026-11-23T08:00:00Z');
const esIdOf = (number: number): string => scope + String(number).padStart(8, '0');

const time = fc
  .integer({ min: Date.UTC(2015, 0, 1) / 1000, max: now.getTime() / 1000 })
  .map((seconds) => instantText(new Date(seconds * 1000)));
const row: fc.Arbitrary<StatusRow> = fc
  .record(
    { s: fc.integer({ min: 0, max: 3 }), since: time, r: fc.constantFrom(...sealStatusReasons), inv: time },
    { requiredKeys: ['s', 'since'] },
  )
  .map((value) => value);
const rows = fc
  .uniqueArray(row, { minLength: 1, maxLength: 5, selector: ({ since }) => since })
  .map((all) => all.toSorted((a, b) => (a.since < b.since ? -1 : 1)));
const history: fc.Arbitrary<SealHistory> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<SealHistory>({ code: 'valid', rows: [] }) },
  { weight: 2, arbitrary: fc.constant<SealHistory>({ code: 'expired', rows: [] }) },
  { weight: 2, arbitrary: rows.map((all): SealHistory => ({ code: 'history', rows: all })) },
);
/** Numbers of the city, near each other and far apart, and numbers that are not the city's. */
const esId = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map(esIdOf),
  fc.integer({ min: 0, max: 9000 }).map(esIdOf),
  fc.integer({ min: 0, max: 500 }).map((number) => `41030${String(number).padStart(9, '0')}`),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const register = fc.array(fc.tuple(esId, history), { maxLength: 80 }).map((all) => new Map(all));

const strip = ({ code, rows: all }: SealHistory) => ({ code, rows: all.map((each) => ({ ...each })) });
function build(seals: ReadonlyMap<string, SealHistory>): StatusImage {
  const delta = deltaOf(scope, 0, seals);
  return applyStatusDelta(emptyStatusImage(scope), parseStatusDelta(encodeStatusDelta(delta)));
}

describe('an image', () => {
  it('answers as the register does, and unknown for the rest', () => {
    fc.assert(
      fc.property(register, fc.array(esId, { maxLength: 40 }), (seals, others) => {
        const image = openStatusImage(build(seals).bytes);
        checkStatusImage(image, now);
        for (const id of [...seals.keys(), ...others]) {
          expect(strip(historyOf(image, id))).toEqual(strip(seals.get(id) ?? unissued));
        }
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('has one spelling, whichever way it was reached', () => {
    fc.assert(
      fc.property(register, fc.integer({ min: 0, max: 80 }), (seals, cut) => {
        const all = [...seals];
        const first = build(new Map(all.slice(0, cut)));
        const rest = deltaOf(scope, first.count, all.slice(cut));
        const second = applyStatusDelta(first, parseStatusDelta(encodeStatusDelta(rest)));
        expect(toHex(sm3(second.bytes))).toBe(toHex(sm3(build(seals).bytes)));
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('never makes a seal valid by a wrong octet: it is refused, or it says something else that was signed by nobody', () => {
    const seals = new Map<string, SealHistory>([
      [esIdOf(1), { code: 'valid', rows: [] }],
      [esIdOf(2), { code: 'history', rows: [{ s: 3, since: '2020-01-01T00:00:00Z', r: 'NO_LONGER_USED' }] }],
      ['x', { code: 'history', rows: [{ s: 2, since: '2021-01-01T00:00:00Z' }] }],
    ]);
    const { bytes } = build(seals);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Uint8Array.from(bytes, (octet, i) => (i === at ? octet ^ mask : octet));
        // Whatever it is, it ends with a code of ours or an answer, never with another exception.
        expect(outcome(changed)).toMatch(/^(answer|snapshot-malformed)$/);
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it('is refused when it is cut off or goes on', () => {
    const { bytes } = build(new Map([[esIdOf(5), { code: 'valid', rows: [] }]]));
    expect(outcome(bytes)).toBe('answer');
    for (let length = 0; length < bytes.length; length += 1) {
      expect(outcome(bytes.subarray(0, length))).toBe('snapshot-malformed');
    }
    expect(outcome(Uint8Array.from([...bytes, 0]))).toBe('snapshot-malformed');
  });

  it('is refused when two bits promise rows that are not there', () => {
    const image = build(new Map([[esIdOf(1), { code: 'valid', rows: [] }]]));
    image.codes[0] = 0b1100;
    expect(codeOf(() => checkStatusImage(image, now))).toBe('snapshot-malformed');
    expect(codeOf(() => historyOf(image, esIdOf(1)))).toBe('snapshot-malformed');
  });

  it('is refused when a row is of the future', () => {
    const late = build(
      new Map([[esIdOf(1), { code: 'history', rows: [{ s: 2, since: '2027-01-01T00:00:00Z' }] }]]),
    );
    expect(codeOf(() => checkStatusImage(late, now))).toBe('snapshot-malformed');
  });
});

describe('a delta', () => {
  const base = build(
    new Map<string, SealHistory>([
      [esIdOf(1), { code: 'valid', rows: [] }],
      [esIdOf(2), { code: 'expired', rows: [] }],
      [esIdOf(3), { code: 'history', rows: [{ s: 2, since: '2020-01-01T00:00:00Z', r: 'HOLD' }] }],
      ['x', { code: 'expired', rows: [] }],
    ]),
  );
  const cancelled: StatusRow = { s: 3, since: '2022-01-01T00:00:00Z' };
  const apply = (id: string, now_: SealHistory): string =>
    codeOf(() => applyStatusDelta(base, deltaOf(scope, base.count, [[id, now_]])));

  it.each<[string, SealHistory]>([
    [esIdOf(2), { code: 'valid', rows: [] }],
    [esIdOf(1), { code: 'valid', rows: [] }],
    [esIdOf(3), { code: 'valid', rows: [] }],
    [esIdOf(3), { code: 'history', rows: [cancelled] }],
    [esIdOf(3), { code: 'history', rows: [{ s: 2, since: '2020-01-01T00:00:00Z' }, cancelled] }],
    [esIdOf(3), { code: 'history', rows: [{ s: 2, since: '2020-01-01T00:00:00Z', r: 'HOLD' }] }],
    ['x', { code: 'valid', rows: [] }],
  ])('never takes back what was said of %s', (id, change) => {
    expect(apply(id, change)).toBe('snapshot-malformed');
  });

  it('adds', () => {
    const rowsNow = [{ s: 2, since: '2020-01-01T00:00:00Z', r: 'HOLD' as const }, cancelled];
    expect(apply(esIdOf(3), { code: 'history', rows: rowsNow })).toBe('no error');
    expect(apply(esIdOf(1), { code: 'history', rows: [cancelled] })).toBe('no error');
    expect(apply(esIdOf(9), { code: 'valid', rows: [] })).toBe('no error');
  });

  it('of another city or another past is refused', () => {
    const other = deltaOf('410300', base.count, []);
    expect(codeOf(() => applyStatusDelta(base, other))).toBe('snapshot-malformed');
    expect(codeOf(() => applyStatusDelta(base, deltaOf(scope, base.count - 1, [])))).toBe(
      'snapshot-malformed',
    );
  });

  it('of a day is a few kilobytes in a city of a hundred thousand seals', () => {
    const city = build(
      new Map(Array.from({ length: 100_000 }, (_, i) => [esIdOf(i + 1), plainOrOver(i)] as const)),
    );
    checkStatusImage(city, now);
    const issued = Array.from({ length: 500 }, (_, i) => [esIdOf(100_001 + i), plainOrOver(0)] as const);
    const over = Array.from({ length: 200 }, (_, i) => [esIdOf(500 * i + 7), overSince(i)] as const);
    const octets = encodeStatusDelta(deltaOf(scope, city.count, [...issued, ...over]));
    expect(octets.length).toBeLessThan(4096);
    const next = applyStatusDelta(city, parseStatusDelta(octets));
    expect(historyOf(next, esIdOf(100_500)).code).toBe('valid');
    expect(historyOf(next, esIdOf(7)).rows).toHaveLength(1);
    expect(historyOf(next, esIdOf(100_501))).toEqual(unissued);
    // Two bits a seal, and six or seven octets an exception.
    expect(city.bytes.length).toBeLessThan(100_000 / 4 + 7 * 2000 + 1000);
  });
});

describe('the lookup', () => {
  const anySeal = { esId: 'x', der: new Uint8Array(), isUnder: () => true };
  const state = (history_: SealHistory) => ({
    ...{ seq: 1, sm3: '', scope, policy: '', thisUpdate: now, nextUpdate: now },
    publisher: '',
    byNumber: () => history_,
    byOctets: () => unissued,
  });
  const look = (history_: SealHistory, at: string) => {
    const { then, latest } = lookUpSeal(state(history_), anySeal, new Date(at));
    return [then.status, latest.status];
  };

  it('reads the two bits: unknown is never valid, expired was valid until its own end', () => {
    expect(look(unissued, '2020-01-01T00:00:00Z')).toEqual(['unknown', 'unknown']);
    expect(look({ code: 'valid', rows: [] }, '2020-01-01T00:00:00Z')).toEqual(['valid', 'valid']);
    expect(look({ code: 'expired', rows: [] }, '2020-01-01T00:00:00Z')).toEqual(['valid', 'expired']);
  });

  it('takes a history without its beginning as valid from the issue', () => {
    const frozen: StatusRow = { s: 2, since: '2021-01-01T00:00:00Z' };
    const known: StatusRow = { s: 0, since: '2020-06-01T00:00:00Z' };
    const before = '2020-01-01T00:00:00Z';
    expect(look({ code: 'history', rows: [frozen] }, before)).toEqual(['valid', 'frozen']);
    expect(look({ code: 'history', rows: [known, frozen] }, before)).toEqual(['unknown', 'frozen']);
    expect(look({ code: 'history', rows: [known, frozen] }, '2022-01-01T00:00:00Z')).toEqual([
      'frozen',
      'frozen',
    ]);
  });
});

function plainOrOver(i: number): SealHistory {
  return i % 50 === 3 ? overSince(i) : { code: i % 20 === 1 ? 'expired' : 'valid', rows: [] };
}

function overSince(i: number): SealHistory {
  const since = instantText(new Date(Date.UTC(2020, 0, 1) + i * 1_234_000));
  return { code: 'history', rows: [{ s: 3, since, r: 'NO_LONGER_USED' }] };
}

function outcome(bytes: Uint8Array): string {
  const code = codeOf(() => {
    const image = openStatusImage(bytes);
    checkStatusImage(image, now);
    for (const id of [esIdOf(1), esIdOf(2), esIdOf(3), 'x', 'y']) historyOf(image, id);
  });
  return code === 'no error' ? 'answer' : code;
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof BianyinError) return error.code;
    throw error;
  }
  return 'no error';
}
