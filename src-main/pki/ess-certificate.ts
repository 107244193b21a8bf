/** The signing-certificate attributes (RFC 2634 §5.4, RFC 5035): they bind a signature to one certificate. */
import { equalBytes } from '../crypto/bytes.ts';
import { readOctetString, readSequence, type DerNode } from '../crypto/der.ts';
import { hash, type HashName } from '../crypto/hashes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { singleValue, type Attribute } from './attribute.ts';
import type { Certificate } from './certificate.ts';
import { hashByOid, oids } from './oids.ts';

/**
 * Whether each signing-certificate attribute that is there names this certificate first. Their absence is tolerated
 * (many Chinese producers leave them out); one that is unreadable or given twice is not.
 */
export function namesCertificate(attributes: readonly Attribute[], certificate: Certificate): boolean {
  return [oids.signingCertificate, oids.signingCertificateV2].every((oid) => {
    if (!attributes.some((each) => each.oid === oid)) return true;
    return entryFits(singleValue(attributes, oid), oid, certificate);
  });
}

function entryFits(value: DerNode | undefined, oid: string, certificate: Certificate): boolean {
  try {
    const [list] = readSequence(value);
    const [entry] = readSequence(list);
    const parts = [...readSequence(entry)];
    const algorithm = parts[0]?.tag === 0x30 ? readAlgorithmIdentifier(parts.shift()).oid : undefined;
    const digest = readOctetString(parts[0]);
    const name = hashOf(oid, algorithm);
    return name !== undefined && equalBytes(digest, hash(name, certificate.der));
  } catch (error) {
    if (error instanceof BianyinError) return false;
    throw error;
  }
}

/** Version 1 is always SHA-1; version 2 defaults to SHA-256. */
function hashOf(oid: string, algorithm: string | undefined): HashName | undefined {
  if (oid === oids.signingCertificate) return 'sha1';
  return algorithm === undefined ? 'sha256' : hashByOid[algorithm];
}
