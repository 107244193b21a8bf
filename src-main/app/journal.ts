/** The register of uses for people: rows, names of events, chain check, export. */
import type { JournalCheck } from '../store/journal-verify.ts';
import type { ExportedRow } from '../store/journal-export.ts';
import type { JournalEvent } from '../store/journal-row.ts';
import { withWorld } from './requests.ts';
import type { Session } from './session.ts';

export { exportJournal, journalCsv } from '../store/journal-export.ts';

const eventNames: Readonly<Record<JournalEvent, string>> = {
  'policy-added': '制度生效',
  'request-submitted': '提交申请',
  'request-approved': '同意',
  'request-rejected': '驳回',
  'request-cancelled': '撤回',
  'use-spent': '开始用印',
  'use-completed': '用印完成',
  'use-failed': '用印失败',
  'use-returned': '未签名，次数退回',
  'use-interrupted': '用印中断',
  note: '备注',
  correction: '更正',
  'clock-corrected': '时钟更正',
  'seal-issued': '领取印章',
  'seal-frozen': '冻结印章',
};

/** The same in English. */
export const englishEventNames: Readonly<Record<JournalEvent, string>> = {
  'policy-added': 'Policy in force',
  'request-submitted': 'Request sent',
  'request-approved': 'Approved',
  'request-rejected': 'Rejected',
  'request-cancelled': 'Taken back',
  'use-spent': 'Use begun',
  'use-completed': 'Sealed',
  'use-failed': 'Use failed',
  'use-returned': 'Not signed, use given back',
  'use-interrupted': 'Use interrupted',
  note: 'Note',
  correction: 'Correction',
  'clock-corrected': 'Clock corrected',
  'seal-issued': 'Seal received',
  'seal-frozen': 'Seal frozen',
};

/** What an event is called in the register. */
export function journalEventName(event: JournalEvent): string {
  return eventNames[event];
}

/** All rows in order. Errors: `journal-broken`, `store-*`. */
export function readJournal(session: Session): readonly ExportedRow[] {
  return withWorld(session, (world) => world.store.journal());
}

/** Checks the chain, the signed texts behind it and the high-water mark. */
export function checkJournal(session: Session): JournalCheck {
  return withWorld(session, (world) => world.store.verifyJournal());
}
