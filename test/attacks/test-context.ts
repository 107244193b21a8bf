/** The trust of the test city as a verification context: everything known, fresh and good, unless a test says otherwise. */
import { sealDigest, unissued } from '../../src-main/seal/status-row.ts';
import type { StatusRow } from '../../src-main/seal/status-row.ts';
import type { StatusState } from '../../src-main/seal/status-snapshot.ts';
import { rootDigest } from '../../src-main/seal/status-subject.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { parseCrl } from '../../src-main/pki/crl.ts';
import type { VerificationContext } from '../../src-main/verification/context.ts';
import { now, revocationLists, root, subAuthority } from './test-city.ts';
import type { RevokedEntry } from './test-pki.ts';

export const esIds = ['41020000000001', '41020000000002'] as const;

/** A row with the seal that it is about. */
type SealRow = StatusRow & { readonly h: string };

/** A state in which the seals of the tests are valid since 2025, with further rows as given. */
export function statusState(
  rows: readonly SealRow[] = [],
  dates = { thisUpdate: '2026-11-23T00:00:00Z', nextUpdate: '2026-11-25T00:00:00Z' },
  publisher = rootDigest(root),
): StatusState {
  const valid = esIds.map((id): SealRow => ({ h: sealDigest(id), s: 0, since: '2025-01-01T00:00:00Z' }));
  return {
    seq: 7,
    sm3: '0'.repeat(64),
    thisUpdate: new Date(dates.thisUpdate),
    nextUpdate: new Date(dates.nextUpdate),
    scope: '410200',
    policy: 'test',
    publisher,
    byOctets: () => unissued,
    byNumber(esId) {
      const own = [...valid, ...rows].filter(({ h }) => h === sealDigest(esId));
      return own.length > 0 ? { code: 'history', rows: own } : unissued;
    },
  };
}

export function testContext(
  changes: Partial<VerificationContext> = {},
  revoked: readonly RevokedEntry[] = [],
): VerificationContext {
  return {
    anchors: [parseCertificate(root)],
    intermediates: [parseCertificate(subAuthority)],
    crls: revocationLists(revoked).map(parseCrl),
    now,
    statusSnapshot: statusState(),
    engineVersion: 'bianyin test',
    ...changes,
  };
}
