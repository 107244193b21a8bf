/** What later revisions mean for all signatures of a document: one analysis, weighed once for each signature. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { VerdictAxis } from '../../domain/verdict.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { DocMdpPermission, FieldLock } from '../../pdf/signature-dictionary.ts';
import { judgeChanges } from './change-verdict.ts';
import { analyseChanges } from './changes/analyse-changes.ts';
import type { RevisionStep } from './changes/change-event.ts';
import { axisBasis } from '../axis-basis.ts';
import { axisReport, type CheckLog } from '../check-log.ts';
import { codeOfProblem } from './file-problem.ts';
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
  const steps = guardedSteps(document, Math.min(last, ...revisions), fileLog);
  const trusted = new Map(subjects.map((subject) => [subject, isTrusted(subject)]));
  for (const subject of subjects) {
    const { revision, log } = subject;
    if (revision === null) continue;
    if (steps === null) {
      if (revision < last) log.finding('changes', 'RESOURCE_LIMIT');
      else log.ok('integrity', 'changes', { revisions: 0 });
      continue;
    }
    const later = steps.filter((step) => step.revision > revision + 1);
    const rules = {
      permission: permissionFor(subjects, revision),
      locks: locksFor(subjects, revision),
      isTrusted: (field: number | undefined, step: number) =>
        [...trusted].some(([other, good]) => good && closes(other, field, step)),
    };
    changes.set(subject, judgeChanges(later, rules, log));
  }
  return changes;
}

/** Null when the changes could not be analysed: then no signature with later revisions is green. */
function guardedSteps(
  document: PdfDocument,
  first: number,
  fileLog: CheckLog,
): readonly RevisionStep[] | null {
  try {
    return analyseChanges(document, first);
  } catch (error) {
    fileLog.finding('changes', codeOfProblem(error, document.source), {
      reason: error instanceof BianyinError ? error.code : 'exception',
    });
    return null;
  }
}

/** Whether this is the signature of that field (object number) and protects all of that revision (1-based). */
function closes({ field, revision }: SignatureSubject, number: number | undefined, step: number): boolean {
  return number !== undefined && field.fieldRef?.number === number && revision === step - 1;
}

/** Intact, by somebody this machine trusts, at no impossible time; later changes aside. */
function isTrusted({ log, revision, container }: SignatureSubject): boolean {
  const level = (axis: VerdictAxis) => axisReport(log, axis, axisBasis[container.kind]).level;
  const isSound = level('integrity') === 'PASS' && level('identity') === 'PASS' && level('time') !== 'FAIL';
  return revision !== null && isSound;
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
    [dictionary?.fieldMdp ?? null, field.lock].filter((lock) => lock !== null),
  );
}

function earlier(subjects: readonly SignatureSubject[], revision: number): readonly SignatureSubject[] {
  return subjects.filter((each) => each.revision !== null && each.revision <= revision);
}
