/** PDFs of every shape that a seal must survive: turned, cropped, scaled, with tables or streams, with and without forms. */
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFString,
  StandardFonts,
  degrees,
  rgb,
} from '@cantoo/pdf-lib';

export interface SampleShape {
  readonly name: string;
  /** Width, height in user units. */
  readonly size: readonly [number, number];
  readonly rotate?: 0 | 90 | 180 | 270;
  readonly cropBox?: readonly [number, number, number, number];
  readonly userUnit?: number;
  readonly pages?: number;
  readonly objectStreams?: boolean;
  /** What is done to the document last. */
  readonly change?: (document: PDFDocument) => void;
}

const a4 = [595.28, 841.89] as const;

export const sampleShapes: readonly SampleShape[] = [
  { name: 'portrait', size: a4 },
  { name: 'landscape', size: [841.89, 595.28] },
  { name: 'rotate-90', size: a4, rotate: 90 },
  { name: 'rotate-180', size: a4, rotate: 180 },
  { name: 'rotate-270', size: a4, rotate: 270 },
  { name: 'crop-box', size: [700, 900], cropBox: [60, 40, 595, 842] },
  { name: 'crop-box-rotate-90', size: [700, 900], cropBox: [60, 40, 595, 842], rotate: 90 },
  {
    name: 'crop-box-rotate-270',
    size: [700, 900],
    cropBox: [60, 40, 595, 842],
    rotate: 270,
    objectStreams: true,
  },
  { name: 'user-unit-2', size: [297.64, 420.94], userUnit: 2 },
  { name: 'user-unit-2-rotate-90', size: [297.64, 420.94], userUnit: 2, rotate: 90 },
  { name: 'object-streams', size: a4, objectStreams: true },
  { name: 'indirect-annots', size: a4, change: sharedIndirectAnnots, pages: 2 },
  { name: 'direct-form', size: a4, change: (document) => addTextField(document) },
  { name: 'indirect-form', size: a4, change: indirectFormAndFields, objectStreams: true },
  { name: 'inherited', size: a4, change: inheritFromPages },
];

/** A PDF of this shape with a line of text on every page. */
export async function samplePdf(shape: SampleShape): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let i = 0; i < (shape.pages ?? 1); i++) {
    const page = document.addPage([...shape.size]);
    page.drawText(`Page ${i + 1}`, { x: 80, y: 80, size: 12, font });
    // Something dark under the seal: it must stay legible.
    page.drawLine({
      start: { x: 0, y: 0 },
      end: { x: shape.size[0], y: shape.size[1] },
      color: rgb(0, 0, 0.6),
      thickness: 1,
    });
    if (shape.rotate) page.setRotation(degrees(shape.rotate));
    if (shape.cropBox) {
      const [left, bottom, right, top] = shape.cropBox;
      page.setCropBox(left, bottom, right - left, top - bottom);
    }
    if (shape.userUnit) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(shape.userUnit));
  }
  shape.change?.(document);
  return document.save({ useObjectStreams: shape.objectStreams ?? false, updateFieldAppearances: false });
}

/** Both pages name one array object: what is added for one must not show on the other. */
function sharedIndirectAnnots(document: PDFDocument): void {
  const { context } = document;
  const note = context.register(
    context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [10, 10, 20, 20], Border: [0, 0, 0] }),
  );
  const shared = context.register(context.obj([note]));
  for (const page of document.getPages()) page.node.set(PDFName.of('Annots'), shared);
}

function addTextField(document: PDFDocument): void {
  const { context } = document;
  const page = document.getPage(0);
  const field = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Tx',
    Rect: [300, 700, 400, 720],
    F: 4,
  });
  field.set(PDFName.of('T'), PDFString.of('Seal1'));
  const ref = context.register(field);
  page.node.set(PDFName.of('Annots'), context.obj([ref]));
  document.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [ref] }));
}

function indirectFormAndFields(document: PDFDocument): void {
  addTextField(document);
  const { context, catalog } = document;
  const form = catalog.lookup(PDFName.of('AcroForm'), PDFDict);
  form.set(PDFName.of('Fields'), context.register(form.lookup(PDFName.of('Fields'), PDFArray)));
  catalog.set(PDFName.of('AcroForm'), context.register(form));
}

/** MediaBox, Rotate and Resources come from the page tree. */
function inheritFromPages(document: PDFDocument): void {
  const node = document.getPage(0).node;
  const tree = node.Parent();
  tree?.set(PDFName.of('Rotate'), PDFNumber.of(90));
  for (const key of ['MediaBox', 'Resources']) {
    const value = node.get(PDFName.of(key));
    if (value) tree?.set(PDFName.of(key), value);
    node.delete(PDFName.of(key));
  }
}
