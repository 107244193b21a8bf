/** Files that are a PDF at their beginning and a ZIP archive (an OFD, say) at their end (attack P21; APPNOTE 6.3 §4.3.16). */
import type { ByteSource } from '../../domain/byte-source.ts';

const recordBytes = 22;
const maxComment = 0xffff;

/** Whether an end-of-central-directory record stands where archive programs look for it: its comment ends with the file. */
export function isArchiveToo(source: ByteSource): boolean {
  const from = Math.max(0, source.size - recordBytes - maxComment);
  const tail = source.read(from, source.size - from);
  for (let at = tail.length - recordBytes; at >= 0; at -= 1) {
    const isRecord = tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6;
    const comment = (tail[at + 20] ?? 0) + (tail[at + 21] ?? 0) * 256;
    if (isRecord && at + recordBytes + comment === tail.length) return true;
  }
  return false;
}
