/**
 * A look in a rectangle without a size (ISO 32000-2 §12.5.5, algorithm 8.1): it is scaled by nothing. Most readers show nothing of it;
 * Ghostscript and PDFium paint it at its own size. Programs write blank ones for signatures that are not to be seen.
 */
import type { PdfDocument } from '../document-model.ts';
import type { PdfDict, PdfObject } from '../objects.ts';
import { readBox } from '../pages.ts';
import { quietly } from './quietly.ts';

/** A longer one is taken to paint. */
const MOST = 64 * 1024;
const painting = /(^|[\s\])>])([SsfFBb]\*?|sh|Do|BI|T[jJ]|['"])(?=\s|$)/;

/** Whether a normal look of the annotation, that of a state too, has a box and paints something. */
export function paintsWithoutPlace(document: PdfDocument, appearance: PdfDict): boolean {
  const normal = quietly(() => document.value(appearance, 'N'));
  const looks: readonly PdfObject[] =
    normal?.kind === 'dict' ? [...normal.entries.values()] : normal ? [normal] : [];
  return looks.some((item) => {
    const look = quietly(() => document.resolve(item));
    if (
      look?.kind !== 'stream' ||
      !readBox(
        document,
        quietly(() => document.value(look.dict, 'BBox')),
      )
    )
      return false;
    const octets = quietly(() => document.streamBytes(look, MOST));
    return octets === undefined || painting.test(new TextDecoder('latin1').decode(octets));
  });
}
