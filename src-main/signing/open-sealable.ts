/** Finds out what a file is that shall be sealed: the one place of sealing that knows the formats (docs/adr/0023). */
import type { ByteSource } from '../domain/byte-source.ts';
import { openSealablePdf } from './pdf/sealable-pdf.ts';
import type { Sealable } from './sealable.ts';

/** Errors: every code of the reader, `pdf-not-a-pdf` for a format that is not understood; the refusals of files that must not be sealed. */
export function openSealable(source: ByteSource): Sealable {
  return openSealablePdf(source);
}
