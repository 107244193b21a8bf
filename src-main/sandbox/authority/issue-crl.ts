/** Certificate revocation lists, version 2 (RFC 5280 §5, GB/T 20518-2018 §5.3): full lists with number, reason and invalidity date. */
import { der } from '../../crypto/der-writer.ts';
import type { RevocationReason } from '../../pki/crl.ts';
import { revocationReasons } from '../../pki/crl.ts';
import { encodeExtension, keyIdentifier } from './certificate-kinds.ts';
import { encodeTime, sm2WithSm3Identifier } from './issue-certificate.ts';
import type { Issuer } from './issue-certificate.ts';
import { encodeSubjectName } from './subject-name.ts';

interface RevokedCertificate {
  /** Content octets of the serial number. */
  readonly serial: Uint8Array;
  readonly date: Date;
  readonly reason: RevocationReason;
  /** When the key is known or believed to have gone bad; null when not said. */
  readonly invalidityDate: Date | null;
}

export interface CrlRequest {
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked: readonly RevokedCertificate[];
}

/** DER of a list signed by the issuer of the certificates on it. */
export function issueCrl(request: CrlRequest, issuer: Issuer): Uint8Array {
  const keyId = der.sequence(der.implicit(0, der.octetString(keyIdentifier(issuer.signer.publicPoint))));
  const tbs = der.sequence(
    der.integer(1),
    sm2WithSm3Identifier,
    encodeSubjectName(issuer.name),
    encodeTime(request.thisUpdate),
    encodeTime(request.nextUpdate),
    // revokedCertificates must be absent when there are none (§5.1.2.6).
    ...(request.revoked.length > 0 ? [der.sequence(...request.revoked.map(encodeEntry))] : []),
    der.explicit(
      0,
      der.sequence(
        encodeExtension('2.5.29.35', false, keyId),
        encodeExtension('2.5.29.20', false, der.integer(request.number)),
      ),
    ),
  );
  return der.sequence(tbs, sm2WithSm3Identifier, der.bitString(issuer.signer.sign(tbs)));
}

function encodeEntry({ serial, date, reason, invalidityDate }: RevokedCertificate): Uint8Array {
  const code = revocationReasons.indexOf(reason);
  const extensions = [
    // reasonCode unspecified(0) is to be left out (§5.3.1).
    ...(code > 0 ? [encodeExtension('2.5.29.21', false, der.enumerated(code))] : []),
    ...(invalidityDate ? [encodeExtension('2.5.29.24', false, der.generalizedTime(invalidityDate))] : []),
  ];
  return der.sequence(
    der.integer(serial),
    encodeTime(date),
    ...(extensions.length > 0 ? [der.sequence(...extensions)] : []),
  );
}
