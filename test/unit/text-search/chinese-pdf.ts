/** PDFs with Chinese text in a CID font that is named, not embedded: reading it needs the character maps of pdf.js. */
import { PDFDocument, PDFName, PDFString, degrees } from '@cantoo/pdf-lib';
import type { PDFRef } from '@cantoo/pdf-lib';

interface TextLine {
  readonly text: string;
  /** Start of the baseline (vertical writing: top of the first character) in user space, points. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly vertical?: boolean;
  /** Turn of the writing, degrees counter-clockwise. */
  readonly turn?: 0 | 90;
}

export interface TextPage {
  readonly lines: readonly TextLine[];
  readonly rotate?: 0 | 90 | 180 | 270;
  readonly cropBox?: readonly [number, number, number, number];
}

export async function chinesePdf(pages: readonly TextPage[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const fonts = [cidFont(document, 'UniGB-UCS2-H'), cidFont(document, 'UniGB-UCS2-V')] as const;
  for (const { lines, rotate, cropBox } of pages) {
    const page = document.addPage([595.28, 841.89]);
    page.node.setFontDictionary(PDFName.of('Across'), fonts[0]);
    page.node.setFontDictionary(PDFName.of('Down'), fonts[1]);
    const content = document.context.stream(lines.map(lineOperators).join('\n'));
    page.node.set(PDFName.of('Contents'), document.context.register(content));
    if (rotate) page.setRotation(degrees(rotate));
    if (cropBox) page.setCropBox(cropBox[0], cropBox[1], cropBox[2] - cropBox[0], cropBox[3] - cropBox[1]);
  }
  return document.save();
}

/** Latin letters (CIDs 1 to 95 of Adobe-GB1) are half an em wide, as in the fonts of Chinese offices. */
export function cidFont({ context }: PDFDocument, encoding: string): PDFRef {
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType0',
    BaseFont: 'STSong-Light',
    CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('GB1'), Supplement: 4 },
    DW: 1000,
    W: [1, 95, 500],
  });
  const type0 = { Type: 'Font', Subtype: 'Type0', BaseFont: 'STSong-Light', Encoding: encoding };
  return context.register(context.obj({ ...type0, DescendantFonts: [context.register(descendant)] }));
}

function lineOperators({ text, x, y, size, vertical, turn }: TextLine): string {
  const hex = [...text].map((c) => (c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');
  const matrix = turn === 90 ? `0 1 -1 0 ${x} ${y}` : `1 0 0 1 ${x} ${y}`;
  return `BT /${vertical ? 'Down' : 'Across'} ${size} Tf ${matrix} Tm <${hex}> Tj ET`;
}
