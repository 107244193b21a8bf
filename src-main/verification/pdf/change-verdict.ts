/** What the later revisions mean for one signature: each change finds its row in the table of allowed changes; DocMDP and locks say what the row means. */
import { permitsSigning } from '../../pdf/field-locks.ts';
import type { DocMdpPermission, FieldLock } from '../../pdf/signature-dictionary.ts';
import { isExactText } from '../../pdf/text-string.ts';
import { verdictCodes, type VerdictCode } from '../../domain/verdict-codes.ts';
import { codeOfRow, type ChangeRow } from './changes/allowed-changes.ts';
import type { ChangeEvent, DrawnThing, RevisionStep } from './changes/change-event.ts';
import type { CheckLog } from '../check-log.ts';
import type { LaterChange } from '../report.ts';

const check = 'changes';

/** A signature as those before it see it. */
export interface LaterSigner {
  /** Intact, and by somebody this machine trusts. */
  readonly isTrusted: boolean;
  /** Its container is a time-stamp token, whatever its dictionary says. */
  readonly isTimeStamp: boolean;
  /** Whether the drawing is a mark of the seal in it: the compared picture, not larger than the seal, beside its other marks. */
  isSealMark(drawn: DrawnThing): boolean;
  /** Whether it would be such a mark if its picture were not nearly black. */
  isDarkMark(drawn: DrawnThing): boolean;
}

export interface ChangeRules {
  /** The strictest DocMDP that holds for this signature; null when nothing was certified. */
  readonly permission: DocMdpPermission | null;
  readonly locks: readonly FieldLock[];
  /** 0-based revision that this signature protects. */
  readonly revision: number;
  /** The signature in this field (object number) that closes this revision (1-based). */
  signerOf(field: number | undefined, revision: number): LaterSigner | undefined;
}

/** Weighs the steps after the signed revision, writes the findings and returns the changes in words. */
export function judgeChanges(
  steps: readonly RevisionStep[],
  rules: ChangeRules,
  log: CheckLog,
): LaterChange[] {
  const changes: LaterChange[] = [];
  for (const step of steps) {
    const { revision, events } = step;
    const known = log.records.length;
    for (const event of events) {
      const row = rowOf(event, step, rules);
      const code = codeOf(event, row, step, rules);
      const { text, pages } = event;
      if (code) log.finding(check, code, { revision, change: text.en });
      const allowed = code === null || verdictCodes[code].level === 'NOTE';
      changes.push({ revision, kind: kindOf(event, row), ...wordsOf(event, row), pages, allowed });
    }
    if (log.records.length === known)
      log.finding(check, codeOfRow('resaved', null) ?? 'FILE_RESAVED', { revision });
  }
  if (!log.made(check)) log.ok('integrity', check, { revisions: steps.length });
  return changes;
}

function kindOf({ kind }: ChangeEvent, row: ChangeRow): string {
  return row === 'time-stamp' ? row : kind;
}

function wordsOf({ text }: ChangeEvent, row: ChangeRow): ChangeEvent['text'] {
  return row === 'time-stamp' ? { zh: '加盖了文档时间戳', en: 'A document time stamp was added' } : text;
}

/** The row that the change belongs to. */
function rowOf(event: ChangeEvent, step: RevisionStep, rules: ChangeRules): ChangeRow {
  const { kind, drawn } = event;
  if (kind === 'signature') return rowOfSignature(event, step, rules);
  if (kind === 'mark') return drawn ? rowOfMark(event, drawn, step, rules) : 'mark-over';
  if (kind === 'metadata') return isExtension(step, rules) ? 'metadata-extension' : 'metadata';
  if (kind === 'field-look') return drawn?.isOverContent() === false ? 'field-look' : 'field-cover';
  return kind === 'annotation' ? rowOfAnnotation(drawn, rules) : kind;
}

/** What lies under it is asked only where the answer counts. */
function rowOfAnnotation(drawn: DrawnThing | undefined, { permission }: ChangeRules): ChangeRow {
  if (permission !== 3 || drawn?.isOverContent() !== false) return 'annotation-cover';
  return drawn.isBesideWords() ? 'annotation-beside' : 'annotation';
}

function rowOfSignature(event: ChangeEvent, step: RevisionStep, rules: ChangeRules): ChangeRow {
  const signer = rules.signerOf(event.field, step.revision);
  if (!signer) return 'signature-seen';
  if (signer.isTimeStamp) return 'time-stamp';
  if (signer.isTrusted) return 'signature';
  return isSignatureSeen(event, step) ? 'signature-seen' : 'signature-unseen';
}

/** Whether the revision that brought a signature shows anything of it. */
function isSignatureSeen({ field }: ChangeEvent, { events }: RevisionStep): boolean {
  return events.some(
    (other) => other.kind === 'mark' && other.field === field && other.drawn?.isSeen !== false,
  );
}

function rowOfMark(
  { field }: ChangeEvent,
  drawn: DrawnThing,
  { revision }: RevisionStep,
  rules: ChangeRules,
): ChangeRow {
  const signer = rules.signerOf(field, revision);
  if (drawn.isStamp) {
    if (signer?.isTrusted !== true) return 'stamp-other';
    if (signer.isSealMark(drawn)) return 'mark-stamp';
    return signer.isDarkMark(drawn) ? 'stamp-dark' : 'stamp-other';
  }
  if (!drawn.isSeen) return 'mark-unseen';
  if (!signer?.isTrusted || signer.isTimeStamp) return 'mark-over';
  if (signer.isSealMark(drawn)) return 'mark-seal';
  const isPrepared = drawn.preparedIn !== null && drawn.preparedIn <= rules.revision;
  if (isPrepared) {
    if (!drawn.isPlain || drawn.isOverWords()) return 'mark-over';
    return drawn.isBesideFigures() ? 'mark-beside' : 'mark-prepared';
  }
  if (drawn.isOverContent()) return 'mark-over';
  return drawn.isBesideWords() ? 'mark-beside' : 'mark-free';
}

/** Validation data and time stamps may come with metadata of their own even where nothing else may change. */
function isExtension(step: RevisionStep, rules: ChangeRules): boolean {
  return step.events.some(
    (event) =>
      event.kind === 'validation-data' ||
      (event.kind === 'signature' && rules.signerOf(event.field, step.revision)?.isTimeStamp === true),
  );
}

function codeOf(
  event: ChangeEvent,
  row: ChangeRow,
  step: RevisionStep,
  { permission, locks }: ChangeRules,
): VerdictCode | null {
  const name = event.fieldName ?? '';
  const holds = locks.filter((lock) => isLocked(lock, name));
  if (isFilling(row) && holds.length > 0) return 'FIELDMDP_VIOLATION';
  const code = codeOfRow(row, permission);
  if (!isSigning(row) || holds.length === 0) return code;
  // To sign a field changes its value (ISO 32000-2 §12.8.2.4; docs/adr/0029).
  if (event.wasThere || holds.some(({ action }) => action === 'Include')) return 'FIELDMDP_VIOLATION';
  // Unless the lock itself permits signing (Table 236, /P 2 and 3).
  if (holds.every(permitsSigning)) return code;
  const isQuiet = code === null || verdictCodes[code].level === 'NOTE';
  return isQuiet && isSignatureSeen(event, step) ? 'LOCKED_FORM_SIGNED' : code;
}

function isFilling(row: ChangeRow): boolean {
  return ['field', 'form', 'form-unclear', 'form-stale'].includes(row);
}

function isSigning(row: ChangeRow): boolean {
  return ['signature', 'signature-unseen', 'signature-seen', 'time-stamp'].includes(row);
}

/** A named field stands for those below it (ISO 32000-2 §12.7.5.5, Table 236). A name that readers read in several ways is locked for one of them. */
function isLocked({ action, fields }: FieldLock, name: string): boolean {
  if (![name, ...fields].every(isExactText)) return true;
  const isNamed = fields.some((field) => name === field || name.startsWith(`${field}.`));
  return action === 'All' || (action === 'Include' ? isNamed : !isNamed);
}
