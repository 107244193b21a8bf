/** Data of pictures that begin late, break off or say another size; and whole ones of several shapes. */
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex } from '../../../src-main/crypto/bytes.ts';
import { jpegProblem, jpxProblem } from '../../../src-main/pdf/survey/picture-data.ts';

const start = fromHex('ffd8');
const end = fromHex('ffd9');
const application = fromHex('ffe0000a4a464946ffd90100');
const frame = (marker = 'c0', height = '0010', width = '0020') =>
  fromHex(`ff${marker}000b08${height}${width}01011100`);
const scan = fromHex('ffda00080101003f00');
const coded = fromHex('0123ff0045ffd0678901');
const whole = concatBytes(start, application, frame(), scan, coded, end);
const size = { width: 32, height: 16 };

/** A picture whose blocks are all the same: a difference of nothing (code 0) and no more coefficients (code 0), two bits a block. */
function blocks(
  count: number,
  { factors = '11', restart = 0, size = [32, 16] as const, progressive = false } = {},
) {
  const word = (value: number) => value.toString(16).padStart(4, '0');
  const table = (id: string) => fromHex(`ffc40014${id}01${'00'.repeat(15)}00`);
  const parts = [start, table('00'), table('10')];
  if (restart > 0) parts.push(fromHex(`ffdd0004${word(restart)}`));
  parts.push(
    fromHex(`ff${progressive ? 'c2' : 'c0'}000b08${word(size[1])}${word(size[0])}0101${factors}00`),
    fromHex('ffda0008010100003f00'),
  );
  const bits = (blocksHere: number) => {
    const text = '00'.repeat(blocksHere).padEnd(Math.ceil(blocksHere / 4) * 8, '1');
    return Uint8Array.from({ length: text.length / 8 }, (_, i) =>
      Number.parseInt(text.slice(8 * i, 8 * i + 8), 2),
    );
  };
  if (restart === 0) parts.push(bits(count));
  else
    for (let done = 0; done < count; done += restart) {
      if (done > 0) parts.push(fromHex(`ffd${(done / restart - 1) % 8}`));
      parts.push(bits(Math.min(restart, count - done)));
    }
  return concatBytes(...parts);
}

describe('JPEG without its end marker', () => {
  it.each([
    ['all blocks', blocks(8)],
    ['all blocks, and a line end', concatBytes(blocks(8), fromHex('0d0a'))],
    ['all blocks, and half the marker', concatBytes(blocks(8), fromHex('ff'))],
    ['all blocks with factors, which mean nothing for one component', blocks(8, { factors: '22' })],
    ['all blocks between restart markers', blocks(8, { restart: 3 })],
  ])('is whole with %s', (_, bytes) => {
    expect(jpegProblem(bytes, size)).toBeNull();
  });

  it.each([
    ['a row less', blocks(4)],
    ['its last blocks missing behind a restart marker', blocks(6, { restart: 3 })],
    ['another order of data', blocks(8, { progressive: true })],
    ['codes that no table has', concatBytes(blocks(4), fromHex('7f7f'))],
  ])('breaks off with %s', (_, bytes) => {
    expect(jpegProblem(bytes, size)).toBe('JPEG data that break off');
  });
});

describe('JPEG', () => {
  it.each([
    ['a whole one', whole],
    [
      'a progressive one',
      concatBytes(start, frame('c2'), scan, coded, fromHex('ffc40003aa'), scan, coded, end),
    ],
    ['fill octets', concatBytes(start, fromHex('ffff'), application.subarray(1), frame(), scan, coded, end)],
    ['something behind its end', concatBytes(whole, fromHex('000a0d'))],
    ['lines that are counted later', concatBytes(start, frame('c0', '0000'), scan, coded, end)],
  ])('%s', (_, bytes) => {
    expect(jpegProblem(bytes, size)).toBeNull();
    expect(jpegProblem(bytes, { width: null, height: null })).toBeNull();
  });

  it.each([
    ['no data', new Uint8Array(), 'JPEG data without their beginning'],
    ['octets before it', concatBytes(fromHex('0000'), whole), 'JPEG data without their beginning'],
    ['only a header', concatBytes(start, application, frame()), 'JPEG data without a picture'],
    ['no frame', concatBytes(start, application, scan, coded, end), 'JPEG data without a picture'],
    [
      'garbage between segments',
      concatBytes(start, fromHex('00'), frame(), scan, end),
      'JPEG data without a picture',
    ],
    ['no end', whole.subarray(0, -2), 'JPEG data that break off'],
    ['half of it', whole.subarray(0, whole.length - 6), 'JPEG data that break off'],
  ])('%s', (_, bytes, problem) => {
    expect(jpegProblem(bytes, size)).toBe(problem);
  });

  it.each([
    { width: 64, height: 16 },
    { width: 32, height: 8 },
    { width: null, height: 17 },
  ])('of another size than $width × $height', (other) => {
    expect(jpegProblem(whole, other)).toBe('JPEG data of another size');
  });

  it('says something of every beginning of it, and never fails', () => {
    for (let length = 0; length < whole.length; length += 1)
      expect(jpegProblem(whole.subarray(0, length), size)).not.toBeNull();
  });
});

describe('JPEG 2000', () => {
  const stream = fromHex('ff4fff5100040000ff93aabbffd9');
  const box = (type: string, content: Uint8Array, length = content.length + 8) =>
    concatBytes(fromHex(length.toString(16).padStart(8, '0')), new TextEncoder().encode(type), content);
  const signature = box('jP  ', fromHex('0d0a870a'));
  it.each([
    ['a codestream', stream],
    ['a codestream and a line end', concatBytes(stream, fromHex('0a'))],
    ['boxes', concatBytes(signature, box('jp2c', stream))],
    ['boxes behind it', concatBytes(signature, box('jp2c', stream), box('xml ', fromHex('20')))],
    ['a box to the end', concatBytes(signature, box('jp2c', stream, 0))],
    [
      'a long box',
      concatBytes(fromHex('00000001'), new TextEncoder().encode('jp2c'), fromHex('000000000000001e'), stream),
    ],
  ])('%s', (_, bytes) => {
    expect(jpxProblem(bytes)).toBeNull();
  });

  it.each([
    ['a codestream that breaks off', stream.subarray(0, -3), 'JPEG 2000 data that break off'],
    [
      'a box that breaks off',
      concatBytes(signature, box('jp2c', stream.subarray(0, -3), 22)),
      'JPEG 2000 data that break off',
    ],
    [
      'a box whose stream breaks off',
      concatBytes(signature, box('jp2c', stream.subarray(0, -3))),
      'JPEG 2000 data that break off',
    ],
    ['no stream', signature, 'JPEG 2000 data without a picture'],
    ['nothing', new Uint8Array(), 'JPEG 2000 data without a picture'],
    [
      'a box of no length',
      concatBytes(box('jP  ', fromHex('0d0a870a'), 4)),
      'JPEG 2000 data without a picture',
    ],
  ])('%s', (_, bytes, problem) => {
    expect(jpxProblem(bytes)).toBe(problem);
  });
});
