/** Puts the report together: the worst signature decides, findings about the file count like one more signature. */
import type { ByteSource } from '../domain/byte-source.ts';
import { worst, type DocumentLevel, type SignatureLevel } from '../domain/verdict.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';
import { levelOf, orderedCodes, type CheckLog } from './check-log.ts';
import type { VerificationContext } from './context.ts';
import {
  reportSchema,
  type CheckRecord,
  type SignatureReport,
  type TrustSummary,
  type VerificationReport,
} from './report.ts';
import { documentSentence } from './sentence.ts';

export interface ReportParts {
  readonly source: ByteSource;
  readonly context: VerificationContext;
  readonly log: CheckLog;
  readonly signatures: readonly SignatureReport[];
  readonly sm3: string;
}

/** Puts all judgements together; the level of the file is the worst of its signatures and of its own findings. */
export function buildReport({ source, context, log, signatures, sm3 }: ReportParts): VerificationReport {
  const codes = reportCodes(log.records, signatures);
  const level = documentLevel(signatures, log.records);
  const records = [...log.records, ...signatures.flatMap((each) => each.checks)];
  return {
    schema: reportSchema,
    engine: context.engineVersion,
    level,
    codes,
    sm3,
    size: source.size,
    signatures,
    checks: log.records,
    statusAsOf: statusAsOf(context, signatures),
    trustListVersion: context.trustListVersion ?? null,
    trust: trustSummary(context),
    ...documentSentence(level, codes, records),
  };
}

/** Codes of the file's own checks and of all signatures, worst first. */
export function reportCodes(
  checks: readonly CheckRecord[],
  signatures: readonly SignatureReport[],
): VerdictCode[] {
  const axes = signatures.flatMap(({ integrity, identity, time }) => [integrity, identity, time]);
  return orderedCodes([...codesOf(checks), ...axes.flatMap(({ codes }) => codes)]);
}

/** The worst signature decides; findings about the file count like one more. */
export function documentLevel(
  signatures: readonly SignatureReport[],
  checks: readonly CheckRecord[],
): DocumentLevel {
  const fileLevel: SignatureLevel = levelOf(codesOf(checks));
  if (signatures.length === 0 && fileLevel === 'PASS') return 'NONE';
  return signatures.reduce((level, each) => worst(level, each.level), fileLevel);
}

function codesOf(checks: readonly CheckRecord[]): VerdictCode[] {
  return checks.flatMap(({ code }) => (code ? [code] : []));
}

function earliest(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>((first, time) => (first && first < time ? first : time), undefined);
}

/** The oldest of the seal status, the lists given, and what the signatures rest on: nothing that happened later is known. */
function statusAsOf(
  { statusSnapshot, crls }: VerificationContext,
  signatures: readonly SignatureReport[],
): string | null {
  const status = statusSnapshot && statusSnapshot !== 'forged' ? [statusSnapshot.thisUpdate] : [];
  const reliedOn = signatures
    .flatMap(({ checks }) => checks)
    .flatMap(({ inputs }) => (typeof inputs?.['asOf'] === 'string' ? [new Date(inputs['asOf'])] : []));
  return earliest([...status, ...crls.map((list) => list.thisUpdate), ...reliedOn])?.toISOString() ?? null;
}

function trustSummary({
  anchors,
  intermediates,
  crls,
  statusSnapshot,
  now,
  at,
}: VerificationContext): TrustSummary {
  const crlsAsOf = earliest(crls.map((list) => list.thisUpdate))?.toISOString();
  const snapshot = statusSnapshot && statusSnapshot !== 'forged' ? statusSnapshot : undefined;
  return {
    anchors: anchors.length,
    intermediates: intermediates.length,
    crls: crls.length,
    ...(crlsAsOf === undefined ? {} : { crlsAsOf }),
    ...(snapshot
      ? {
          snapshot: {
            seq: snapshot.seq,
            thisUpdate: snapshot.thisUpdate.toISOString(),
            nextUpdate: snapshot.nextUpdate.toISOString(),
          },
        }
      : {}),
    now: now.toISOString(),
    ...(at ? { at: at.toISOString() } : {}),
  };
}
