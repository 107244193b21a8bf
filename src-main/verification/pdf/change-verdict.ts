/** What the later revisions mean for one signature: DocMDP, FieldMDP and locks decide, and who made the later signatures. */
import type { DocMdpPermission, FieldLock } from '../../pdf/signature-dictionary.ts';
import { isExactText } from '../../pdf/text-string.ts';
import type { VerdictCode } from '../../domain/verdict-codes.ts';
import type { ChangeEvent, RevisionStep } from './changes/change-event.ts';
import type { CheckLog } from '../check-log.ts';
import type { LaterChange } from '../report.ts';

const check = 'changes';

export interface ChangeRules {
  /** The strictest DocMDP that holds for this signature; null when nothing was certified. */
  readonly permission: DocMdpPermission | null;
  readonly locks: readonly FieldLock[];
  /** Whether the later signature in this field (object number) is intact and trusted. */
  isTrusted(field: number | undefined, revision: number): boolean;
}

/** Weighs the steps after the signed revision, writes the findings and returns the changes in words. */
export function judgeChanges(
  steps: readonly RevisionStep[],
  rules: ChangeRules,
  log: CheckLog,
): LaterChange[] {
  const changes: LaterChange[] = [];
  for (const { revision, events } of steps) {
    const known = log.records.length;
    for (const event of events) {
      const code = codeOf(event, events, revision, rules);
      const { text, pages, kind } = event;
      if (code) log.finding(check, code, { revision, change: text.en });
      changes.push({ revision, kind, ...text, pages, allowed: code === null || allowedCodes.includes(code) });
    }
    if (log.records.length === known) log.finding(check, 'FILE_RESAVED', { revision });
  }
  if (!log.made(check)) log.ok('integrity', check, { revisions: steps.length });
  return changes;
}

const allowedCodes: readonly VerdictCode[] = [
  'LATER_SIGNATURE',
  'LTA_UPDATE',
  'FORM_FILLED_ALLOWED',
  'SHADOW_LATENT',
];

function codeOf(
  event: ChangeEvent,
  step: readonly ChangeEvent[],
  revision: number,
  rules: ChangeRules,
): VerdictCode | null {
  const { permission } = rules;
  switch (event.kind) {
    case 'unexplained':
      return 'DOC_CHANGED_AFTER_SIGN';
    case 'signature':
      if (permission === 1) return 'DOCMDP_VIOLATION';
      return rules.isTrusted(event.field, revision) ? 'LATER_SIGNATURE' : 'SIG_OVER_CONTENT';
    case 'mark':
      return null; // weighed with its signature
    case 'time-stamp':
    case 'validation-data':
      return 'LTA_UPDATE';
    case 'metadata':
      return permission === 1 && !isExtension(step) ? 'DOCMDP_VIOLATION' : null;
    case 'unused':
      return 'SHADOW_LATENT';
    case 'certification':
      return 'CERTIFICATION_LATE';
    case 'form':
      return formCode(event, rules);
    case 'annotation':
      return annotationCode(permission);
  }
}

/** Validation data and time stamps may come with metadata of their own even where nothing else may change. */
function isExtension(step: readonly ChangeEvent[]): boolean {
  return step.some(({ kind }) => kind === 'validation-data' || kind === 'time-stamp');
}

function formCode({ fieldName = '' }: ChangeEvent, { permission, locks }: ChangeRules): VerdictCode {
  if (locks.some((lock) => isLocked(lock, fieldName))) return 'FIELDMDP_VIOLATION';
  if (permission === 1) return 'DOCMDP_VIOLATION';
  return permission === null ? 'FORM_FILLED_AFTER_SIGN' : 'FORM_FILLED_ALLOWED';
}

/** A named field stands for those below it (ISO 32000-2 §12.7.5.5, Table 236). A name that readers read in several ways is locked for one of them. */
function isLocked({ action, fields }: FieldLock, name: string): boolean {
  if (![name, ...fields].every(isExactText)) return true;
  const isNamed = fields.some((field) => name === field || name.startsWith(`${field}.`));
  return action === 'All' || (action === 'Include' ? isNamed : !isNamed);
}

/** Only a certification with P=3 foresees annotations at all, and even then they may cover what was sealed. */
function annotationCode(permission: DocMdpPermission | null): VerdictCode {
  if (permission === 3) return 'ANNOT_OVER_CONTENT';
  return permission === null ? 'DOC_CHANGED_AFTER_SIGN' : 'DOCMDP_VIOLATION';
}
