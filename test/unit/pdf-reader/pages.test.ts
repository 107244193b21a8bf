/** Pages as they are seen: boxes, rotation, user unit, inherited attributes. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { openPdf } from '../../../src-main/pdf/document.ts';
import { pdfRef } from '../../../src-main/pdf/objects.ts';
import { expectCode } from './expect-code.ts';
import { PdfBuilder, catalogText, onePage } from './pdf-builder.ts';

const open = (builder: PdfBuilder) => openPdf(bytesSource(builder.table().bytes()));
const page = (entries: string) => open(onePage({ page: `<</Type/Page/Parent 2 0 R${entries}>>` })).page(0);

describe('boxes', () => {
  it('orders corners and cuts the crop box', () => {
    const seen = page('/MediaBox[200 100 0 0]/CropBox[-50 10 150 500]');
    expect(seen.mediaBox).toEqual([0, 0, 200, 100]);
    expect(seen.cropBox).toEqual([0, 10, 150, 100]);
    expect([seen.visualWidthPt, seen.visualHeightPt]).toEqual([150, 90]);
  });

  it.each(['[300 300 400 400]', '[10 10 10 50]', '[1 2 3]'])(
    'shows the media box when the crop box %s is none',
    (crop) => {
      const document = open(
        onePage({ page: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/CropBox${crop}>>` }),
      );
      expect(document.page(0).cropBox).toEqual([0, 0, 200, 100]);
      expect(document.notes.map(({ code }) => code)).toEqual(['crop-box-outside']);
    },
  );
});

describe('rotation and unit', () => {
  it.each([
    [0, 0, 200],
    [90, 90, 100],
    [-90, 270, 100],
    [450, 90, 100],
    [-720, 0, 200],
    [180, 180, 200],
  ])('/Rotate %i is %i', (written, rotate, width) => {
    const seen = page(`/MediaBox[0 0 200 100]/Rotate ${written}`);
    expect(seen.rotate).toBe(rotate);
    expect(seen.visualWidthPt).toBe(width);
  });

  it('multiplies by /UserUnit', () => {
    const seen = page('/MediaBox[0 0 200 100]/UserUnit 2.5');
    expect([seen.userUnit, seen.visualWidthPt, seen.visualHeightPt]).toEqual([2.5, 500, 250]);
  });
});

describe('tree', () => {
  const tree = () =>
    new PdfBuilder()
      .object(1, catalogText)
      .object(2, '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 3/MediaBox[0 0 10 20]/Rotate 90/Resources<</A 1>>>>')
      .object(3, '<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2/MediaBox[0 0 30 40]/CropBox 8 0 R>>')
      .object(4, '<</Type/Page/Parent 2 0 R/Annots[9 0 R <</Subtype/Link>>]>>')
      .object(5, '<</Type/Page/Parent 3 0 R/Rotate 0>>')
      .object(6, '<</Type/Page/Parent 3 0 R/Resources<</B 1>>/UserUnit 1>>')
      .object(8, '[0 0 30.5 7 0 R]')
      .object(7, '12');

  it('inherits from the nearest node, in reading order', () => {
    const document = open(tree());
    expect(document.pageCount).toBe(3);
    expect([0, 1, 2].map((i) => document.page(i).ref.number)).toEqual([5, 6, 4]);
    expect(document.page(0)).toMatchObject({ rotate: 0, mediaBox: [0, 0, 30, 40], cropBox: [0, 0, 30, 12] });
    expect(document.page(2)).toMatchObject({ rotate: 90, mediaBox: [0, 0, 10, 20] });
    expect([...document.page(0).resources.entries.keys()]).toEqual(['A']);
    expect([...document.page(1).resources.entries.keys()]).toEqual(['B']);
    expect(document.page(2).annots.map(({ kind }) => kind)).toEqual(['ref', 'dict']);
    expect(document.pageIndexOf(pdfRef(4))).toBe(2);
    expect(document.pageIndexOf(pdfRef(3))).toBeUndefined();
    expect(expectCode('pdf-page-missing', () => document.page(3))).toEqual({ page: 4, pages: 3 });
  });

  it('accepts pages that do not say their type', () => {
    const document = open(onePage({ page: '<</Parent 2 0 R/MediaBox[0 0 1 1]>>' }));
    expect(document.pageCount).toBe(1);
    expect(document.notes.map(({ code }) => code)).toEqual(['page-without-type']);
  });
});
