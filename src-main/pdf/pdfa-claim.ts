/**
 * What a file claims of itself in its XMP packet: PDF/A (ISO 19005-1 §6.7.11, ISO 19005-2 §6.6.4). Part 1 allows no blending and
 * no soft masks (§6.4), which a seal needs so that the text under it can be read; parts 2 and 3 take PKCS#7 signatures alone
 * (§6.4.3), and a seal's (GB/T 38540) is none. Nothing else of a seal breaks them where the file has an RGB profile
 * (`npm run test:interop`, veraPDF).
 */
import type { PdfDocument } from './document-model.ts';
import { quietly } from './survey/quietly.ts';

/** XMP packets are a few kilobytes; more than this is not looked through. */
const maxPacket = 1024 * 1024;

/** Whether the claim would not be true any more behind a seal. Errors: `pdf-limit`. */
export function sealBreaksClaim(document: PdfDocument): boolean {
  return claimedPart(document) !== null;
}

/** The part of ISO 19005 that the file names; null when it names none. Errors: `pdf-limit`. */
export function claimedPart(document: PdfDocument): number | null {
  const metadata = quietly(() => document.value(document.catalog, 'Metadata'));
  if (metadata?.kind !== 'stream') return null;
  const packet = quietly(() => document.streamBytes(metadata, maxPacket));
  return packet ? partIn(textOf(packet)) : null;
}

/** As an attribute or as an element; the prefix is the writer's choice, and everybody's is `pdfaid`. */
function partIn(text: string): number | null {
  const found = /pdfaid:part\s*(?:=\s*["']|>\s*)(\d)/.exec(text);
  return found ? Number(found[1]) : null;
}

/** XMP is UTF-8 mostly; UTF-16 says so by its first octets or its zeros. */
function textOf(packet: Uint8Array): string {
  const [a, b] = packet;
  if ((a === 0xfe && b === 0xff) || a === 0) return new TextDecoder('utf-16be').decode(packet);
  if ((a === 0xff && b === 0xfe) || b === 0) return new TextDecoder('utf-16le').decode(packet);
  return new TextDecoder().decode(packet);
}
