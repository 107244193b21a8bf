/** ASCIIHex, ASCII85, LZW and RunLength (ISO 32000-2 §7.4.2–§7.4.5). Each stops at `cap` bytes with `pdf-limit`. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isSpace } from './lexer.ts';
import { limitError } from './limits.ts';

/** §7.4.2: pairs of digits up to `>`; a missing last digit is 0. Errors: `pdf-stream-broken`. */
export function decodeAsciiHex(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array((bytes.length + 1) >> 1);
  let digits = 0;
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    if (isSpace(byte)) continue;
    const digit = parseInt(String.fromCharCode(byte), 16);
    if (Number.isNaN(digit)) throw broken('ASCIIHex data');
    out[digits >> 1] = digits % 2 === 0 ? digit << 4 : (out[digits >> 1] ?? 0) | digit;
    digits++;
  }
  return out.subarray(0, (digits + 1) >> 1);
}

/** §7.4.3: groups of five base-85 digits up to `~>`; `z` is four zero bytes. Errors: `pdf-stream-broken`, `pdf-limit`. */
export function decodeAscii85(bytes: Uint8Array, cap: number): Uint8Array {
  const out = new Output(cap);
  let group: number[] = [];
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (isSpace(byte)) continue;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte < 0x21 || byte > 0x75) throw broken('ASCII85 data');
    else if (group.push(byte - 0x21) === 5) {
      out.push(...group85(group, 4));
      group = [];
    }
  }
  if (group.length === 1) throw broken('ASCII85 data');
  const rest = group.length - 1;
  if (rest > 0) out.push(...group85([...group, 84, 84, 84, 84].slice(0, 5), rest));
  return out.bytes();
}

function group85(group: readonly number[], bytes: number): number[] {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  if (value > 0xffffffff) throw broken('ASCII85 data');
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].slice(0, bytes);
}

/** §7.4.5. Errors: `pdf-stream-broken`, `pdf-limit`. */
export function decodeRunLength(bytes: Uint8Array, cap: number): Uint8Array {
  const out = new Output(cap);
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at] ?? 128;
    if (length === 128) break;
    const end = length < 128 ? at + 2 + length : at + 2;
    if (end > bytes.length) throw broken('RunLength data');
    if (length < 128) out.push(...bytes.subarray(at + 1, end));
    else out.push(...Array<number>(257 - length).fill(bytes[at + 1] ?? 0));
    at = end;
  }
  return out.bytes();
}

/** §7.4.4.2: codes of 9 to 12 bits, 256 clears the table, 257 ends. Errors: `pdf-stream-broken`, `pdf-limit`. */
export function decodeLzw(bytes: Uint8Array, earlyChange: boolean, cap: number): Uint8Array {
  const out = new Output(cap);
  const early = earlyChange ? 1 : 0;
  // Each code is a piece of the output that was there when the code was made: where it begins, how long it is.
  const starts = new Float64Array(4096);
  const lengths = new Float64Array(4096);
  let [next, width, previousStart, previousLength] = [258, 9, 0, 0];
  let [buffer, bits, at] = [0, 0, 0];
  for (;;) {
    for (; bits < width; bits += 8) {
      if (at >= bytes.length) return out.bytes();
      buffer = ((buffer << 8) | (bytes[at++] ?? 0)) & 0xffffff;
    }
    const code = (buffer >>> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === 257) return out.bytes();
    if (code === 256) {
      [next, width, previousLength] = [258, 9, 0];
      continue;
    }
    // The new code is the previous piece and the byte after it, which this piece is about to write.
    if (previousLength > 0 && next < 4096) {
      starts[next] = previousStart;
      lengths[next++] = previousLength + 1;
    }
    previousStart = out.length;
    if (code < 256) out.push(code);
    else if (code < next) out.copy(starts[code] ?? 0, lengths[code] ?? 0);
    else throw broken('LZW data');
    previousLength = out.length - previousStart;
    if (next + early >= 1 << width && width < 12) width++;
  }
}

class Output {
  #bytes = new Uint8Array(1024);
  length = 0;
  readonly #cap: number;

  constructor(cap: number) {
    this.#cap = cap;
  }

  push(...more: number[]): void {
    this.#reserve(more.length);
    for (const byte of more) this.#bytes[this.length++] = byte;
  }

  /** Copies an earlier piece of the output, byte by byte: it may reach into itself. */
  copy(start: number, length: number): void {
    this.#reserve(length);
    for (let i = 0; i < length; i++) this.#bytes[this.length++] = this.#bytes[start + i] ?? 0;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #reserve(more: number): void {
    if (this.length + more > this.#cap) throw limitError('stream bytes', this.#cap);
    if (this.length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length + more, this.#bytes.length * 2));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

function broken(what: string): BianyinError {
  return new BianyinError('pdf-stream-broken', { what });
}
