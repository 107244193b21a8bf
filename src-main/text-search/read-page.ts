/** One page of a PDF as glyphs: its contents, its fields and its annotations, as one would see them. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Glyph } from '../page-text/glyph.ts';
import { visualSizeMm, type PageGeometry } from '../pdf/page-geometry.ts';
import {
  annotationFacts,
  undrawnWords,
  visibilityOf,
  type AnnotationData,
  type AnnotationFacts,
} from './annotation-text.ts';
import { drawnGlyphs } from './drawn-text.ts';
import { seenBox, seenMatrix, type DrawnFont, type PageLook } from './page-look.ts';
import { withReadability } from './readable-fonts.ts';

/** Thousandths of an em, when a font has no matrix of its own. */
const UNIT = 0.001;

export interface PageGlyphs {
  /** The page as it is seen. */
  readonly size: { readonly widthMm: number; readonly heightMm: number };
  readonly glyphs: readonly Glyph[];
}

/** Every glyph that the page carries for people; those that are not on the screen now say so. */
export async function readPage(document: PDFDocumentProxy, page: number): Promise<PageGlyphs> {
  const proxy = await document.getPage(page);
  const operators = await proxy.getOperatorList({ intent: 'any' });
  const annotations = ((await proxy.getAnnotations({ intent: 'any' })) as AnnotationData[]).map(
    annotationFacts,
  );
  const layers = await document.getOptionalContentConfig();
  const geometry = geometryOf(proxy);
  const look = lookOf(proxy, {
    geometry,
    annotations,
    isLayerOn: (layer) => Boolean(layers.isVisible(layer)),
  });
  const drawn = withReadability(drawnGlyphs(operators, look));
  proxy.cleanup();
  const glyphs: Glyph[] = [...drawn, ...undrawnWords(annotations, drawn, look.toSeen)];
  return { size: visualSizeMm(geometry), glyphs };
}

interface Parts {
  readonly geometry: PageGeometry;
  readonly annotations: readonly AnnotationFacts[];
  readonly isLayerOn: PageLook['isLayerOn'];
}

function lookOf(page: PDFPageProxy, { geometry, annotations, isLayerOn }: Parts): PageLook {
  const fonts = new Map<string, DrawnFont | undefined>();
  const seen = new Map(annotations.map((facts) => [facts.id, visibilityOf(facts)]));
  return {
    toSeen: seenMatrix(geometry),
    box: seenBox(geometry),
    isLayerOn,
    visibilityOf: (id) => seen.get(id) ?? 'screen',
    fontOf(name) {
      if (!fonts.has(name)) fonts.set(name, fontOf(page, name));
      return fonts.get(name);
    },
  };
}

function geometryOf({ view, rotate, userUnit }: PDFPageProxy): PageGeometry {
  const [left = 0, bottom = 0, right = 0, top = 0] = view;
  const turn = (((rotate % 360) + 360) % 360) as PageGeometry['rotate'];
  return { cropBox: [left, bottom, right, top], rotate: turn, userUnit };
}

/** Undefined for a font that could not be read: its glyphs are not drawn either. */
function fontOf(page: PDFPageProxy, name: string): DrawnFont | undefined {
  if (!page.commonObjs.has(name)) return undefined;
  const font = page.commonObjs.get(name) as {
    readonly vertical?: boolean;
    readonly fontMatrix?: readonly number[];
  } | null;
  if (!font) return undefined;
  return { isVertical: font.vertical === true, unit: font.fontMatrix?.[0] ?? UNIT };
}
