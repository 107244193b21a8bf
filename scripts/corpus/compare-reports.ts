/** What must hold for a sealed file: the new signature good on every axis, the earlier ones no worse than they were. */
import type { SignatureReport, VerificationReport } from '../../src-main/verification/report.ts';

const axes = ['integrity', 'identity', 'time'] as const;
const rank = { PASS: 0, UNSURE: 1, FAIL: 2 } as const;

/** Complaints in words; empty when the sealed file is as it should be. */
export function compareReports(before: VerificationReport, after: VerificationReport): string[] {
  const added = after.signatures.filter((signature) => !findSame(before, signature));
  const [seal] = added;
  if (added.length !== 1 || !seal) return [`${added.length} new signatures instead of one`];
  return [...newSeal(seal), ...before.signatures.flatMap((signature) => earlier(signature, after))];
}

function newSeal(seal: SignatureReport): string[] {
  const weak = axes.filter((axis) => seal[axis].level !== 'PASS');
  const complaints = weak.map(
    (axis) => `new seal: ${axis} ${seal[axis].level} ${seal[axis].codes.join(' ')}`,
  );
  if (!seal.coverage.coversWholeFile) complaints.push('new seal: does not cover the whole file');
  if (seal.marks.length !== 1) complaints.push(`new seal: ${seal.marks.length} marks instead of one`);
  if (seal.approvals.length === 0 || seal.approvals.some(({ ok }) => !ok))
    complaints.push('new seal: approvals');
  return complaints;
}

function earlier(signature: SignatureReport, after: VerificationReport): string[] {
  const now = findSame(after, signature);
  if (!now) return [`${signature.field}: gone`];
  return axes
    .filter((axis) => rank[now[axis].level] > rank[signature[axis].level])
    .map((axis) => `${signature.field}: ${axis} was ${signature[axis].level}, is ${now[axis].level}`);
}

/** The same signature in the other report: same field over the same octets. */
function findSame(report: VerificationReport, signature: SignatureReport): SignatureReport | undefined {
  const place = placeOf(signature);
  return report.signatures.find((each) => placeOf(each) === place);
}

function placeOf({ field, coverage }: SignatureReport): string {
  return `${field} ${coverage.byteRange.join(' ')}`;
}
