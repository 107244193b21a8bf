/** A seal on a dark ground is told; one on paper, on text or beside the dark is not. */
import { expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { darkPages } from '../../../src-main/page-drawing/dark-places.ts';
import { PdfBuilder } from '../pdf-reader/pdf-builder.ts';

/** One page of 100 × 100 mm. */
const size = { widthMm: 100, heightMm: 100 };
const file = (content: string) =>
  bytesSource(
    new PdfBuilder()
      .object(1, '<</Type/Catalog/Pages 2 0 R>>')
      .object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')
      .object(3, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 283.46 283.46]/Contents 4 0 R/Resources<<>>>>')
      .stream(4, '', content)
      .table()
      .bytes(),
  );
const mark = { page: 1, visual: { xMm: 60, yMm: 60, widthMm: 30, heightMm: 30 } };
/** The quarter of the page in which the mark lies. */
const quarter = '150 0 133 133 re f';

it.each([
  ['black', `0 g ${quarter}`, [1]],
  ['dark blue', `0.1 0.1 0.4 rg ${quarter}`, [1]],
  ['a dark page', '0.2 g 0 0 300 300 re f', [1]],
  ['paper', '', []],
  ['a light colour', `0.9 0.9 0.7 rg ${quarter}`, []],
  // Red on red is not seen either.
  ['seal red', `0.9 0.2 0.2 rg ${quarter}`, [1]],
  ['a pale red', `1 0.8 0.8 rg ${quarter}`, []],
  ['a black line', '0 g 150 60 133 9 re f', []],
  ['black beside it', '0 g 0 0 133 283 re f', []],
])('%s', async (_, content, pages) => {
  expect(await darkPages(file(content), [mark], () => size)).toEqual(pages);
});
