/** Time stamp tokens (RFC 3161 §2.4.2, GB/T 20520): TSTInfo with an SM3 imprint in CMS SignedData, signed with SM2. */
import { der } from '../../crypto/der-writer.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { encodeSignedAttributes } from '../../pki/attribute.ts';
import { oids } from '../../pki/oids.ts';
import { encodeSignedData } from '../../pki/signed-data-writer.ts';
import type { SoftwareSigner } from '../software-signer.ts';

export interface TimeStampAuthority {
  readonly signer: SoftwareSigner;
  /** DER of its certificate. */
  readonly certificate: Uint8Array;
  /** DER of the certificates above it that travel in the token. */
  readonly chain: readonly Uint8Array[];
}

export interface TimeStampOrder {
  /** SM3 digest of what is stamped, 32 octets. */
  readonly imprint: Uint8Array;
  /** Comes back in the token, so that an old token cannot answer a new order; null for none. */
  readonly nonce: bigint | null;
  readonly now: Date;
  /** Unique among the tokens of this authority: octets of a positive number. */
  readonly serial: Uint8Array;
  /** OID of the policy that the authority follows. */
  readonly policy: string;
}

const sm3Identifier = der.sequence(der.oid(oids.sm3));

/** DER of a TimeStampToken. Throws `RangeError` unless the imprint has 32 octets. */
export function createTimeStampToken(order: TimeStampOrder, authority: TimeStampAuthority): Uint8Array {
  if (order.imprint.length !== 32) throw new RangeError('an SM3 imprint has 32 octets');
  const { signer, certificate, chain } = authority;
  const content = encodeInfo(order);
  const signedAttributes = encodeSignedAttributes({
    contentType: oids.tstInfo,
    messageDigest: sm3(content),
    signingTime: order.now,
    signingCertificate: certificate,
  });
  const signature = signer.sign(signedAttributes);
  return encodeSignedData({
    flavour: 'cms',
    contentType: oids.tstInfo,
    content,
    certificates: [certificate, ...chain],
    signers: [{ certificate, hash: 'sm3', signatureAlgorithm: oids.sm2WithSm3, signedAttributes, signature }],
  });
}

function encodeInfo({ imprint, nonce, now, serial, policy }: TimeStampOrder): Uint8Array {
  return der.sequence(
    der.integer(1),
    der.oid(policy),
    der.sequence(sm3Identifier, der.octetString(imprint)),
    der.integer(serial),
    der.generalizedTime(now),
    // accuracy: within one second, since genTime carries whole seconds.
    der.sequence(der.integer(1)),
    ...(nonce === null ? [] : [der.integer(nonce)]),
  );
}
