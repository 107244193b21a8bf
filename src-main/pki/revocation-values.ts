/**
 * Revocation data that a CMS signature carries: Adobe's adbe-revocationInfoArchival (ISO 32000-1 §12.8.3.3.2, signed) and
 * revocation-values (RFC 5126 §6.3.4, unsigned). It fills gaps; each part is believed for its own signature alone.
 */
import { readExplicit, readSequence, type DerNode } from '../crypto/der.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { Attribute } from './attribute.ts';
import { parseCrl, type CertificateList } from './crl.ts';
import { parseOcspResponse, type OcspResponse } from './ocsp.ts';
import type { SignerInfo } from './signed-data.ts';

export interface RevocationValues {
  readonly crls: readonly CertificateList[];
  readonly ocsp: readonly OcspResponse[];
}

const archival = '1.2.840.113583.1.1.8';
const revocationValues = '1.2.840.113549.1.9.16.2.24';
const maxValues = 64;

/** Lists and responses of a signer; what cannot be read is left out. */
export function revocationValuesOf(signer: SignerInfo): RevocationValues {
  const attributes: readonly Attribute[] = [
    ...(signer.signedAttributes?.attributes ?? []),
    ...signer.unsignedAttributes,
  ];
  // Both are SEQUENCE { [0] lists, [1] responses, … }; one holds OCSPResponses, the other BasicOCSPResponses.
  const values = attributes
    .filter(({ oid }) => oid === archival || oid === revocationValues)
    .flatMap((attribute) => attribute.values.slice(0, 1));
  return {
    crls: values.flatMap((value) => members(value, 0)).flatMap((bytes) => readable(() => parseCrl(bytes))),
    ocsp: values
      .flatMap((value) => members(value, 1))
      .flatMap((bytes) => readable(() => parseOcspResponse(bytes))),
  };
}

function members(value: DerNode, number: number): readonly Uint8Array[] {
  const [nodes = []] = readable(() => {
    const holder = readSequence(value).find(({ tag }) => tag === (0xa0 | number));
    return holder ? readSequence(readExplicit(holder, number)) : [];
  });
  return nodes.slice(0, maxValues).map(({ bytes }) => bytes);
}

function readable<T>(read: () => T): T[] {
  return orElse(() => [read()], []);
}
