/** Which trust data a report rests on, in one word for logs and papers. */
import type { VerificationReport } from '../verification/report.ts';

/** `status 4`: number of the seal status that the home knows; null without one. */
export function trustVersionOf({ trust }: Pick<VerificationReport, 'trust'>): string | null {
  return trust.snapshot ? `status ${trust.snapshot.seq}` : null;
}
