/** GHASH of GCM (GB/T 36624-2018, NIST SP 800-38D §6.4), one octet a step with the tables of one key (Shoup). */

/** The reduction of an octet that falls out at the right: x¹²⁸ + x⁷ + x² + x + 1, bits reversed as GCM has them. */
const reduced = Uint32Array.from({ length: 256 }, (_, octet) => {
  let low = octet;
  let top = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    top = low & 1 ? (top >>> 1) ^ 0xe1000000 : top >>> 1;
    low >>>= 1;
  }
  return top >>> 0;
});

/** Products of the key with each octet, as it stands at the left end. */
export type GhashTable = readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

/** `h`: the four words of the key, E(K, 0). */
export function ghashTable(h: Uint32Array): GhashTable {
  const table = [0, 1, 2, 3].map(() => new Uint32Array(256));
  const [t0, t1, t2, t3] = table as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  let [a = 0, b = 0, c = 0, d = 0] = h;
  for (let bit = 0x80; bit > 0; bit >>= 1) {
    for (let octet = 0; octet < 256; octet += 1) {
      if (!(octet & bit)) continue;
      t0[octet] = (t0[octet] ?? 0) ^ a;
      t1[octet] = (t1[octet] ?? 0) ^ b;
      t2[octet] = (t2[octet] ?? 0) ^ c;
      t3[octet] = (t3[octet] ?? 0) ^ d;
    }
    const carry = d & 1;
    d = (d >>> 1) | (c << 31);
    c = (c >>> 1) | (b << 31);
    b = (b >>> 1) | (a << 31);
    a = (a >>> 1) ^ (carry ? 0xe1000000 : 0);
  }
  return [t0, t1, t2, t3];
}

/** y ← (y ⊕ x)·H for each block of `octets`, the last one filled up with zeros. */
export function ghashUpdate([t0, t1, t2, t3]: GhashTable, y: Uint32Array, octets: Uint8Array): void {
  const block = new Uint8Array(16);
  const words = new DataView(block.buffer);
  for (let at = 0; at < octets.length; at += 16) {
    block.fill(0);
    block.set(octets.subarray(at, at + 16));
    for (let i = 0; i < 4; i += 1) words.setUint32(4 * i, (y[i] ?? 0) ^ words.getUint32(4 * i));
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 15; i >= 0; i -= 1) {
      const out = reduced[d & 255] ?? 0;
      d = (d >>> 8) | (c << 24);
      c = (c >>> 8) | (b << 24);
      b = (b >>> 8) | (a << 24);
      a = (a >>> 8) ^ out;
      const octet = block[i] ?? 0;
      a ^= t0[octet] ?? 0;
      b ^= t1[octet] ?? 0;
      c ^= t2[octet] ?? 0;
      d ^= t3[octet] ?? 0;
    }
    y.set([a, b, c, d]);
  }
}
