/** Whether the end of a PDF is missing (ISO 32000-2 §7.5.5): a download that broke off, with or without the room kept for the rest. */
import type { ByteSource } from '../../domain/byte-source.ts';

const chunk = 1 << 16;
/** How far before its last octet a file may name its end, as readers allow. */
const tail = 1024;

/** True when no %%EOF stands before the last octet that says anything. Octets 0 and white space say nothing. */
export function isCutOff(source: ByteSource): boolean {
  const end = endOfContent(source);
  const from = Math.max(0, end - tail);
  const text = new TextDecoder('latin1').decode(source.read(from, end - from));
  return !text.includes('%%EOF');
}

/** How far back the last end is looked for: an update larger than this is not recognised, and told as what it is. */
const farBack = 1 << 23;

/** Whether objects begin behind the last %%EOF, as in an update (§7.5.6) of which only a part has arrived. */
export function beginsUpdate(source: ByteSource): boolean {
  const from = Math.max(0, source.size - farBack);
  const text = new TextDecoder('latin1').decode(source.read(from, source.size - from));
  const last = text.lastIndexOf('%%EOF');
  return last >= 0 && /^\s{0,8}\d{1,10} \d{1,5} obj\b/.test(text.slice(last + 5, last + 64));
}

function endOfContent(source: ByteSource): number {
  for (let end = source.size; end > 0; end -= chunk) {
    const from = Math.max(0, end - chunk);
    const last = source.read(from, end - from).findLastIndex((octet) => octet > 0x20);
    if (last >= 0) return from + last + 1;
  }
  return 0;
}
