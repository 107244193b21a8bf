/**
 * What drawing the pages adds to a report: which revisions are to be compared, what was announced for them, and the findings.
 * The drawing itself is done elsewhere (page-drawing); a comparison that did not come to an end is an answer too, and never green.
 */
import type { VerdictCode } from '../domain/verdict-codes.ts';
import { amendSignature, rebuildReport } from './amend-report.ts';
import type { MarkReport, SignatureReport, VerificationReport } from './report.ts';

/** A comparison of the pages as of one revision with a later one; both 1-based. */
export interface LookPlan {
  readonly from: number;
  readonly to: number;
}

/** What came of it; `open`: it could not be drawn, or not within the limits. */
export interface Look extends LookPlan {
  readonly look: 'same' | 'differs' | 'covers' | 'open';
  /** 1-based. */
  readonly pages: readonly number[];
  readonly drawn: number;
}

/** Marks whose picture was compared with the seal, and the kinds of changes that the rules allowed, on one page (1-based). */
export interface AnnouncedLook {
  readonly kinds: ReadonlySet<string>;
  readonly compared: readonly MarkReport['rect'][];
}

/** From one signed revision to the next, and from the last one to the end: each page is drawn as often as it was signed, and once more. */
export function plannedLooks({ signatures }: VerificationReport): LookPlan[] {
  const waiting = signatures.filter(needsLook);
  const revisions = [...new Set(waiting.map(({ coverage }) => coverage.revision))].sort((a, b) => a - b);
  const last = waiting[0]?.coverage.revisions ?? 0;
  return revisions.map((from, i) => ({ from, to: revisions[i + 1] ?? last }));
}

/** What is red already needs no drawing. */
function needsLook({ integrity, coverage }: SignatureReport): boolean {
  return integrity.level === 'PASS' && coverage.revision < coverage.revisions;
}

/** What the report says was changed on a page from one revision to a later one. Changes without a page count for every page. */
export function announcedLook(
  { signatures }: VerificationReport,
  { from, to }: LookPlan,
  page: number,
): AnnouncedLook {
  const isBetween = (revision: number) => revision > from && revision <= to;
  const changes = signatures
    .filter(({ coverage }) => coverage.revision <= from)
    .flatMap(({ coverage }) => coverage.laterChanges)
    .filter(
      ({ allowed, revision, pages }) =>
        allowed && isBetween(revision) && (pages.length === 0 || pages.includes(page)),
    );
  const marks = signatures
    .filter(({ coverage }) => isBetween(coverage.revision))
    .flatMap((signature) => signature.marks)
    .filter((mark) => mark.page === page && mark.picture === 'same');
  return { kinds: new Set(changes.map(({ kind }) => kind)), compared: marks.map(({ rect }) => rect) };
}

const codeOf: Readonly<Record<Exclude<Look['look'], 'same'>, VerdictCode>> = {
  differs: 'PAGE_LOOK_CHANGED',
  covers: 'SIG_OVER_CONTENT',
  open: 'PAGE_LOOK_OPEN',
};

/** The report with what was seen. A comparison bears on every signature that was there before it. */
export function withLooks(report: VerificationReport, looks: readonly Look[]): VerificationReport {
  if (looks.length === 0) return report;
  const signatures = report.signatures.map((signature) => {
    if (!needsLook(signature)) return signature;
    return amendSignature(signature, (log) => {
      for (const { look, from, to, pages, drawn } of looks.filter(
        (each) => each.from >= signature.coverage.revision,
      )) {
        const inputs = { from, to, drawn, pages: pages.join(' ') };
        if (look === 'same') log.ok('integrity', 'looks', inputs);
        else log.finding('looks', codeOf[look], inputs);
      }
    });
  });
  return rebuildReport({ ...report, signatures });
}

/** The answer for a comparison that did not come to an end. */
export function openLook(plan: LookPlan): Look {
  return { ...plan, look: 'open', pages: [], drawn: 0 };
}
