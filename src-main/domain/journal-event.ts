/** What the register of uses (用印登记簿) records, and what each event is called. */

/** Rows that the store writes together with what people signed. */
export const statementEvents = [
  'policy-added',
  'request-submitted',
  'request-approved',
  'request-rejected',
  'request-cancelled',
] as const;
/** The life of one use: spent before the token signs, then one of the others. */
export const useEvents = [
  'use-spent',
  'use-completed',
  'use-failed',
  'use-returned',
  'use-interrupted',
] as const;

export type UseEvent = (typeof useEvents)[number];
/**
 * What is known of the file of a signature besides the end of its use (docs/adr/0022). `file-missing`: a process died and the file
 * does not lie where it was written; the use stays open until it turns up. `file-found`: it turned up after the use had ended.
 */
export type SignedFileEvent = 'signature-made' | 'file-missing' | 'file-found';
/** What people sign about a delegation (docs/adr/0045); the row carries it. */
export const delegationEvents = ['delegation-granted', 'delegation-accepted', 'delegation-revoked'] as const;
export type DelegationEvent = (typeof delegationEvents)[number];
/** Beside a policy: what it took from whom (docs/adr/0046). */
export type HandOverEvent = 'seal-handed-over' | 'person-left';
/** Rows that stand alone. */
export type PlainEvent =
  | 'note'
  | 'correction'
  | 'seal-issued'
  | 'seal-frozen'
  // Backups (docs/adr/0041): a code of its own for them, one that was tried out, one that was put back.
  | 'recovery-code-made'
  | 'backup-drilled'
  | 'restored';
/** `clock-corrected` lets the clock go back behind rows that were written too far ahead (docs/adr/0039). */
export type WrittenEvent =
  | (typeof statementEvents)[number]
  | UseEvent
  | SignedFileEvent
  | DelegationEvent
  | HandOverEvent
  | 'timestamp-added'
  | 'clock-corrected'
  | PlainEvent;
/** `row-altered` is never written: it stands where a row can no longer be read. */
export type JournalEvent = WrittenEvent | 'row-altered';

/** The name of each event on the screen, on paper and in the terminal. */
export const journalEventNames: Readonly<Record<JournalEvent, { readonly zh: string; readonly en: string }>> =
  Object.freeze({
    'policy-added': { zh: '制度生效', en: 'Policy in force' },
    'request-submitted': { zh: '提交申请', en: 'Request sent' },
    'request-approved': { zh: '同意', en: 'Approved' },
    'request-rejected': { zh: '驳回', en: 'Rejected' },
    'request-cancelled': { zh: '撤回', en: 'Taken back' },
    'use-spent': { zh: '开始用印', en: 'Use begun' },
    // Before the file is there: its digest is known, whatever happens to it then.
    'signature-made': { zh: '已签名', en: 'Signature made' },
    'file-missing': { zh: '已签名，文件待确认', en: 'Signature made, file to be confirmed' },
    'file-found': { zh: '找到已签名的文件', en: 'Signed file found' },
    'use-completed': { zh: '用印完成', en: 'Sealed' },
    'use-failed': { zh: '用印失败', en: 'Use failed' },
    'use-returned': { zh: '未签名，次数退回', en: 'Not signed, use given back' },
    'use-interrupted': { zh: '用印中断', en: 'Use interrupted' },
    'timestamp-added': { zh: '补盖时间戳', en: 'Time stamp added' },
    'delegation-granted': { zh: '授权委托', en: 'Delegation' },
    'delegation-accepted': { zh: '接受委托', en: 'Delegation accepted' },
    'delegation-revoked': { zh: '撤销委托', en: 'Delegation revoked' },
    'seal-handed-over': { zh: '移交保管', en: 'Seal handed over' },
    'person-left': { zh: '离任', en: 'Person left' },
    note: { zh: '备注', en: 'Note' },
    correction: { zh: '更正', en: 'Correction' },
    'clock-corrected': { zh: '时钟更正', en: 'Clock corrected' },
    'recovery-code-made': { zh: '设定恢复码', en: 'Recovery code made' },
    'backup-drilled': { zh: '备份恢复演练', en: 'Restore drill' },
    restored: { zh: '从备份恢复', en: 'Restored from a backup' },
    'seal-issued': { zh: '领取印章', en: 'Seal received' },
    'seal-frozen': { zh: '冻结印章', en: 'Seal frozen' },
    'row-altered': { zh: '本条读不出来', en: 'Row not readable' },
  });

/** Whether a word is the name of an event; rows of a newer version may have others. */
export function isJournalEvent(word: string): word is JournalEvent {
  return Object.hasOwn(journalEventNames, word);
}

/** What is wrong at the first row that does not hold, in words. */
export const journalProblems = Object.freeze({
  'row-missing': { zh: '缺了这一条', en: 'the row is missing' },
  'row-altered': { zh: '这一条被改动过，或读不出来', en: 'the row was altered or cannot be read' },
  'chain-broken': { zh: '这一条接不上前一条', en: 'the row does not follow the one before' },
  'statement-altered': {
    zh: '这一条背后签过名的内容被改动、缺失或多出来',
    en: 'the signed text behind the row was altered, is missing or was put in',
  },
  'use-altered': {
    zh: '这一条背后的用印次数被改动、缺失或多出来',
    en: 'the use behind the row was altered, is missing or was put in',
  },
  'rolled-back': {
    zh: '登记簿比最后一次记下的状态旧',
    en: 'the register is older than its last recorded state',
  },
} satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>);

export type JournalProblem = keyof typeof journalProblems;
