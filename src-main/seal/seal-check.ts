/** What every rule of seals returns: one small named check with its outcome. Levels and words come from verdict-codes.ts. */
import { verdictCodeEntry, type VerdictCode } from '../domain/verdict-codes.ts';

/** Every check there is, in the order of GB/T 38540-2020 §7.2 (seal) and §7.4 (signature). */
export type SealCheckName =
  | 'seal.version'
  | 'seal.maker-certificate'
  | 'seal.maker-signature'
  | 'seal.maker-path'
  | 'seal.validity'
  | 'seal.create-date'
  | 'seal.time-stamp'
  | 'seal.name'
  | 'seal.picture'
  | 'seal.extensions'
  | 'signature.version'
  | 'signature.certificate'
  | 'signature.value'
  | 'signature.certificate-listed'
  | 'signature.seal-name'
  | 'signature.path'
  | 'signature.revocation'
  | 'signature.data-hash'
  | 'signature.time'
  | 'signature.extensions';

/** Values that fill the `{placeholders}` of a code's sentence, or explain the check to an expert. */
export type CheckDetail = Readonly<Record<string, string | number>>;

export interface SealCheck {
  readonly check: SealCheckName;
  readonly outcome: 'ok' | 'fail' | 'unsure' | 'note';
  /** Present unless the outcome is ok. */
  readonly code?: VerdictCode;
  readonly detail?: CheckDetail;
}

const outcomes = { FAIL: 'fail', UNSURE: 'unsure', NOTE: 'note' } as const;

/** A rule that holds. */
export function passed(check: SealCheckName, detail?: CheckDetail): SealCheck {
  return { check, outcome: 'ok', ...(detail ? { detail } : {}) };
}

/** A finding: how much it weighs is read from the table, so that a code means the same everywhere. */
export function finding(check: SealCheckName, code: VerdictCode, detail?: CheckDetail): SealCheck {
  const outcome = outcomes[verdictCodeEntry(code).level];
  return detail ? { check, outcome, code, detail } : { check, outcome, code };
}

/** The findings, or the check passed when there are none. */
export function passedUnless(
  check: SealCheckName,
  findings: readonly (SealCheck | null)[],
  detail?: CheckDetail,
): SealCheck[] {
  const present = findings.filter((item) => item !== null);
  return present.length > 0 ? present : [passed(check, detail)];
}
