/** Which trust data a report rests on, in one word for logs and papers. */
import type { VerificationReport } from '../../verification/report.ts';

/** The trust pack (`410200-7`), else the number of the seal status that the home knows (`status 4`); null without either. */
export function trustVersionOf({
  trust,
  trustListVersion,
}: Pick<VerificationReport, 'trust' | 'trustListVersion'>): string | null {
  return trustListVersion ?? (trust.snapshot ? `status ${trust.snapshot.seq}` : null);
}
