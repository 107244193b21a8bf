/** Whether a seal allows the certificate that signed (GB/T 38540-2020 §6.1 certList, §7.4 c), and how a list entry is made. */
import { equalBytes } from '../crypto/bytes.ts';
import { hash, type HashName } from '../crypto/hashes.ts';
import { sm2MessageDigest } from '../crypto/sm2.ts';
import { sm3 } from '../crypto/sm3.ts';
import { hashByOid } from '../pki/oids.ts';
import type { Certificate } from '../pki/certificate.ts';
import { finding, passed, type SealCheck } from './seal-check.ts';
import type { CertificateDigest, SealCertificateList } from './seal-structure.ts';

const check = 'signature.certificate-listed';

/** The list entry of a certificate for certListType 2: plain SM3 of its DER. */
export function certificateDigest(certificateDer: Uint8Array): CertificateDigest {
  return { algorithm: 'SM3', value: sm3(certificateDer) };
}

/** Type 1 compares whole certificates octet by octet; type 2 compares digests. A renewed certificate is another one. */
export function checkCertificateListed(list: SealCertificateList, certificate: Certificate): SealCheck {
  if (list.type === 'certificates') {
    const isListed = list.certificates.some((entry) => equalBytes(entry, certificate.der));
    return isListed ? passed(check) : finding(check, 'SEAL_CERT_NOT_LISTED');
  }
  if (list.digests.some((entry) => matchesPlain(entry, certificate.der))) return passed(check);
  if (list.digests.some((entry) => matchesWithId(entry, certificate))) {
    return finding(check, 'SEAL_LIST_DIGEST_WITH_ID');
  }
  return finding(check, 'SEAL_CERT_NOT_LISTED');
}

/** The hash that a CertDigestObj names, by name or OID. SHA-1 and MD5 are no reason to believe that two are the same. */
function hashOf({ algorithm }: CertificateDigest): HashName | undefined {
  const name = algorithm.trim().toLowerCase().replace('-', '');
  const known = Object.hasOwn(hashByOid, algorithm) ? hashByOid[algorithm] : undefined;
  const named = known ?? (['sm3', 'sha256', 'sha384', 'sha512'] as const).find((item) => item === name);
  return named === 'sha1' ? undefined : named;
}

function matchesPlain(entry: CertificateDigest, der: Uint8Array): boolean {
  const name = hashOf(entry);
  return name !== undefined && equalBytes(hash(name, der), entry.value);
}

/** Some makers compute SM3(ZA ‖ certificate), as if the certificate were a message to sign. */
function matchesWithId(entry: CertificateDigest, { der, publicKey }: Certificate): boolean {
  if (hashOf(entry) !== 'sm3' || publicKey.kind !== 'sm2') return false;
  return equalBytes(sm2MessageDigest(publicKey.sm2Point, der), entry.value);
}
