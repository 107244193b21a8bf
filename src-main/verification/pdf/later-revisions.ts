/** What later revisions mean for all signatures of a document: one analysis, weighed once for each signature. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { locksOf } from '../../pdf/field-locks.ts';
import type { DocMdpPermission, FieldLock } from '../../pdf/signature-dictionary.ts';
import { judgeChanges } from './change-verdict.ts';
import { analyseChanges } from './changes/analyse-changes.ts';
import type { RevisionStep } from './changes/change-event.ts';
import type { CheckLog } from '../check-log.ts';
import { codeOfProblem } from './file-problem.ts';
import { findSigner } from './later-signers.ts';
import type { LaterChange } from '../report.ts';
import type { SignatureSubject } from './signature-subject.ts';

/**
 * Writes the findings into the log of each signature and returns the changes in words. Everything else about the
 * signatures must have been judged before: a later one counts only when it is intact and trusted.
 */
export function judgeAllChanges(
  document: PdfDocument,
  subjects: readonly SignatureSubject[],
  fileLog: CheckLog,
): Map<SignatureSubject, readonly LaterChange[]> {
  const changes = new Map<SignatureSubject, readonly LaterChange[]>();
  const last = document.revisions.length - 1;
  const revisions = subjects.flatMap(({ revision }) => (revision === null ? [] : [revision]));
  const { steps, isWhole } = guardedSteps(document, Math.min(last, ...revisions), fileLog);
  // Whom this machine trusts is settled before any change is weighed.
  const signerOf = findSigner(document, subjects);
  for (const subject of subjects) {
    const { revision, log } = subject;
    if (revision === null) continue;
    if (!isWhole && revision < last) log.finding('changes', 'RESOURCE_LIMIT');
    const later = steps.filter((step) => step.revision > revision + 1);
    const rules = {
      permission: permissionFor(subjects, revision),
      locks: locksFor(subjects, revision),
      revision,
      signerOf,
    };
    changes.set(subject, judgeChanges(later, rules, log));
  }
  return changes;
}

/** Not whole when the changes could not be analysed to the end: then no signature with later revisions is green, and what was found by then is. */
function guardedSteps(
  document: PdfDocument,
  first: number,
  fileLog: CheckLog,
): { readonly steps: readonly RevisionStep[]; readonly isWhole: boolean } {
  const steps: RevisionStep[] = [];
  try {
    for (const step of analyseChanges(document, first)) steps.push(step);
    return { steps, isWhole: true };
  } catch (error) {
    fileLog.finding('changes', codeOfProblem(error, document.source), {
      reason: error instanceof BianyinError ? error.code : 'exception',
    });
    return { steps, isWhole: false };
  }
}

/** The strictest DocMDP of this signature and of those before it. */
function permissionFor(subjects: readonly SignatureSubject[], revision: number): DocMdpPermission | null {
  const permissions = earlier(subjects, revision).flatMap(({ dictionary, field }) => [
    dictionary?.docMdp ?? null,
    dictionary?.fieldMdp?.permission ?? null,
    field.lock?.permission ?? null,
  ]);
  const given = permissions.filter((permission) => permission !== null);
  return given.reduce<DocMdpPermission | null>(
    (least, each) => (least === null || each < least ? each : least),
    null,
  );
}

function locksFor(subjects: readonly SignatureSubject[], revision: number): FieldLock[] {
  return earlier(subjects, revision).flatMap(({ dictionary, field }) =>
    locksOf(dictionary?.fieldMdp ?? null, field.lock),
  );
}

function earlier(subjects: readonly SignatureSubject[], revision: number): readonly SignatureSubject[] {
  return subjects.filter((each) => each.revision !== null && each.revision <= revision);
}
