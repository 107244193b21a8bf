/**
 * OCSP answers by which an authority has revoked (RFC 6960 §2.2), for the memory of trust (docs/adr/0034): who deletes one from the trust
 * folder, where a fresh list says nothing of it yet, does not make the certificate good again.
 */
import { fromBase64, toBase64, toHex } from '../crypto/bytes.ts';
import { parseOcspResponse, type OcspResponse, type SingleResponse } from '../pki/ocsp.ts';
import { revocationsProven } from '../pki/path.ts';
import type { TrustMaterial } from './trust-store.ts';

interface Kept {
  readonly answer: SingleResponse;
  /** Base64 of the response that it came in. */
  readonly octets: string;
}

/** Those remembered and those of the trust that are proven now: of each certificate one. Base64 of DER. */
export function keptAnswers(
  remembered: readonly string[],
  trust: Pick<TrustMaterial, 'anchors' | 'intermediates' | 'crls' | 'ocsp'>,
): readonly string[] {
  const known = new Set(remembered);
  const fresh = (trust.ocsp ?? []).filter(({ der }) => !known.has(toBase64(der)));
  const all = [
    ...remembered.flatMap((octets) => revoking(parse(octets)).map((answer) => ({ answer, octets }))),
    ...fresh.flatMap((each) => proven(each, trust).map((answer) => ({ answer, octets: toBase64(each.der) }))),
  ];
  const best = new Map<string, Kept>();
  for (const each of all) {
    const slot = slotOf(each.answer);
    const have = best.get(slot);
    if (!have || isStronger(each.answer, have.answer)) best.set(slot, each);
  }
  return [...new Set([...best.values()].map(({ octets }) => octets))].sort();
}

/** The trust with what is remembered: what was deleted speaks all the same. */
export function withKeptAnswers<T extends Pick<TrustMaterial, 'ocsp'>>(
  trust: T,
  remembered: readonly string[],
): T {
  const there = new Set((trust.ocsp ?? []).map(({ der }) => toBase64(der)));
  const gone = remembered.filter((octets) => !there.has(octets));
  return gone.length === 0 ? trust : { ...trust, ocsp: [...(trust.ocsp ?? []), ...gone.map(parse)] };
}

const parse = (octets: string): OcspResponse => parseOcspResponse(fromBase64(octets));

const revoking = ({ responses }: OcspResponse): readonly SingleResponse[] =>
  responses.filter(({ status }) => status === 'revoked');

/** Nobody fills the memory with what no authority known here has said. */
function proven(
  response: OcspResponse,
  { anchors, intermediates, crls }: Pick<TrustMaterial, 'anchors' | 'intermediates' | 'crls'>,
): readonly SingleResponse[] {
  if (revoking(response).length === 0) return [];
  return [...anchors, ...intermediates].flatMap((issuer) => revocationsProven(response, issuer, crls));
}

function slotOf({ id }: SingleResponse): string {
  return [id.hashOid, toHex(id.issuerNameHash), toHex(id.issuerKeyHash), id.serialHex].join(':');
}

/** For good before on hold, then the newer one, as where certificates are judged (pki/ocsp-status.ts). */
function isStronger(one: SingleResponse, than: SingleResponse): boolean {
  const [isHold, wasHold] = [one, than].map(({ reason }) => reason === 'certificateHold');
  return isHold === wasHold ? one.thisUpdate > than.thisUpdate : wasHold === true;
}
