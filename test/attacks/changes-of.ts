/** What a report says was changed after its first signature, and may not be. */
import type { LaterChange, VerificationReport } from '../../src-main/verification/report.ts';

export function changesOf({ signatures }: VerificationReport): LaterChange[] {
  return signatures[0]?.coverage.laterChanges.filter(({ allowed }) => !allowed) ?? [];
}
