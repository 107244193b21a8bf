/** The version of a file that was sealed: which octets it is, when it is shown at all, and where it looks otherwise than the file now. */
import { describe, expect, test } from 'vitest';
import type { SignatureView } from '../../../src-main/contract/report-view.ts';
import { differentAreas, type Drawing } from '../../../src-renderer/features/verify/different-areas.ts';
import { signaturesUpTo, signedSize } from '../../../src-renderer/features/verify/signed-version.ts';

type Check = Pick<SignatureView['checks'][number], 'check' | 'outcome'> & { readonly code?: string };

function signed(byteRange: number[], checks: readonly Check[] = proven): SignatureView {
  return { coverage: { byteRange }, checks } as unknown as SignatureView;
}

const ok = (check: string): Check => ({ check, outcome: 'ok' });
const proven = [ok('signature.data-hash'), ok('signature.value')];

describe('the octets that were the file when it was sealed', () => {
  test('everything up to the end of what the signature protects', () => {
    expect(signedSize(signed([0, 100, 200, 300]), 501)).toBe(500);
  });

  test.each([
    ['nothing follows them', [0, 100, 200, 300], 500],
    ['they would end behind the file', [0, 100, 200, 300], 499],
    ['the range has no four numbers', [0, 100, 200], 900],
    ['it has more', [0, 100, 200, 300, 400, 10], 900],
    ['it leaves the beginning out', [1, 100, 200, 300], 900],
    ['its numbers are none', [0, 100, Number.NaN, 300], 900],
    ['its numbers are below nothing', [0, 100, -200, 100], 900],
  ])('are not offered where %s', (_, byteRange, size) => {
    expect(signedSize(signed(byteRange), size)).toBeNull();
  });

  test.each<[string, readonly Check[]]>([
    ['their digest was not compared', [ok('signature.value')]],
    ['it is another', [{ check: 'signature.data-hash', outcome: 'bad' }, ok('signature.value')]],
    ['one of two digests is another', [...proven, { check: 'signature.data-hash', outcome: 'bad' }]],
    ['the value is not right', [ok('signature.data-hash'), { check: 'signature.value', outcome: 'bad' }]],
    ['nobody could tell', [ok('signature.data-hash'), { check: 'signature.value', outcome: 'unknown' }]],
    ['the range lies wrongly', [...proven, { check: 'coverage', outcome: 'bad', code: 'BR_INVALID' }]],
    [
      'something lies in the gap',
      [...proven, { check: 'coverage', outcome: 'bad', code: 'BR_GAP_NOT_CONTENTS' }],
    ],
  ])('are not offered where %s: nobody has sealed them', (_, checks) => {
    expect(signedSize(signed([0, 100, 200, 300], checks), 900)).toBeNull();
  });

  test('have the seals that were there by then', () => {
    const all = [signed([0, 1, 2, 3]), signed([0, 1, 2, 8]), signed([0, 1, 2, 9]), signed([])];
    expect(signaturesUpTo(all, 10)).toEqual(all.slice(0, 2));
  });
});

describe('places that look otherwise', () => {
  const paper = (
    width: number,
    height: number,
    dark: readonly (readonly [number, number])[] = [],
  ): Drawing => {
    const data = new Uint8ClampedArray(width * height * 4).fill(255);
    for (const [x, y] of dark) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    return { width, height, data };
  };

  test('none on two equal pages, nor for a shade that no eye sees', () => {
    expect(differentAreas(paper(80, 40), paper(80, 40))).toEqual([]);
    const shade = new Uint8ClampedArray(80 * 40 * 4).fill(235);
    expect(differentAreas(paper(80, 40), { width: 80, height: 40, data: shade })).toEqual([]);
  });

  test('near each other they are one, far apart two; each lies within its frame, the edge of the page included', () => {
    const areas = differentAreas(
      paper(160, 80),
      paper(160, 80, [
        [3, 3],
        [12, 3],
        [159, 79],
      ]),
    );
    expect(areas).toEqual([
      { left: 0, top: 0, width: 0.1, height: 0.1 },
      { left: 0.95, top: 0.9, width: 0.05, height: 0.1 },
    ]);
  });

  test('each single point of a page is found, whatever its channel', () => {
    for (let channel = 0; channel < 3; channel += 1)
      for (let at = 0; at < 20 * 12; at += 1) {
        const data = new Uint8ClampedArray(20 * 12 * 4).fill(255);
        data[at * 4 + channel] = 0;
        expect(differentAreas(paper(20, 12), { width: 20, height: 12, data })).toHaveLength(1);
      }
  });

  test('a page of another size differs as a whole', () => {
    expect(differentAreas(paper(80, 40), paper(80, 41))).toEqual([{ left: 0, top: 0, width: 1, height: 1 }]);
  });
});
