/** Encodes SignedData in DER: CMS (RFC 5652 §5) or GB/T 35275-2017 §8. The signature itself is made elsewhere. */
import { der } from '../crypto/der-writer.ts';
import { readDer, readSequence } from '../crypto/der.ts';
import type { HashName } from '../crypto/hashes.ts';
import { oidOfHash, oids } from './oids.ts';

export interface SignerFields {
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  readonly hash: HashName;
  /** OID of the signature algorithm: 1.2.156.10197.1.301.1 in GB/T 35275, 1.2.156.10197.1.501 in time stamps. */
  readonly signatureAlgorithm: string;
  /** The SET (tag 31) from `encodeSignedAttributes`; absent for flavour A. */
  readonly signedAttributes?: Uint8Array;
  readonly signature: Uint8Array;
  /** Encoded Attributes. */
  readonly unsignedAttributes?: readonly Uint8Array[];
}

export interface SignedDataFields {
  /** `gm`: OIDs of GB/T 35275; `cms`: those of PKCS #7. */
  readonly flavour: 'gm' | 'cms';
  /** Default: the flavour's own "data". */
  readonly contentType?: string;
  /** Octets of the encapsulated content; absent for a detached signature. */
  readonly content?: Uint8Array;
  /** DER certificates to carry along. */
  readonly certificates: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly signers: readonly SignerFields[];
}

/** DER of the ContentInfo. */
export function encodeSignedData(fields: SignedDataFields): Uint8Array {
  const { flavour, content, certificates, crls = [], signers } = fields;
  const contentType = fields.contentType ?? (flavour === 'gm' ? oids.gmData : oids.cmsData);
  const isData = contentType === oids.gmData || contentType === oids.cmsData;
  const digests = new Set(signers.map((each) => each.hash));
  const signedData = der.sequence(
    der.integer(isData ? 1 : 3),
    der.set(...[...digests].map((name) => encodeAlgorithm(oidOfHash[name]))),
    der.sequence(der.oid(contentType), ...(content ? [der.explicit(0, der.octetString(content))] : [])),
    ...(certificates.length > 0 ? [der.implicit(0, der.set(...certificates))] : []),
    ...(crls.length > 0 ? [der.implicit(1, der.set(...crls))] : []),
    der.set(...signers.map(encodeSigner)),
  );
  return der.sequence(
    der.oid(flavour === 'gm' ? oids.gmSignedData : oids.cmsSignedData),
    der.explicit(0, signedData),
  );
}

function encodeAlgorithm(oid: string): Uint8Array {
  return der.sequence(der.oid(oid));
}

function encodeSigner(signer: SignerFields): Uint8Array {
  const { signedAttributes, unsignedAttributes = [] } = signer;
  return der.sequence(
    der.integer(1),
    issuerAndSerial(signer.certificate),
    encodeAlgorithm(oidOfHash[signer.hash]),
    ...(signedAttributes ? [der.implicit(0, signedAttributes)] : []),
    encodeAlgorithm(signer.signatureAlgorithm),
    der.octetString(signer.signature),
    ...(unsignedAttributes.length > 0 ? [der.implicit(1, der.set(...unsignedAttributes))] : []),
  );
}

/** Copies issuer and serial number out of the certificate as they are encoded there. */
function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const parts = [...readSequence(readSequence(readDer(certificate))[0])];
  if (parts[0]?.tag === 0xa0) parts.shift();
  const [serial, , issuer] = parts;
  if (!serial || !issuer) throw new RangeError('not a certificate');
  return der.sequence(issuer.bytes, serial.bytes);
}
