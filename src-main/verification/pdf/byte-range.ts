/**
 * The rules of /ByteRange (ISO 32000-2 §12.8.1; attacks P03–P07): two ranges from 0 that leave out exactly the
 * hexadecimal string of this very signature's /Contents and end where its revision ends.
 */
import type { ByteSource } from '../../domain/byte-source.ts';
import type { LikelyCause } from '../../domain/likely-cause.ts';
import type { CheckLog } from '../check-log.ts';
import type { SplitRange } from './range-digests.ts';

/** Where the `<hex>` token of /Contents stands in the file: [start, end) in bytes, brackets included. */
export interface ContentsToken {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the two ranges when /ByteRange is well formed and its gap is exactly the token; null with a finding otherwise.
 * `numbers` holds the elements of the array, non-numbers as NaN; null when there is no array.
 */
export function checkByteRange(
  numbers: readonly number[] | null,
  token: ContentsToken | null,
  source: ByteSource,
  log: CheckLog,
): SplitRange | null {
  if (numbers === null) return refuse(log, 'PDF_SIG_DICT_MALFORMED', 'absent');
  const inputs = numbers.slice(0, 8).join(' ');
  const problem = rangeProblem(numbers, source.size);
  const moved = isMoved(numbers, token);
  if (problem !== null) return refuse(log, 'BR_INVALID', inputs, problem, moved);
  const [, length = 0, second = 0, rest = 0] = numbers;
  if (token === null || length !== token.start || second !== token.end) {
    return refuse(log, 'BR_GAP_NOT_CONTENTS', inputs, 'the gap is not the string of /Contents', moved);
  }
  if (!isOneHexString(source, token))
    return refuse(log, 'BR_GAP_NOT_CONTENTS', inputs, 'not one plain hex string');
  log.ok('integrity', 'byte-range', { byteRange: inputs });
  return { gapStart: length, gapEnd: second, end: second + rest };
}

function refuse(
  log: CheckLog,
  code: 'PDF_SIG_DICT_MALFORMED' | 'BR_INVALID' | 'BR_GAP_NOT_CONTENTS',
  byteRange: string,
  problem = 'no array of numbers',
  moved = false,
): null {
  const cause = moved ? { cause: 'resaved' satisfies LikelyCause } : {};
  log.finding('byte-range', code, { byteRange, problem, ...cause });
  return null;
}

/**
 * Whether a range that makes sense by itself leaves out another place than the one where the string stands, at both ends:
 * so it looks when a program has written the file anew and copied the numbers. Who changes a range keeps to the string.
 */
function isMoved(numbers: readonly number[], token: ContentsToken | null): boolean {
  const isPlain = numbers.length === 4 && numbers.every((number) => Number.isSafeInteger(number));
  const [start, length = 0, second = 0, rest = 0] = numbers;
  const makesSense = isPlain && start === 0 && length > 0 && second > length && rest > 0;
  return makesSense && token !== null && length !== token.start && second !== token.end;
}

/** Says what is wrong with the four numbers, or null. */
function rangeProblem(numbers: readonly number[], size: number): string | null {
  if (numbers.length !== 4) return 'not four numbers';
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0))
    return 'not whole numbers from 0';
  const [start = -1, length = 0, second = 0, rest = 0] = numbers;
  if (start !== 0) return 'does not start at 0';
  if (length === 0 || rest === 0) return 'an empty range';
  if (second <= length) return 'ranges overlap or are not in order';
  if (second + rest > size) return 'ends after the file';
  return null;
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const CHUNK = 1 << 16;

/** `<`, an even number of hex digits and nothing else, `>`: white space inside would be a second reading. */
function isOneHexString(source: ByteSource, token: ContentsToken): boolean {
  const { start, end } = token;
  if (end - start < 2 || (end - start) % 2 !== 0) return false;
  if (source.read(start, 1)[0] !== LESS_THAN || source.read(end - 1, 1)[0] !== GREATER_THAN) return false;
  for (let at = start + 1; at < end - 1; at += CHUNK) {
    if (!source.read(at, Math.min(CHUNK, end - 1 - at)).every(isHexDigit)) return false;
  }
  return true;
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}
