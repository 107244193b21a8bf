/** One page drawn by operators that the test writes, in the habits of different programs; /F1 writes across, /F2 down, /F3 names its letters itself. */
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFHexString, PDFName, degrees } from '@cantoo/pdf-lib';
import type { PageText } from '../../../src-main/text-search/pdf-text.ts';
import { readPdfText } from '../../../src-main/text-search/pdf-text.ts';
import { cidFont } from './chinese-pdf.ts';

export interface DrawnPage {
  readonly content: string;
  readonly rotate?: 0 | 90 | 180 | 270;
  readonly userUnit?: number;
  /** Annotations with a look that is drawn by these operators, or without one. */
  readonly annotations?: readonly DrawnAnnotation[];
  /** Content of a form XObject /X1, moved by its matrix. */
  readonly form?: { readonly content: string; readonly matrix: readonly number[] };
}

interface DrawnAnnotation {
  readonly rect: readonly [number, number, number, number];
  readonly look?: string;
  readonly flags?: number;
  /** Of a text field; of a FreeText otherwise. */
  readonly value?: string;
  readonly contents?: string;
}

export const hex = (text: string): string =>
  `<${[...text].map((c) => (c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')}>`;

/** `text` as one line of its own. */
export const line = (text: string, x: number, y: number, size = 12): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${hex(text)} Tj ET\n`;

export async function drawnPdf({
  content,
  rotate,
  userUnit,
  annotations = [],
  form,
}: DrawnPage): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const { context } = document;
  const page = document.addPage([595.28, 841.89]);
  const fonts = {
    F1: cidFont(document, 'UniGB-UCS2-H'),
    F2: cidFont(document, 'UniGB-UCS2-V'),
    F3: namingFont(document),
  };
  const resources = { Font: fonts, Properties: { Off: offLayer(document) } };
  const stream = (text: string, entries = {}) => context.register(context.stream(text, entries));
  const bbox = [-2000, -2000, 2000, 2000];
  const forms = form
    ? {
        X1: stream(form.content, {
          Type: 'XObject',
          Subtype: 'Form',
          BBox: bbox,
          Matrix: [...form.matrix],
          Resources: resources,
        }),
      }
    : {};
  page.node.set(PDFName.of('Resources'), context.obj({ ...resources, XObject: forms }));
  page.node.set(PDFName.of('Contents'), stream(content));
  const annots = annotations.map(({ rect, look, flags = 4, value, contents }) => {
    const entries = {
      ...{ Type: 'Annot', Subtype: value === undefined ? 'FreeText' : 'Widget', Rect: [...rect], F: flags },
      ...(value === undefined
        ? {}
        : { FT: 'Tx', T: PDFHexString.fromText('f'), V: PDFHexString.fromText(value) }),
      ...(contents === undefined ? {} : { Contents: PDFHexString.fromText(contents) }),
    };
    const [left, bottom, right, top] = rect;
    const box = [0, 0, right - left, top - bottom];
    const own = { Type: 'XObject', Subtype: 'Form', BBox: box, Resources: resources };
    return context.register(
      context.obj(look === undefined ? entries : { ...entries, AP: { N: stream(look, own) } }),
    );
  });
  page.node.set(PDFName.of('Annots'), context.obj(annots));
  if (userUnit !== undefined) page.node.set(PDFName.of('UserUnit'), context.obj(userUnit));
  if (rotate !== undefined) page.setRotation(degrees(rotate));
  return document.save();
}

/** Codes are glyph numbers for the font and characters by its ToUnicode: readers without maps of their own know them. */
function namingFont(document: PDFDocument) {
  const { context } = document;
  const font = cidFont(document, 'Identity-H');
  const map = `/CIDInit /ProcSet findresource begin begincmap /CMapName /A def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end`;
  context.lookup(font, PDFDict).set(PDFName.of('ToUnicode'), context.register(context.stream(map)));
  return font;
}

function offLayer(document: PDFDocument) {
  const { context, catalog } = document;
  const layer = context.register(context.obj({ Type: 'OCG', Name: PDFHexString.fromText('off') }));
  catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }));
  return layer;
}

/** The first page of a file as the search reads it. */
export async function readDrawn(bytes: Uint8Array): Promise<PageText> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-drawn-'));
  const path = join(folder, 'drawn.pdf');
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  try {
    for await (const page of readPdfText(fd, bytes.length, null)) return page;
    throw new RangeError('no page');
  } finally {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  }
}
