/**
 * A seal as status data speaks of it. Anybody who makes seals can write any number into one, so a number alone is nobody's:
 * what is published belongs to the seals under the root that published it, or to the one seal of a digest.
 */
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { buildPath, type PathOptions, type PathProblemCode } from '../pki/path.ts';
import type { SESeal } from './seal-structure.ts';

export interface StatusSubject {
  readonly esId: string;
  /** DER of the seal. */
  readonly der: Uint8Array;
  /** Whether the seal's maker hangs from this root (hex SM3 of its certificate). */
  isUnder(root: string): boolean;
}

type SubjectTrust = Pick<PathOptions, 'anchors' | 'intermediates'>;

/** Asked for one seal at a time; the path is looked for when somebody asks. */
export function statusSubject(seal: SESeal, trust: SubjectTrust): StatusSubject {
  return { esId: seal.info.esId, der: seal.der, isUnder: (root) => isUnder(seal, root, trust) };
}

/** Lapses of the maker's certificates are judged elsewhere (path-checks.ts), and say nothing of whose the seal is. */
const lapses: readonly PathProblemCode[] = ['CERT_EXPIRED', 'CERT_NOT_YET_VALID', 'ALG_WEAK'];

function isUnder({ makerCertificate, info }: SESeal, root: string, trust: SubjectTrust): boolean {
  const maker = orElse(() => parseCertificate(makerCertificate), null);
  const anchors = trust.anchors.filter(({ der }) => rootDigest(der) === root);
  if (!maker || anchors.length === 0) return false;
  const { anchored, codes } = buildPath(maker, {
    ...{ anchors, intermediates: trust.intermediates, crls: [] },
    ...{ at: info.createDate, purpose: 'signing', revocation: 'skip' },
  });
  return anchored && codes.every((code) => lapses.includes(code));
}

/** How a root is named: SM3 of its DER, hexadecimal. */
export function rootDigest(der: Uint8Array): string {
  return toHex(sm3(der));
}
