/** The comparisons of drawn pages that a report asks for, made right here, as the document process makes them (docs/adr/0021). */
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { compareRevisions } from '../../src-main/page-drawing/compare-revisions.ts';
import { openPdf } from '../../src-main/pdf/document.ts';
import { announcedLook, plannedLooks, type Look } from '../../src-main/verification/looks.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';

export async function drawnLooks(bytes: Uint8Array, report: VerificationReport): Promise<Look[]> {
  const document = openPdf(bytesSource(bytes));
  const looks: Look[] = [];
  for (const plan of plannedLooks(report)) {
    const announced = (page: number) => announcedLook(report, plan, page);
    looks.push({
      ...plan,
      ...(await compareRevisions(document, { from: plan.from - 1, to: plan.to - 1, announced })),
      ...plan,
    });
  }
  return looks;
}
