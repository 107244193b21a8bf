/**
 * SM4 (GB/T 32907-2016), encryption of single blocks: all that counter mode wants. Ours because Electron's BoringSSL has no SM4 and Node's
 * OpenSSL no SM4-GCM (docs/adr/0041). Tables are not constant-time: whoever can time this process can read what it encrypts.
 */

const fixedKey = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc] as const;
const ROUNDS = 32;

/** GF(2⁸) of the S-box, x⁸ + x⁷ + x⁶ + x⁵ + x⁴ + x² + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    if ((b >> bit) & 1) product ^= a << bit;
  }
  for (let bit = 14; bit >= 8; bit -= 1) {
    if ((product >> bit) & 1) product ^= 0x1f5 << (bit - 8);
  }
  return product;
}

/** The affine map around the inversion: bit i is the parity of the octet under a row that is turned by i, plus that of 0xd3. */
function affine(x: number): number {
  let y = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    const row = ((0xa7 << bit) | (0xa7 >> (8 - bit))) & 0xff;
    let parity = row & x;
    parity ^= parity >> 4;
    parity ^= parity >> 2;
    parity ^= parity >> 1;
    y |= (parity & 1) << bit;
  }
  return y ^ 0xd3;
}

/** x²⁵⁴, which is 1/x, and 0 for 0. */
function inverse(x: number): number {
  let result = 1;
  for (let i = 0; i < 254; i += 1) result = multiply(result, x);
  return result;
}

/** §6.2 as it is built, so that no digit of a table can be mistyped; the published vectors are the test. */
const sBox = Uint8Array.from({ length: 256 }, (_, x) => affine(inverse(affine(x))));

const turned = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
const spread = (b: number): number => b ^ turned(b, 2) ^ turned(b, 10) ^ turned(b, 18) ^ turned(b, 24);
/** The S-box and L together, for the highest octet; the lower ones turn it. */
const t0 = Uint32Array.from(sBox, (b) => spread(b << 24));
const t1 = t0.map((word) => turned(word, 24));
const t2 = t0.map((word) => turned(word, 16));
const t3 = t0.map((word) => turned(word, 8));

function substituted(word: number): number {
  const at = (shift: number): number => (sBox[(word >>> shift) & 255] ?? 0) << shift;
  return at(24) | at(16) | at(8) | at(0);
}

/** The 32 round keys of a key of 16 octets (§7.3). */
export function sm4RoundKeys(key: Uint8Array): Uint32Array {
  if (key.length !== 16) throw new RangeError('an SM4 key has 16 octets');
  const view = new DataView(key.buffer, key.byteOffset, 16);
  const k = fixedKey.map((fixed, i) => (view.getUint32(4 * i) ^ fixed) >>> 0);
  const keys = new Uint32Array(ROUNDS);
  for (let i = 0; i < ROUNDS; i += 1) {
    const [k0 = 0, k1 = 0, k2 = 0, k3 = 0] = k;
    const constant = [0, 1, 2, 3].reduce((word, j) => (word << 8) | (((4 * i + j) * 7) & 255), 0);
    const mixed = substituted(k1 ^ k2 ^ k3 ^ constant);
    const next = (k0 ^ mixed ^ turned(mixed, 13) ^ turned(mixed, 23)) >>> 0;
    k.shift();
    k.push(next);
    keys[i] = next;
  }
  return keys;
}

/** Encrypts the four words of `block` in their place (§7.1). */
export function sm4EncryptBlock(keys: Uint32Array, block: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = block;
  for (let i = 0; i < ROUNDS; i += 1) {
    const x = b ^ c ^ d ^ (keys[i] ?? 0);
    const mixed =
      (t0[x >>> 24] ?? 0) ^ (t1[(x >>> 16) & 255] ?? 0) ^ (t2[(x >>> 8) & 255] ?? 0) ^ (t3[x & 255] ?? 0);
    const next = a ^ mixed;
    a = b;
    b = c;
    c = d;
    d = next;
  }
  block[0] = d;
  block[1] = c;
  block[2] = b;
  block[3] = a;
}
