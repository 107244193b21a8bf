/** A PDF that takes a document time stamp, by an update behind it (ISO 32000-2 §12.8.5). */
import type { ByteSource } from '../../domain/byte-source.ts';
import { openPdf } from '../../pdf/document.ts';
import { buildTimeStampIncrement } from '../../pdf/time-stamp-increment.ts';
import type { Stampable } from '../stampable.ts';
import { digestForSignature, embedSignature } from './prepare-sealing.ts';

/** Errors: `pdf-*`. */
export function openStampablePdf(source: ByteSource): Stampable {
  const document = openPdf(source);
  return {
    prepare({ tokenBytes, at }) {
      const { bytes, hole } = buildTimeStampIncrement(document, tokenBytes, at);
      const prepared = { increment: bytes, originalSize: source.size, hole };
      return {
        update: bytes,
        imprint: (original) => digestForSignature(original, prepared),
        embed: (token) => embedSignature(prepared, token),
      };
    },
  };
}
