/** The one place where checks are written down and where levels come from: what is not in the log did not happen. */
import { worst, verdictLevels, type SignatureLevel, type VerdictAxis } from '../domain/verdict.ts';
import { verdictCodeEntry, type VerdictCode } from '../domain/verdict-codes.ts';
import type { AxisBasis } from './axis-basis.ts';
import type { AxisReport, CheckInputs, CheckRecord } from './report.ts';

const outcomes = { FAIL: 'bad', UNSURE: 'unknown', NOTE: 'note' } as const;

/** Checks in the order they were made. */
export interface CheckLog {
  readonly records: readonly CheckRecord[];
  ok(axis: VerdictAxis, check: string, inputs?: CheckInputs): void;
  /** A finding: its axis and weight come from the table of codes. */
  finding(check: string, code: VerdictCode, inputs?: CheckInputs): void;
  /** True when a check of this name was made, whatever came out. */
  made(check: string): boolean;
  has(code: VerdictCode): boolean;
}

/** A log for one signature or for the file; empty, or going on from what was checked `before`. */
export function createCheckLog(before: readonly CheckRecord[] = []): CheckLog {
  const records: CheckRecord[] = [...before];
  return {
    records,
    ok: (axis, check, inputs) =>
      void records.push({ axis, check, outcome: 'ok', ...(inputs ? { inputs } : {}) }),
    finding: (check, code, inputs) => void records.push(findingRecord(check, code, inputs)),
    made: (check) => records.some((record) => record.check === check),
    has: (code) => records.some((record) => record.code === code),
  };
}

function findingRecord(check: string, code: VerdictCode, inputs?: CheckInputs): CheckRecord {
  const { axis, level } = verdictCodeEntry(code);
  return { axis, check, outcome: outcomes[level], code, ...(inputs ? { inputs } : {}) };
}

const codeWeight = { FAIL: 0, UNSURE: 1, NOTE: 2 } as const;

/** Codes without repeats, worst first; the order of discovery decides among equals. */
export function orderedCodes(codes: Iterable<VerdictCode>): VerdictCode[] {
  return [...new Set(codes)].sort(
    (a, b) => codeWeight[verdictCodeEntry(a).level] - codeWeight[verdictCodeEntry(b).level],
  );
}

/** The level that a set of codes gives: notes keep PASS. */
export function levelOf(codes: Iterable<VerdictCode>): SignatureLevel {
  let level: SignatureLevel = verdictLevels[0];
  for (const code of codes) {
    const weight = verdictCodeEntry(code).level;
    if (weight !== 'NOTE') level = worst(level, weight);
  }
  return level;
}

/** One axis of a signature. An axis is green only where everything that it rests on was checked and has succeeded. */
export function axisReport(log: CheckLog, axis: VerdictAxis, basis: AxisBasis): AxisReport {
  const records = log.records.filter((record) => record.axis === axis);
  const codes = orderedCodes(records.flatMap((record) => (record.code ? [record.code] : [])));
  const succeeded = new Set(
    records.filter(({ outcome }) => outcome === 'ok' || outcome === 'note').map(({ check }) => check),
  );
  const isFounded = basis[axis].every((group) => group.some((check) => succeeded.has(check)));
  return { level: worst(levelOf(codes), isFounded ? 'PASS' : 'UNSURE'), codes };
}

/** Fail closed: each named check must be in the log, else the engine has a hole and says so. */
export function requireChecks(log: CheckLog, names: readonly string[]): void {
  for (const name of names) {
    if (!log.made(name)) log.finding(`required:${name}`, 'ENGINE_ERROR');
  }
}
