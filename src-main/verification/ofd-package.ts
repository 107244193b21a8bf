/** Tells an OFD package (GB/T 33190: a ZIP whose entry is OFD.xml) from other files, without unpacking anything. */
import type { ByteSource } from '../domain/byte-source.ts';

/** The list of entries stands at the end of a ZIP, the first entry at its beginning; names are looked for in both. */
const headBytes = 64 * 1024;
const tailBytes = 1024 * 1024;
const zipSignature = 'PK\u0003\u0004';

/** Whether a file is recognisably an OFD. Decides between two amber answers only, so that a near miss harms nobody. */
export function looksLikeOfd(source: ByteSource): boolean {
  const head = text(source, 0, Math.min(headBytes, source.size));
  if (!head.startsWith(zipSignature)) return false;
  const from = Math.max(0, source.size - tailBytes);
  return [head, text(source, from, source.size - from)].some((part) => part.includes('ofd.xml'));
}

/** Readers take the name in any case. */
function text(source: ByteSource, at: number, length: number): string {
  const latin = new TextDecoder('latin1').decode(source.read(at, length));
  return at === 0
    ? latin.slice(0, zipSignature.length) + latin.slice(zipSignature.length).toLowerCase()
    : latin.toLowerCase();
}
