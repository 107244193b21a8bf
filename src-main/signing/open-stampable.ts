/** Finds out what a file is that shall get a time stamp: the one place that knows the formats (docs/adr/0023). */
import type { ByteSource } from '../domain/byte-source.ts';
import { openStampablePdf } from './pdf/stampable-pdf.ts';
import type { Stampable } from './stampable.ts';

/** Errors: every code of the reader, `pdf-not-a-pdf` for a format that is not understood. */
export function openStampable(source: ByteSource): Stampable {
  return openStampablePdf(source);
}
