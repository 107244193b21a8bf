/** OCSP responses for tests (RFC 6960 §4.2.1), written with the project's own DER writer; every field can be made wrong. */
import { hash, type HashName } from '../../../src-main/crypto/hashes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import type { Certificate } from '../../../src-main/pki/certificate.ts';
import { oidOfHash } from '../../../src-main/pki/oids.ts';
import { extension } from './test-authority.ts';

export interface TestAnswer {
  readonly certificate: Certificate;
  readonly status?: 'good' | 'revoked' | 'unknown';
  readonly revoked?: Date;
  /** CRLReason. */
  readonly reason?: number;
  readonly thisUpdate: Date;
  /** null: none. */
  readonly nextUpdate: Date | null;
  readonly extensions?: readonly Uint8Array[];
}

export interface TestResponse {
  /** Whose certificates are asked about. */
  readonly issuer: Certificate;
  readonly responder: Certificate;
  sign(tbs: Uint8Array): Uint8Array;
  readonly answers: readonly TestAnswer[];
  readonly producedAt?: Date;
  /** Digest of the CertID; default SHA-1, as most clients ask. */
  readonly hash?: HashName;
  readonly by?: 'name' | 'key';
  readonly certificates?: readonly Certificate[];
  /** Algorithm OID; default SM2 with SM3. */
  readonly algorithm?: string;
  /** Only the BasicOCSPResponse. */
  readonly basic?: boolean;
}

/** DER of an OCSPResponse. */
export function makeOcspResponse(options: TestResponse): Uint8Array {
  const { responder, answers, certificates = [], by = 'name' } = options;
  const id =
    by === 'name'
      ? der.explicit(1, responder.subject.der)
      : der.explicit(2, der.octetString(hash('sha1', responder.publicKey.keyBits)));
  const producedAt = options.producedAt ?? answers[0]?.thisUpdate ?? new Date(0);
  const tbs = der.sequence(
    id,
    der.generalizedTime(producedAt),
    der.sequence(...answers.map((answer) => encodeAnswer(answer, options))),
  );
  const held = certificates.map((certificate) => certificate.der);
  const basic = der.sequence(
    tbs,
    der.sequence(der.oid(options.algorithm ?? '1.2.156.10197.1.501')),
    der.bitString(options.sign(tbs)),
    ...(held.length > 0 ? [der.explicit(0, der.sequence(...held))] : []),
  );
  if (options.basic) return basic;
  const bytes = der.sequence(der.oid('1.3.6.1.5.5.7.48.1.1'), der.octetString(basic));
  return der.sequence(der.enumerated(0), der.explicit(0, bytes));
}

function encodeAnswer(answer: TestAnswer, { issuer, hash: name = 'sha1' }: TestResponse): Uint8Array {
  const { certificate, thisUpdate, nextUpdate, extensions = [] } = answer;
  return der.sequence(
    der.sequence(
      der.sequence(der.oid(oidOfHash[name]), der.null()),
      der.octetString(hash(name, issuer.subject.der)),
      der.octetString(hash(name, issuer.publicKey.keyBits)),
      der.integer(certificate.serialNumber),
    ),
    encodeStatus(answer),
    der.generalizedTime(thisUpdate),
    ...(nextUpdate ? [der.explicit(0, der.generalizedTime(nextUpdate))] : []),
    ...(extensions.length > 0 ? [der.explicit(1, der.sequence(...extensions))] : []),
  );
}

function encodeStatus({ status = 'good', revoked, reason }: TestAnswer): Uint8Array {
  if (status === 'good') return Uint8Array.of(0x80, 0);
  if (status === 'unknown') return Uint8Array.of(0x82, 0);
  const parts = [
    der.generalizedTime(revoked ?? new Date(0)),
    ...(reason === undefined ? [] : [der.explicit(0, der.enumerated(reason))]),
  ];
  return der.explicit(1, ...parts);
}

/** Extensions of a delegated responder: OCSPSigning, and by default the excuse from being looked up itself. */
export function responderExtensions(noCheck = true): readonly Uint8Array[] {
  return [
    extension('2.5.29.15', true, der.bitString(Uint8Array.of(0x80), 7)),
    extension('2.5.29.37', false, der.sequence(der.oid('1.3.6.1.5.5.7.3.9'))),
    ...(noCheck ? [extension('1.3.6.1.5.5.7.48.1.5', false, der.null())] : []),
  ];
}
