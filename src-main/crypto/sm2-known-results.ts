/**
 * Results of SM2 verifications that were computed before. One sealing or verification asks about the same few signatures
 * (certificates of a chain, lists, snapshots, the policy) many times, and each costs a millisecond. The question is kept
 * whole, not its digest: an answer can only ever be given to exactly the same key, digest and signature.
 */
import { toHex } from './bytes.ts';

/** Bounded, so that a hostile file cannot grow it: about 0.4 KB each. */
const mostKept = 1024;
const known = new Map<string, boolean>();

/** The result of `verify`, which must depend on the three values alone; computed once while it is remembered. */
export function rememberedVerification(
  publicKey: Uint8Array,
  digest: Uint8Array,
  signature: Uint8Array,
  verify: () => boolean,
): boolean {
  const question = [publicKey, digest, signature].map(toHex).join(' ');
  const before = known.get(question);
  if (before !== undefined) return before;
  const result = verify();
  const [oldest] = known.keys();
  if (known.size >= mostKept && oldest !== undefined) known.delete(oldest);
  known.set(question, result);
  return result;
}
