/** The reports that one window has got, by document, so that a page cannot have a report made of words of its own. */
import type { VerificationReport } from '../../verification/report.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { FileReport } from './verify-files.ts';

/** Windows keep these; the newest ones stay. */
const MOST = 600;
const memories = new WeakMap<object, Map<string, FileReport>>();

/** Remembers what a verification of this document came to. */
export function rememberReport(window: object, document: string, report: FileReport): void {
  const known = memories.get(window) ?? new Map<string, FileReport>();
  memories.set(window, known);
  known.delete(document);
  known.set(document, report);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
}

/** What the verification of a document came to. Errors: `report-unknown`. */
export function rememberedResult(window: object, document: string): FileReport {
  const known = memories.get(window)?.get(document);
  if (!known) throw new BianyinError('report-unknown');
  return known;
}

/** Errors: `report-unknown`, also for a file that could not be read. */
export function rememberedReport(window: object, document: string): VerificationReport {
  const known = rememberedResult(window, document);
  if ('report' in known) return known.report;
  throw new BianyinError('report-unknown');
}
