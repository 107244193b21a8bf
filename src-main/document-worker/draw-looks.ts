/** Draws what the report of a file with later revisions asks for, under limits of its own; pdf.js is loaded only for such files. */
import type { ByteSource } from '../domain/byte-source.ts';
import { openPdf } from '../pdf/document.ts';
import type { ProcessGuard } from '../platform/process-guard.ts';
import { announcedLook, openLook, type Look, type LookPlan } from '../verification/looks.ts';
import type { VerificationReport } from '../verification/report.ts';

/** Processor time for one comparison of two revisions, ms, and for each page of the file (4 drawings of 15–100 ms, if it is touched). */
const STEP_MS = 10_000;
const PAGE_MS = 500;
/** All comparisons of a file take at most so long; what is not done by then is open. */
const WHOLE_MS = 120_000;

/** How long all drawing of a file may take, ms of processor time. */
function lookBudget(pages: number, steps: number): number {
  return Math.min(WHOLE_MS, (STEP_MS + PAGE_MS * pages) * steps);
}

/** One answer for each plan. What fails is `open`; a page that hangs ends the process by its guard, and the caller says `open`. */
export async function drawLooks(
  source: ByteSource,
  report: VerificationReport,
  plans: readonly LookPlan[],
  guard: ProcessGuard,
): Promise<Look[]> {
  const { compareRevisions } = await import('../page-drawing/compare-revisions.ts');
  const looks: Look[] = [];
  const document = openPdf(source);
  guard.beginRequest(lookBudget(document.pageCount, plans.length));
  for (const plan of plans) {
    try {
      const announced = (page: number) => announcedLook(report, plan, page);
      const found = await compareRevisions(document, { from: plan.from - 1, to: plan.to - 1, announced });
      looks.push({ ...plan, look: found.look, pages: found.pages, drawn: found.drawn });
    } catch {
      // Whatever a reader or a painter says of a page that it cannot draw: it was not compared.
      looks.push(openLook(plan));
    }
  }
  return looks;
}
