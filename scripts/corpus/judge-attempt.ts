/** What is wrong with an attempt at sealing a file: complaints in words, none when the product did what it should. */
import { readFileSync } from 'node:fs';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { compareReports } from './compare-reports.ts';
import { newFindings, qpdfFindings, type QpdfFindings } from './qpdf-findings.ts';

export interface Attempt {
  readonly file: string;
  /** Where the sealed file was to be written. */
  readonly output: string;
  /** qpdf on the file as it is. */
  readonly qpdf: QpdfFindings;
  readonly before: VerificationReport | null;
  readonly after: VerificationReport | null;
  /** Null when the file was sealed. */
  readonly error: unknown;
}

/** Complaints about the answers of the product; time and memory are judged elsewhere. */
export function judgeAttempt(attempt: Attempt): string[] {
  const { before, error } = attempt;
  return [...brokenOff(before), ...(error ? errorComplaints(error) : outputComplaints(attempt))];
}

/** A report that exists only because a worker broke off is no answer. */
function brokenOff(report: VerificationReport | null): string[] {
  if (!report) return [];
  if (report.codes.includes('ENGINE_ERROR')) return ['verification: ENGINE_ERROR'];
  // A limit of the engine says which one; without that word the worker was killed.
  const killed = report.checks.some(({ code, inputs }) => code === 'RESOURCE_LIMIT' && inputs === undefined);
  return killed ? ['verification: the worker was stopped'] : [];
}

/** A file may be refused for what it is; every other error is ours. */
function errorComplaints(error: unknown): string[] {
  if (!(error instanceof BianyinError))
    return [`exception: ${error instanceof Error ? error.name : typeof error}`];
  const isRefusal = /^(pdf|placement|document)-/.test(error.code);
  return isRefusal ? [] : [`not a refusal of the file: ${error.code}`];
}

function outputComplaints({ file, output, qpdf, before, after }: Attempt): string[] {
  const found = qpdfFindings(output);
  return [
    ...(before && after ? compareReports(before, after) : ['no report']),
    ...(isExactPrefix(file, output) ? [] : ['the original is not an exact prefix']),
    ...newFindings(qpdf, found).map((message) => `qpdf: ${message}`),
    ...(severity(found) > severity(qpdf) ? [`qpdf: exit ${found.status}, was ${qpdf.status}`] : []),
  ];
}

/** Exit codes of qpdf from good to bad: 0, 3 (warnings), 2 (errors), anything else. */
function severity({ status }: QpdfFindings): number {
  const order = [0, 3, 2];
  return order.includes(status) ? order.indexOf(status) : order.length;
}

function isExactPrefix(file: string, output: string): boolean {
  const [original, sealed] = [readFileSync(file), readFileSync(output)];
  return sealed.length > original.length && sealed.subarray(0, original.length).equals(original);
}
