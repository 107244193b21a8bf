/** ByteRange rules P03–P05: each malformed array and each gap that is not the very /Contents string is refused with its code. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { checkByteRange } from '../../../src-main/verification/pdf/byte-range.ts';
import { createCheckLog } from '../../../src-main/verification/check-log.ts';

const text = 'head /Contents <30820102> tail of the file';
const source = bytesSource(new TextEncoder().encode(text));
const start = text.indexOf('<');
const end = text.indexOf('>') + 1;
const good = [0, start, end, text.length - end];

function judge(
  numbers: readonly number[] | null,
  token: { start: number; end: number } | null = { start, end },
  bytes = source,
) {
  const log = createCheckLog();
  const range = checkByteRange(numbers, token, bytes, log);
  return { range, codes: log.records.flatMap((record) => (record.code ? [record.code] : [])) };
}

describe('checkByteRange', () => {
  it('accepts the two ranges around the token', () => {
    expect(judge(good)).toEqual({ range: { gapStart: start, gapEnd: end, end: text.length }, codes: [] });
  });

  it.each([
    ['negative', [0, -1, end, 1]],
    ['beyond 2^53', [0, start, 2 ** 60, 1]],
    ['fraction', [0, start + 0.5, end, 1]],
    ['a reference (NaN)', [0, Number.NaN, end, 1]],
    ['two numbers', [0, text.length]],
    ['six numbers', [...good, 3, 4]],
    ['eight numbers', [...good, ...good]],
    ['overlap', [0, end, start, 10]],
    ['not from 0', [1, start - 1, end, text.length - end]],
    ['after the end of the file', [0, start, end, text.length - end + 1]],
    ['empty second range', [0, start, end, 0]],
  ])('refuses %s as BR_INVALID', (_, numbers) => {
    expect(judge(numbers)).toEqual({ range: null, codes: ['BR_INVALID'] });
  });

  it('refuses a missing array', () => {
    expect(judge(null).codes).toEqual(['PDF_SIG_DICT_MALFORMED']);
  });

  it.each([
    ['wider before', [0, start - 1, end, text.length - end], { start, end }],
    ['wider after', [0, start, end + 1, text.length - end - 1], { start, end }],
    ['no token', good, null],
  ])('refuses a gap that is %s', (_, numbers, token) => {
    expect(judge(numbers, token).codes).toEqual(['BR_GAP_NOT_CONTENTS']);
  });

  it.each(['<3082 0102>', '<30820102 >', '<3082010>', '<3082%x01>'])('refuses the hex string %s', (hex) => {
    const bytes = bytesSource(new TextEncoder().encode(`head ${hex} tail`));
    const token = { start: 5, end: 5 + hex.length };
    expect(judge([0, 5, token.end, 5], token, bytes).codes).toEqual(['BR_GAP_NOT_CONTENTS']);
  });
});
