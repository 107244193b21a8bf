/**
 * Which certificates of a token are of its seals, and none of the person: those that a seal lists (GB/T 38540 §6.1), and those that the token gives
 * the seal's CKA_ID. Tokens that keep seals as files have no such id.
 */
import { fromBase64, toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { parseSeal, type SESeal } from '../../seal/seal-structure.ts';
import type { TokenSummaryMessage } from '../../signer/answers.ts';

type TokenCertificate = TokenSummaryMessage['certificates'][number];

/** Hex SM3 of the certificates that a seal lists. */
export function listedCertificates({ info: { certificateList: list } }: SESeal): readonly string[] {
  return list.type === 'certificates'
    ? list.certificates.map((der) => toHex(sm3(der)))
    : list.digests.map(({ value }) => toHex(value));
}

/** Tells it of each certificate. A seal that cannot be read lists none. */
export function sealCertificateTest({
  seals,
}: TokenSummaryMessage): (certificate: TokenCertificate) => boolean {
  const ids = new Set(seals.map(({ id }) => id));
  const listed = new Set(
    seals.flatMap(({ seal }) => orElse(() => listedCertificates(parseSeal(fromBase64(seal))), [])),
  );
  return ({ id, certificate }) => ids.has(id) || listed.has(toHex(sm3(fromBase64(certificate))));
}
