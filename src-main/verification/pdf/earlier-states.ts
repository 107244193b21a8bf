/**
 * Beginnings of a file that were files of their own (ISO 32000-2 §7.5.6): up to an end that it names, or that a signature names. Where the
 * whole cannot be read within the limits, what is certain about these stays certain.
 */
import type { ByteSource } from '../../domain/byte-source.ts';

const chunk = 1 << 20;
/** Longer than what is looked for. */
const overlap = 128;
/** So many of each kind, the last ones: whoever made the file can make as many as he likes. */
const most = 3;

const ending = /%%EOF(?:\r\n|\r|\n)?/g;
const range = /\/ByteRange\s{0,8}\[\s{0,8}\d{1,12}\s{1,8}\d{1,12}\s{1,8}(\d{1,12})\s{1,8}(\d{1,12})/g;

/** Their lengths, the longest first. Reads all of the file. */
export function earlierStates(source: ByteSource): number[] {
  const [ends, covered] = [new Set<number>(), new Set<number>()];
  const decoder = new TextDecoder('latin1');
  for (let at = 0; at < source.size; at += chunk) {
    const text = decoder.decode(source.read(at, Math.min(chunk + overlap, source.size - at)));
    for (const found of text.matchAll(ending)) ends.add(at + found.index + found[0].length);
    for (const [, start, length] of text.matchAll(range)) covered.add(Number(start) + Number(length));
  }
  const last = (found: ReadonlySet<number>) =>
    [...found]
      .filter((end) => end < source.size)
      .sort((a, b) => b - a)
      .slice(0, most);
  return [...new Set([...last(ends), ...last(covered)])].sort((a, b) => b - a);
}

/** The first `size` octets. */
export function beginningOf(source: ByteSource, size: number): ByteSource {
  return {
    size,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > size)
        throw new RangeError(`range ${offset}+${length} outside ${size} bytes`);
      return source.read(offset, length);
    },
  };
}
