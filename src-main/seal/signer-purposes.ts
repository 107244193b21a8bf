/**
 * Whether a certificate may sign documents by its extended key usage (RFC 5280 §4.2.1.12): one that names purposes is for those alone.
 * Purposes that nobody here knows may be for documents, as those of several authorities are.
 */
import { projectOids } from '../domain/project-oids.ts';
import type { Certificate } from '../pki/certificate.ts';
import { oids } from '../pki/oids.ts';

/** Anything, mail, documents (RFC 5280, RFC 9336), and those of two widespread programs. */
const documentPurposes: readonly string[] = [
  oids.anyExtendedKeyUsage,
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.2.840.113583.1.1.5',
  '1.3.6.1.4.1.311.10.3.12',
];

/** Servers, clients, programs, IPsec, certificate services, logging on, encrypting files; and those of this project. */
const otherPurposes: readonly string[] = [
  ...['1', '2', '3', '5', '6', '7', '13', '14', '15', '17', '18', '19', '21', '22', '27', '28'].map(
    (id) => `1.3.6.1.5.5.7.3.${id}`,
  ),
  oids.timeStampingPurpose,
  oids.ocspSigningPurpose,
  '1.3.6.1.5.5.8.2.2',
  '1.3.6.1.5.2.3.4',
  '1.3.6.1.5.2.3.5',
  '1.3.6.1.4.1.311.20.2.1',
  '1.3.6.1.4.1.311.20.2.2',
  '1.3.6.1.4.1.311.10.3.4',
  '1.3.6.1.4.1.311.10.3.3',
  '2.16.840.1.113730.4.1',
  projectOids.statusSnapshotPurpose,
  projectOids.trustPackPurpose,
];

/** `seals`: it makes seals and says of no documents; `other`: each of its purposes is known, and none is documents. */
export function signerPurpose({ extendedKeyUsage }: Certificate): 'documents' | 'seals' | 'other' {
  const purposes = extendedKeyUsage?.purposes ?? [];
  if (purposes.length === 0 || purposes.some((each) => documentPurposes.includes(each))) return 'documents';
  if (purposes.includes(projectOids.sealMakingPurpose)) return 'seals';
  return purposes.every((each) => otherPurposes.includes(each)) ? 'other' : 'documents';
}
