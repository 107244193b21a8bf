/**
 * The appearance of a mark (ISO 32000-2 §12.5.5): a form that draws the seal's image upright, at its true size, with the
 * text under it legible (/Multiply). A slice is the same image behind a narrower box.
 */
import { pdfArray, pdfDict, pdfName, pdfReal, pdfStream } from './objects.ts';
import type { PdfRef, PdfStream } from './objects.ts';
import type { Mark } from './placement-to-marks.ts';

/** Marks with the same key look the same and can share one form. */
export function appearanceKey({ matrix, sealSize, slice }: Mark): string {
  return JSON.stringify([matrix, sealSize, slice]);
}

/** The form XObject of a mark. `image` is the seal's image, shared by all marks; `opacity` is 0 to 1. */
export function markAppearance({ matrix, sealSize, slice }: Mark, image: PdfRef, opacity: number): PdfStream {
  const [width, height] = sealSize;
  const count = slice?.count ?? 1;
  const shift = (width / count) * (slice?.index ?? 0);
  const blend = pdfDict({
    Type: pdfName('ExtGState'),
    BM: pdfName('Multiply'),
    ca: pdfReal(opacity),
    CA: pdfReal(opacity),
  });
  const dict = pdfDict({
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: pdfArray([0, 0, width / count, height].map(pdfReal)),
    Matrix: pdfArray(matrix.map(pdfReal)),
    Resources: pdfDict({
      ExtGState: pdfDict({ Blend: blend }),
      XObject: pdfDict({ Seal: image }),
    }),
  });
  const [w, h, x] = [width, height, -shift].map((value) => pdfReal(value).text);
  return pdfStream(dict, new TextEncoder().encode(`q /Blend gs ${w} 0 0 ${h} ${x} 0 cm /Seal Do Q`));
}
