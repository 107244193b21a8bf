/** Every place that a window or a search can come to is written so that it is read again: nobody's request is lost on its decimals. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeBehind } from '../../../src-main/domain/placement-keyword.ts';
import { hundredths } from '../../../src-main/domain/placement-length.ts';
import {
  parsePointPlacement,
  parseSeamPlacement,
  placementText,
} from '../../../src-main/domain/placement-text.ts';

const length = fc.oneof(
  fc.double({ min: 0, max: 9999, noNaN: true }),
  fc.constantFrom(0, 1e-9, 0.005, 74.386_111_111_111_1, 5e-324, 9999.999_999),
);

it('a point', () => {
  fc.assert(
    fc.property(length, length, (xMm, yMm) => {
      const read = parsePointPlacement(placementText({ kind: 'at', pages: [2], xMm, yMm }), 3);
      expect(read).toEqual({ kind: 'at', pages: [2], xMm: hundredths(xMm), yMm: hundredths(yMm) });
    }),
  );
});

it('a seam', () => {
  fc.assert(
    fc.property(length, (yMm) => {
      const read = parseSeamPlacement(placementText({ kind: 'seam', edge: 'right', pages: [1, 2], yMm }), 3);
      expect(read).toEqual({ kind: 'seam', edge: 'right', pages: [1, 2], yMm: hundredths(yMm) });
    }),
  );
});

it('behind words that end anywhere', () => {
  fc.assert(
    fc.property(length, length, fc.constantFrom('right', 'left', 'down', 'up'), (xMm, yMm, direction) => {
      const pageSize = { widthMm: 210, heightMm: 297 };
      const place = placeBehind(
        { end: { xMm, yMm }, direction: direction, pageSize },
        { widthMm: 40.123_4, heightMm: 30.567_8 },
      );
      expect(parsePointPlacement(placementText({ kind: 'at', pages: [1], ...place }), 1)).toMatchObject(
        place,
      );
    }),
  );
});
