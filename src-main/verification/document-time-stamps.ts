/**
 * Proof of existence by document time stamps (ETSI EN 319 142-1 §5.4.3, EN 319 102-1 §5.6.2.3): one that holds proves that
 * everything in the file before it existed by its time. Chains are followed from the newest to the oldest, so that a time
 * stamp whose certificate has run out still counts where a younger one took over in time.
 */
import { axisBasis } from './axis-basis.ts';
import { axisReport } from './check-log.ts';
import type { Judgement } from './signature-report.ts';
import type { Signed } from './signed-document.ts';

/** All that the time stamp protects existed by `time`. */
export interface TimeProof<S extends Signed> {
  readonly by: S;
  readonly time: Date;
}

const axes = ['integrity', 'identity', 'time'] as const;

/** The proof that a judged signature gives; null unless it is a document time stamp without any doubt. */
export function proofOf<S extends Signed>(by: S, { time }: Judgement): TimeProof<S> | null {
  if (by.container.kind !== 'rfc3161' || !time?.proven) return null;
  const isSound = axes.every((axis) => axisReport(by.log, axis, axisBasis.rfc3161).level === 'PASS');
  return isSound ? { by, time: time.at } : null;
}

/** The earliest time proven for a signature by time stamps that cover it. */
export function coveredBy<S extends Signed>(
  signed: S,
  proofs: readonly TimeProof<S>[],
  covers: (later: S, earlier: S) => boolean,
): Date | undefined {
  return proofs
    .filter(({ by }) => covers(by, signed))
    .map(({ time }) => time)
    .reduce<Date | undefined>((first, time) => (first && first < time ? first : time), undefined);
}
