/** A finished report to which something is added: levels, codes and the one sentence are made anew from its own records. */
import { worst, type VerdictAxis } from '../domain/verdict.ts';
import { axisBasis } from './axis-basis.ts';
import { verdictCodeEntry } from '../domain/verdict-codes.ts';
import { documentLevel, reportCodes } from './build-report.ts';
import { axisReport, createCheckLog, type CheckLog } from './check-log.ts';
import type { SignatureReport, VerificationReport } from './report.ts';
import { documentSentence } from './sentence.ts';

/** The report of one signature after `add` has written further checks. */
export function amendSignature(signature: SignatureReport, add: (log: CheckLog) => void): SignatureReport {
  const log = createCheckLog(signature.checks);
  add(log);
  const axis = (named: VerdictAxis) => axisReport(log, named, axisBasis[signature.kind]);
  const [integrity, identity, time] = [axis('integrity'), axis('identity'), axis('time')];
  const codes = [integrity, identity, time].flatMap((axis) => axis.codes);
  return {
    ...signature,
    level: worst(worst(integrity.level, identity.level), time.level),
    integrity,
    identity,
    time,
    notes: codes.filter((code) => verdictCodeEntry(code).level === 'NOTE'),
    checks: log.records,
  };
}

/** Level, codes and sentences of the whole from its signatures and its own checks. */
export function rebuildReport(report: VerificationReport): VerificationReport {
  const { checks, signatures } = report;
  const codes = reportCodes(checks, signatures);
  const level = documentLevel(signatures, checks);
  const records = [...checks, ...signatures.flatMap((each) => each.checks)];
  return { ...report, level, codes, ...documentSentence(level, codes, records) };
}
