/** A PDF with everything that the inspection before sealing warns of: script, hidden layer, foreign file, fonts left out. */
import { writeFileSync } from 'node:fs';
import { PDFDocument, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib';

/** A4 in points. */
const PAGE: [number, number] = [595.28, 841.89];

/** Writes it to a path. */
export async function writeWatchedPdf(path: string): Promise<void> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= 2; page += 1)
    document
      .addPage(PAGE)
      .drawText(`Offer of the supplier, page ${page} of 2`, { x: 72, y: 700, size: 14, font });
  document.addJavaScript('total', 'this.getField("total").value = 1;');
  await document.attach(new TextEncoder().encode('Prices'), 'prices.txt', { mimeType: 'text/plain' });
  const { context, catalog } = document;
  const layer = context.register(context.obj({ Type: 'OCG', Name: PDFString.of('Draft') }));
  catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }));
  writeFileSync(path, await document.save());
}
