/**
 * A copy for the printer with “打印件视同复印件” under each page. It is a new file without any signature: marks become drawings,
 * fields, scripts and links are gone. The page grows at its foot, so that the notice covers nothing.
 */
import {
  concatTransformationMatrix,
  degrees,
  drawObject,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFStream,
  popGraphicsState,
  pushGraphicsState,
  type PDFPage,
} from '@cantoo/pdf-lib';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { breakLines } from './break-lines.ts';
import { ink, MM } from './pen.ts';
import { embedTypefaces, type Typeface } from './typeface.ts';

/** What a page grows by, points, and the size of the notice. */
const FOOT = 11 * MM;
const SIZE = 8.5;

/** Octets of the copy. `pages` is how many our own reader found. Errors: `print-copy-not-made`. */
export async function printCopy(
  file: Uint8Array,
  { notice, pages, at }: { readonly notice: string; readonly pages: number; readonly at: Date },
): Promise<Uint8Array> {
  try {
    const document = await PDFDocument.load(file, { updateMetadata: false });
    // Another reading of the same octets would print what nobody has verified.
    if (document.getPageCount() !== pages) throw new RangeError('page count');
    const { regular } = await embedTypefaces(document);
    for (const page of document.getPages()) {
      drawMarks(page);
      addFoot(page, regular.known(notice), regular);
    }
    for (const key of [
      'AcroForm',
      'Names',
      'OpenAction',
      'AA',
      'Perms',
      'DSS',
      'Metadata',
      'Outlines',
      'Dests',
    ]) {
      document.catalog.delete(PDFName.of(key));
    }
    document.setProducer('bianyin');
    document.setModificationDate(at);
    return await document.save();
  } catch (cause) {
    throw new BianyinError('print-copy-not-made', {}, { cause });
  }
}

/** Draws what the annotations show when printed, then removes them (ISO 32000-2 §12.5.5). */
function drawMarks(page: PDFPage): void {
  const annotations = page.node.Annots();
  for (let i = 0; i < (annotations?.size() ?? 0); i++) {
    const dict = annotations?.lookup(i);
    const shown = dict instanceof PDFDict ? appearanceOf(dict) : null;
    if (!shown) continue;
    const { ref, matrix } = shown;
    const name = page.node.newXObject('Mark', ref);
    page.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(...matrix),
      drawObject(name),
      popGraphicsState(),
    );
  }
  page.node.delete(PDFName.of('Annots'));
  page.node.delete(PDFName.of('AA'));
}

type Matrix = [number, number, number, number, number, number];

/** Bits of /F: hidden and no-view are not seen; a mark that is not meant for paper (no bit 3) is left out. */
const UNSEEN = 0b100010;
const PRINT = 0b100;

function appearanceOf(dict: PDFDict): { readonly ref: PDFRef; readonly matrix: Matrix } | null {
  const flags = numbersOf(dict.lookup(PDFName.of('F')))[0] ?? 0;
  if ((flags & UNSEEN) !== 0 || (flags & PRINT) === 0) return null;
  const states = dict.lookup(PDFName.of('AP'));
  if (!(states instanceof PDFDict)) return null;
  const holder =
    states.lookup(PDFName.of('N')) instanceof PDFDict ? states.lookup(PDFName.of('N'), PDFDict) : states;
  const state = holder === states ? PDFName.of('N') : dict.lookup(PDFName.of('AS'));
  const ref = state instanceof PDFName ? holder.get(state) : undefined;
  if (!(ref instanceof PDFRef)) return null;
  const form = dict.context.lookup(ref);
  const rect = numbersOf(dict.lookup(PDFName.of('Rect')));
  if (!(form instanceof PDFStream) || rect.length !== 4) return null;
  return { ref, matrix: fitting(form.dict, rect) };
}

/** Algorithm 8 of ISO 32000-2 §12.5.5: the box of the form, moved by its own matrix, comes to lie on the rectangle. */
function fitting(form: PDFDict, rect: readonly number[]): Matrix {
  const box = numbersOf(form.lookup(PDFName.of('BBox')));
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(form.lookup(PDFName.of('Matrix')));
  const [x1 = 0, y1 = 0, x2 = 1, y2 = 1] = box;
  const corners = [x1, x2].flatMap((x) =>
    [y1, y2].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  );
  const [left, right] = extent(corners.map(([x]) => x));
  const [bottom, top] = extent(corners.map(([, y]) => y));
  const [rectLeft, rectRight] = extent([rect[0] ?? 0, rect[2] ?? 0]);
  const [rectBottom, rectTop] = extent([rect[1] ?? 0, rect[3] ?? 0]);
  const sx = right > left ? (rectRight - rectLeft) / (right - left) : 1;
  const sy = top > bottom ? (rectTop - rectBottom) / (top - bottom) : 1;
  return [sx, 0, 0, sy, rectLeft - left * sx, rectBottom - bottom * sy];
}

function extent(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function numbersOf(value: unknown): number[] {
  if (value instanceof PDFNumber) return [value.asNumber()];
  if (!(value instanceof PDFArray)) return [];
  return value.asArray().flatMap((_, i) => {
    const item = value.lookup(i);
    return item instanceof PDFNumber ? [item.asNumber()] : [];
  });
}

/** Adds room at the edge that is the foot as the page is seen, and writes into it. */
function addFoot(page: PDFPage, notice: string, face: Typeface): void {
  const turn = (((page.getRotation().angle % 360) + 360) % 360) as 0 | 90 | 180 | 270;
  const { x, y, width, height } = page.getCropBox();
  const isSide = turn === 90 || turn === 270;
  const grown = {
    x: turn === 270 ? x - FOOT : x,
    y: turn === 0 ? y - FOOT : y,
    width: isSide ? width + FOOT : width,
    height: isSide ? height : height + FOOT,
  };
  page.setMediaBox(grown.x, grown.y, grown.width, grown.height);
  page.setCropBox(grown.x, grown.y, grown.width, grown.height);
  const edge = 5 * MM;
  const seen = isSide ? height : width;
  const lines = breakLines(face, notice, SIZE, seen - 2 * edge).slice(0, 2);
  for (const [i, line] of lines.entries()) {
    // How far below the foot of the page the line stands.
    const depth = (FOOT - (lines.length - 1) * SIZE * 1.3 + SIZE * 0.7) / 2 + i * SIZE * 1.3;
    const places = {
      0: [x + edge, y - depth],
      90: [x + width + depth, y + edge],
      180: [x + width - edge, y + height + depth],
      270: [x - depth, y + height - edge],
    } as const;
    const [tx, ty] = places[turn];
    page.drawText(line, {
      x: tx,
      y: ty,
      size: SIZE,
      font: face.font,
      color: ink.text,
      rotate: degrees(turn),
    });
  }
}
