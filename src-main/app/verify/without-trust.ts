/** A report that was made without the trust of this home, because it cannot be read: every signature says so, and none is green. */
import type { ErrorCode } from '../../domain/errors/codes.ts';
import { amendSignature, rebuildReport } from '../../verification/amend-report.ts';
import type { CheckRecord, VerificationReport } from '../../verification/report.ts';

/** `reason`: why it cannot be read. What was found without trust stays; a file without a signature needs none. */
export function withoutTrust(report: VerificationReport, reason: ErrorCode): VerificationReport {
  if (report.signatures.length === 0) return report;
  const record: CheckRecord = {
    ...{ axis: 'identity', check: 'trust', outcome: 'unknown' },
    code: 'TRUST_NOT_READ',
    inputs: { reason },
  };
  // First among its kind: that an issuer is not known follows from it.
  const signatures = report.signatures.map((each) =>
    amendSignature({ ...each, checks: [record, ...each.checks] }, () => undefined),
  );
  return rebuildReport({ ...report, signatures });
}
