/** The report for a verification that did not come to an end: UNSURE with the reason, never green, never an exception. */
import { engineVersion } from '../domain/engine-version.ts';
import { buildReport } from '../verification/build-report.ts';
import { createCheckLog } from '../verification/check-log.ts';
import type { VerificationReport } from '../verification/report.ts';

/** The report of a file that was not read to its end: UNSURE, with the code that says why. */
export function unfinishedReport(
  size: number,
  now: Date,
  code: 'RESOURCE_LIMIT' | 'ENGINE_ERROR',
): VerificationReport {
  const log = createCheckLog();
  log.finding('file', code);
  const nothing = { anchors: [], intermediates: [], crls: [], now, engineVersion };
  const source = {
    size,
    read: (): never => {
      throw new RangeError('the file is not read again');
    },
  };
  return buildReport({ source, context: nothing, log, signatures: [], sm3: '' });
}
