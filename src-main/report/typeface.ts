/** The shipped Noto Serif SC in a PDF: only the glyphs that are used go in; what it has no glyph for is shown as 〓, never lost. */
import { readFileSync } from 'node:fs';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';

/** Sizes are points. */
export interface Typeface {
  readonly font: PDFFont;
  /** Width of one line. */
  width(text: string, size: number): number;
  /** The text with 〓 for each character that the typeface cannot show. */
  known(text: string): string;
}

export interface Typefaces {
  readonly regular: Typeface;
  readonly bold: Typeface;
}

const folder = new URL('../../assets/fonts/', import.meta.url);
/** Geta mark: the sign that typesetters put for a missing type. */
const MISSING = '〓';

/** Embeds the faces of the product, subset to what is written. */
export async function embedTypefaces(document: PDFDocument): Promise<Typefaces> {
  document.registerFontkit(fontkit as unknown as Parameters<PDFDocument['registerFontkit']>[0]);
  return {
    regular: await embed(document, 'NotoSerifSC-Regular.ttf'),
    bold: await embed(document, 'NotoSerifSC-Bold.ttf'),
  };
}

async function embed(document: PDFDocument, file: string): Promise<Typeface> {
  const font = await document.embedFont(readFileSync(new URL(file, folder)), { subset: true });
  const glyphs = new Set(font.getCharacterSet());
  const widths = new Map<string, number>();
  const widthOf = (character: string): number => {
    let width = widths.get(character);
    if (width === undefined) widths.set(character, (width = font.widthOfTextAtSize(character, 1000)));
    return width;
  };
  return {
    font,
    width: (text, size) => [...text].reduce((sum, character) => sum + widthOf(character), 0) * (size / 1000),
    known: (text) =>
      [...text].map((each) => (glyphs.has(each.codePointAt(0) ?? 0) ? each : MISSING)).join(''),
  };
}
