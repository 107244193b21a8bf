/**
 * Whether the scan of a sequential JPEG holds all its blocks (ITU-T T.81 Annex F.2): then only its end marker is missing, and all readers
 * show one picture. Huffman codes are followed, nothing is decoded. Progressive and arithmetic data are not judged.
 */

interface HuffmanTable {
  /** For each length of a code, from 1 to 16: the first code, one behind the last, and where its values begin. */
  readonly lengths: readonly { readonly first: number; readonly end: number; readonly at: number }[];
  readonly values: Uint8Array;
}

interface FrameComponent {
  readonly id: number;
  readonly across: number;
  readonly down: number;
}

interface ScanComponent extends FrameComponent {
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
}

interface Scan {
  readonly components: readonly ScanComponent[];
  /** Minimum coded units. */
  readonly units: number;
  /** Units between restart markers; 0 without any. */
  readonly restart: number;
  /** Where the data begin. */
  readonly at: number;
}

/** Longer data are not followed. */
const maxBytes = 16 * 1024 * 1024;

/** False also for what cannot be judged. */
export function isScanWhole(bytes: Uint8Array): boolean {
  const scan = bytes.length > maxBytes ? null : readHeaders(bytes);
  return scan !== null && holdsAll(bytes, scan);
}

/** The one scan of a frame that is coded sequentially, with all its components. */
function readHeaders(bytes: Uint8Array): Scan | null {
  const tables = new Map<number, HuffmanTable>();
  let [restart, frame]: [number, Frame | null] = [0, null];
  const word = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = word(at + 2);
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xc4) readTables(body, tables);
    else if (marker === 0xdd) restart = word(at + 4);
    else if (marker === 0xc0 || marker === 0xc1) frame = frameOf(body);
    else if (marker >= 0xc2 && marker <= 0xcf) return null;
    else if (marker === 0xda) return frame && scanOf(body, frame, tables, restart, at + 2 + length);
    at += 2 + Math.max(2, length);
  }
  return null;
}

/** DHT (T.81 §B.2.4.2): tables by class and number. */
function readTables(body: Uint8Array, tables: Map<number, HuffmanTable>): void {
  for (let at = 0; at + 17 <= body.length;) {
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, each) => sum + each, 0);
    let [code, value] = [0, 0];
    const lengths = [...counts].map((count) => {
      const found = { first: code, end: code + count, at: value };
      [code, value] = [(code + count) << 1, value + count];
      return found;
    });
    tables.set(body[at] ?? 0, { lengths, values: body.slice(at + 17, at + 17 + total) });
    at += 17 + total;
  }
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly FrameComponent[];
}

function frameOf(body: Uint8Array): Frame {
  const components = Array.from({ length: body[5] ?? 0 }, (_, i) => {
    const factors = body[7 + 3 * i] ?? 0;
    return { id: body[6 + 3 * i] ?? 0, across: factors >> 4, down: factors & 15 };
  });
  const height = ((body[1] ?? 0) << 8) | (body[2] ?? 0);
  return { height, width: ((body[3] ?? 0) << 8) | (body[4] ?? 0), components };
}

function scanOf(
  body: Uint8Array,
  { width, height, components }: Frame,
  tables: ReadonlyMap<number, HuffmanTable>,
  restart: number,
  at: number,
): Scan | null {
  if (body[0] !== components.length || components.length === 0 || width === 0 || height === 0) return null;
  const chosen: ScanComponent[] = [];
  for (let i = 0; i < components.length; i += 1) {
    const component = components.find(({ id }) => id === body[1 + 2 * i]);
    const numbers = body[2 + 2 * i] ?? 0;
    const [dc, ac] = [tables.get(numbers >> 4), tables.get(0x10 | (numbers & 15))];
    if (!component || !dc || !ac || component.across < 1 || component.down < 1) return null;
    chosen.push({ ...component, dc, ac });
  }
  // A component alone comes block by block, whatever its factors (§A.2.2).
  const isAlone = chosen.length === 1;
  const across = isAlone ? 1 : Math.max(...chosen.map((each) => each.across));
  const down = isAlone ? 1 : Math.max(...chosen.map((each) => each.down));
  const units = Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down));
  const blocks = isAlone ? chosen.map((each) => ({ ...each, across: 1, down: 1 })) : chosen;
  return { components: blocks, units, restart, at };
}

function holdsAll(bytes: Uint8Array, { components, units, restart, at }: Scan): boolean {
  const bits = new ScanBits(bytes, at);
  for (let unit = 0; unit < units; unit += 1) {
    if (restart > 0 && unit > 0 && unit % restart === 0 && !bits.passRestart()) return false;
    for (const component of components)
      for (let block = 0; block < component.across * component.down; block += 1)
        if (!passBlock(bits, component)) return false;
  }
  return true;
}

/** One block of 64 coefficients (§F.2.2). */
function passBlock(bits: ScanBits, { dc, ac }: ScanComponent): boolean {
  const difference = bits.symbol(dc);
  if (difference < 0 || !bits.skip(difference)) return false;
  for (let at = 1; at < 64; at += 1) {
    const symbol = bits.symbol(ac);
    if (symbol < 0) return false;
    const [zeros, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && zeros < 15) return true;
    at += zeros;
    if (!bits.skip(size)) return false;
  }
  return true;
}

/** The bits of a scan up to its next marker; an octet 0 behind 0xFF is stuffed (§F.1.2.3). */
class ScanBits {
  readonly #bytes: Uint8Array;
  #at: number;
  #octet = 0;
  #left = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** -1 where the data end, or no code fits. */
  symbol({ lengths, values }: HuffmanTable): number {
    let code = 0;
    for (const { first, end, at } of lengths) {
      const bit = this.#bit();
      if (bit < 0) return -1;
      code = (code << 1) | bit;
      if (code >= first && code < end) return values[at + code - first] ?? -1;
    }
    return -1;
  }

  skip(count: number): boolean {
    for (let i = 0; i < count; i += 1) if (this.#bit() < 0) return false;
    return true;
  }

  passRestart(): boolean {
    this.#left = 0;
    const marker = this.#bytes[this.#at + 1] ?? 0;
    if (this.#bytes[this.#at] !== 0xff || marker < 0xd0 || marker > 0xd7) return false;
    this.#at += 2;
    return true;
  }

  #bit(): number {
    if (this.#left === 0) {
      const octet = this.#bytes[this.#at];
      if (octet === undefined || (octet === 0xff && this.#bytes[this.#at + 1] !== 0)) return -1;
      this.#at += octet === 0xff ? 2 : 1;
      [this.#octet, this.#left] = [octet, 8];
    }
    this.#left -= 1;
    return (this.#octet >> this.#left) & 1;
  }
}
