/**
 * Proof of existence by document time stamps (ETSI EN 319 142-1 §5.4.3, EN 319 102-1 §5.6.2.3): one that holds proves that
 * everything in the file before it existed by its time. Chains are followed from the newest to the oldest, so that a time
 * stamp whose certificate has run out still counts where a younger one took over in time.
 */
import { axisBasis } from '../axis-basis.ts';
import { axisReport } from '../check-log.ts';
import type { Judgement } from '../signature-report.ts';
import type { SignatureSubject } from './signature-subject.ts';

/** All that stands in revisions before `revision` (0-based) existed by `time`. */
export interface ProvenRevision {
  readonly revision: number;
  readonly time: Date;
}

const axes = ['integrity', 'identity', 'time'] as const;

/** The proof that a judged signature gives; null unless it is a document time stamp without any doubt, closing its revision. */
export function proofOf(
  { container, revision, log }: SignatureSubject,
  { time }: Judgement,
): ProvenRevision | null {
  if (container.kind !== 'rfc3161' || revision === null || !time?.proven) return null;
  const isSound = axes.every((axis) => axisReport(log, axis, axisBasis[container.kind]).level === 'PASS');
  return isSound ? { revision, time: time.at } : null;
}

/** The earliest time proven for a signature by what came after it. */
export function coveredBy(
  { revision }: SignatureSubject,
  proofs: readonly ProvenRevision[],
): Date | undefined {
  if (revision === null) return undefined;
  return proofs
    .filter((proof) => proof.revision > revision)
    .map(({ time }) => time)
    .reduce<Date | undefined>((first, time) => (first && first < time ? first : time), undefined);
}
