/** A document as pdf.js draws it, at one point a pixel: by ranges of a source, with nothing fetched and nothing run. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ByteSource } from '../domain/byte-source.ts';
import { drawnLayer, type Layer } from './drawn-layer.ts';

/** What a page is drawn for: layers and annotations may be for one of them alone (ISO 32000-2 §8.11.4.3, §12.5.3). */
export type DrawingIntent = 'display' | 'print';

export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  /** RGBA, a row after the other from the top. */
  readonly pixels: Uint8ClampedArray;
}

/** A part of a page as it is seen, in pixels of a drawing at `scale` pixels of a unit (1/72 inch). */
export interface PagePart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

export interface DrawnDocument {
  readonly pageCount: number;
  /** Page from 1, as it is seen: turned and cropped. Errors: whatever pdf.js throws. */
  draw(page: number, intent: DrawingIntent): Promise<DrawnPage>;
  /** Some of what is drawn on a part of a page. Errors: also `Error` when a picture on the page could not be read. */
  drawPart(page: number, part: PagePart, intent: DrawingIntent, layer: Layer): Promise<DrawnPage>;
  /** The words of the page's own content with their places, as one text that is equal for equal words. */
  words(page: number): Promise<string>;
  close(): Promise<void>;
}

const packageFolder = join(
  dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'))),
  '..',
  '..',
);
const folder = (name: string): string => join(packageFolder, name) + '/';
const FIRST_READ = 65_536;
const PIECE = 65_536;
/** Longest side of a drawing, pixels: a page of 10 m is drawn smaller, not with gigabytes. */
const LONGEST_SIDE = 2_000;

/** Gives pdf.js the pieces that it asks for; each a copy, because pdf.js takes them for its own. */
class SourceRanges extends PDFDataRangeTransport {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super(source.size, copyOf(source, 0, Math.min(source.size, FIRST_READ)));
    this.#source = source;
  }

  override requestDataRange(begin: number, end: number): void {
    this.onDataRange(begin, copyOf(this.#source, begin, Math.min(end, this.length)));
  }
}

function copyOf(source: ByteSource, begin: number, end: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(source.read(begin, end - begin));
}

/** Opens a document for drawing. Errors: whatever pdf.js throws for a file that it does not read. */
export async function openForDrawing(source: ByteSource): Promise<DrawnDocument> {
  const loading = getDocument({
    range: new SourceRanges(source),
    rangeChunkSize: PIECE,
    disableAutoFetch: true,
    disableStream: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    verbosity: 0,
  });
  const document = await loading.promise;
  return {
    pageCount: document.numPages,
    draw: (page, intent) => draw(document, page, intent),
    drawPart: (page, part, intent, layer) => drawPart(document, page, part, intent, layer),
    words: (page) => words(document, page),
    close: () => loading.destroy(),
  };
}

/** What is used of a canvas; its own types belong to a browser. */
interface DrawingContext {
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
}

/** Where pdf.js gets its canvases from; its own types leave it open. */
interface Canvases {
  create(width: number, height: number): { readonly context: DrawingContext };
  destroy(made: unknown): void;
}

async function draw(document: PDFDocumentProxy, number: number, intent: DrawingIntent): Promise<DrawnPage> {
  const page = await document.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(natural.width, natural.height));
  const viewport = page.getViewport({ scale });
  const [width, height] = [Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height))];
  return render(document, page, { width, height }, { viewport, intent });
}

async function drawPart(
  document: PDFDocumentProxy,
  number: number,
  { left, top, width, height, scale }: PagePart,
  intent: DrawingIntent,
  layer: Layer,
): Promise<DrawnPage> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale, offsetX: -left, offsetY: -top });
  const filter = drawnLayer(page, layer);
  const drawn = await render(
    document,
    page,
    { width, height },
    { viewport, intent, operationsFilter: (index, operations) => filter.isWanted(index, operations) },
  );
  filter.assertWhole();
  return drawn;
}

type RenderOptions = Omit<Parameters<PDFPageProxy['render']>[0], 'canvas' | 'canvasContext'>;

async function render(
  document: PDFDocumentProxy,
  page: PDFPageProxy,
  { width, height }: { width: number; height: number },
  options: RenderOptions,
): Promise<DrawnPage> {
  const canvases = document.canvasFactory as Canvases;
  const made = canvases.create(width, height);
  try {
    await page.render({ ...options, canvas: null, canvasContext: made.context }).promise;
    return { width, height, pixels: made.context.getImageData(0, 0, width, height).data };
  } finally {
    canvases.destroy(made);
    page.cleanup();
  }
}

async function words(document: PDFDocumentProxy, number: number): Promise<string> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent({ disableNormalization: true });
  return JSON.stringify(items.map((item) => ('str' in item ? [item.str, item.transform, item.width] : [])));
}
