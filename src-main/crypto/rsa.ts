/** RSA signature verification: PKCS #1 v1.5 and PSS (RFC 8017 §8). No private-key operation exists here. */
import { bigintToBytes, bytesToBigint, concatBytes, equalBytes } from './bytes.ts';
import { der } from './der-writer.ts';
import { hash, hashLengths, type HashName } from './hashes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

export interface RsaPublicKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
}

export interface PssParameters {
  readonly hash: HashName;
  readonly mgfHash: HashName;
  /** Octets of salt; PSS verification demands exactly this length. */
  readonly saltLength: number;
}

const digestOids: Readonly<Record<HashName, string>> = Object.freeze({
  sm3: '1.2.156.10197.1.401',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
});

/** Throws `public-key-invalid` for keys no honest issuer makes, and for those that would take too long to compute with. */
export function checkRsaPublicKey({ modulus, exponent }: RsaPublicKey): void {
  const bits = rsaKeyBits(modulus);
  if (modulus < 1n || modulus % 2n === 0n || bits < 512 || bits > 16384) {
    throw new BianyinError('public-key-invalid', { what: 'RSA modulus' });
  }
  if (exponent < 3n || exponent % 2n === 0n || exponent >= 1n << 64n) {
    throw new BianyinError('public-key-invalid', { what: 'RSA exponent' });
  }
}

/** The size of a modulus in bits. */
export function rsaKeyBits(modulus: bigint): number {
  return modulus.toString(2).length;
}

/** RSASSA-PKCS1-v1_5: rebuilds the whole encoded message and compares it, so nothing is parsed (no BER tricks). */
export function rsaVerifyPkcs1(
  key: RsaPublicKey,
  name: HashName,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const encoded = rsaOpen(key, signature);
  const info = der.sequence(der.sequence(der.oid(digestOids[name]), der.null()), der.octetString(digest));
  const padding = (encoded?.length ?? 0) - info.length - 3;
  if (!encoded || padding < 8 || digest.length !== hashLengths[name]) return false;
  const expected = concatBytes(
    Uint8Array.of(0, 1),
    new Uint8Array(padding).fill(0xff),
    Uint8Array.of(0),
    info,
  );
  return equalBytes(encoded, expected);
}

/** RSASSA-PSS (RFC 8017 §9.1.2), trailer field 0xbc. */
export function rsaVerifyPss(
  key: RsaPublicKey,
  pss: PssParameters,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const block = rsaOpen(key, signature);
  if (!block || digest.length !== hashLengths[pss.hash]) return false;
  const emBits = rsaKeyBits(key.modulus) - 1;
  const encoded = block.subarray(block.length - Math.ceil(emBits / 8));
  if (encoded.length < block.length && block[0] !== 0) return false;
  const hashLength = digest.length;
  const dbLength = encoded.length - hashLength - 1;
  if (dbLength < pss.saltLength + 1 || encoded[encoded.length - 1] !== 0xbc) return false;
  const unusedBits = encoded.length * 8 - emBits;
  const maskedDb = encoded.subarray(0, dbLength);
  if ((maskedDb[0] ?? 0) >> (8 - unusedBits) !== 0) return false;
  const h = encoded.subarray(dbLength, dbLength + hashLength);
  const mask = maskGeneration(pss.mgfHash, h, dbLength);
  const db = maskedDb.map((byte, i) => byte ^ (mask[i] ?? 0));
  db[0] = (db[0] ?? 0) & (0xff >> unusedBits);
  const zeros = dbLength - pss.saltLength - 1;
  if (db.subarray(0, zeros).some((byte) => byte !== 0) || db[zeros] !== 1) return false;
  return equalBytes(h, hash(pss.hash, new Uint8Array(8), digest, db.subarray(zeros + 1)));
}

/** RSAVP1: signature^e mod n as octets of the modulus length; undefined when the signature is out of range. */
function rsaOpen(key: RsaPublicKey, signature: Uint8Array): Uint8Array | undefined {
  const length = Math.ceil(rsaKeyBits(key.modulus) / 8);
  const value = bytesToBigint(signature);
  if (signature.length !== length || value >= key.modulus) return undefined;
  return bigintToBytes(power(value, key.exponent, key.modulus), length);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

/** MGF1 (RFC 8017 §B.2.1). */
function maskGeneration(name: HashName, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let i = 0; i * hashLengths[name] < length; i += 1)
    blocks.push(hash(name, seed, bigintToBytes(BigInt(i), 4)));
  return concatBytes(...blocks).subarray(0, length);
}
