/**
 * Measures what docs/adr/0005 decides on: SM2 verification and SM3 by library. Run from the checkout with
 * `node test/bench/crypto-libraries.bench.ts`. sm-crypto-v2 is compared when it is there (`npm i --no-save sm-crypto-v2@1.15.1`).
 */
import { createHash } from 'node:crypto';
import { createSM3 } from 'hash-wasm';
import { bytesToBigint, toHex, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { sm2Curve, type Sm2Point } from '../../src-main/crypto/sm2-curve.ts';
import {
  encodeSm2Signature,
  sm2MessageDigest,
  sm2Verify,
  sm2VerifyDigest,
} from '../../src-main/crypto/sm2.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { standardKey, standardSignature } from '../vectors/sm2-standard.ts';

const { publicKey } = standardKey;
const { message, r, s } = standardSignature;
const { n, Point } = sm2Curve;
const t = (r + s) % n;
const e = bytesToBigint(sm2MessageDigest(publicKey, message));
const seconds = 2;

interface OtherLibrary {
  sm2: {
    doVerifySignature(message: string, signature: string, key: unknown, options: { hash: boolean }): boolean;
    precomputePublicKey(key: string): unknown;
  };
  sm3(input: Uint8Array): string;
}

function rate(name: string, unit: string, work: number, run: () => boolean): void {
  if (!run()) throw new Error(`${name}: wrong answer`);
  for (let i = 0; i < 10; i += 1) run();
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < seconds * 1000) {
    run();
    rounds += 1;
  }
  const perSecond = (rounds * work * 1000) / (performance.now() - start);
  console.log(`${name.padEnd(58)} ${perSecond.toFixed(0).padStart(6)} ${unit}`);
}

const fits = (point: Sm2Point): boolean => (e + point.x) % n === r;
const verifies = 'verify/s';

function benchNoble(): void {
  const fresh = () => Point.fromBytes(publicKey);
  rate('noble, key decoded each time, mulAddUnsafe', verifies, 1, () =>
    fits(Point.BASE.mulAddUnsafe(s, fresh(), t)),
  );
  const plain = fresh();
  rate('noble, two multiplications, base table only', verifies, 1, () =>
    fits(Point.BASE.multiplyUnsafe(s).add(plain.multiplyUnsafe(t))),
  );
  for (const window of [4, 6, 8]) {
    const key = fresh();
    const start = performance.now();
    key.precompute(window, false);
    const cost = (performance.now() - start).toFixed(1);
    rate(`noble, key table of window ${window} (made in ${cost} ms)`, verifies, 1, () =>
      fits(Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t))),
    );
  }
  const signature = encodeSm2Signature(r, s);
  // Results are remembered, so that each question must be a new one; a wrong digest costs as much as the right one.
  const digest = sm2MessageDigest(publicKey, message);
  let asked = 0;
  rate('ours, whole sm2VerifyDigest, key known', verifies, 1, () => {
    new DataView(digest.buffer, digest.byteOffset).setUint32(0, (asked += 1));
    return !sm2VerifyDigest(publicKey, digest, signature);
  });
  rate('ours, whole sm2Verify, asked before', verifies, 1, () => sm2Verify(publicKey, message, signature));
}

function benchOther({ sm2 }: OtherLibrary): void {
  const hexKey = toHex(publicKey);
  const signature = [r, s].map((value) => value.toString(16).padStart(64, '0')).join('');
  const run = (key: unknown) => () => sm2.doVerifySignature('message digest', signature, key, { hash: true });
  rate('sm-crypto-v2, key as hexadecimal', verifies, 1, run(hexKey));
  rate('sm-crypto-v2, key precomputed', verifies, 1, run(sm2.precomputePublicKey(hexKey)));
}

async function benchSm3(other: OtherLibrary | undefined): Promise<void> {
  const megabyte = new Uint8Array(1 << 20).fill(0x5a);
  const expected = toHex(sm3(megabyte));
  const engine = await createSM3();
  rate('SM3: ours, 1 MiB chunks', 'MiB/s', 1, () => toHex(sm3(megabyte)) === expected);
  rate('SM3: hash-wasm itself', 'MiB/s', 1, () => engine.init().update(megabyte).digest('hex') === expected);
  if (other) rate('SM3: sm-crypto-v2', 'MiB/s', 1, () => other.sm3(megabyte) === expected);
  rate(
    "SM3: Node's OpenSSL (not in Electron)",
    'MiB/s',
    1,
    () => createHash('sm3').update(megabyte).digest('hex') === expected,
  );
}

async function loadOther(): Promise<OtherLibrary | undefined> {
  const name: string = 'sm-crypto-v2';
  try {
    return (await import(name)) as OtherLibrary;
  } catch {
    console.log(`${name} is not installed; it is left out`);
    return undefined;
  }
}

const other = await loadOther();
console.log(
  `Node ${process.version}, message of ${utf8Encode('message digest').length} octets, ${seconds} s each`,
);
benchNoble();
if (other) benchOther(other);
await benchSm3(other);
