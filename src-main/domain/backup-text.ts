/** Sentences about backups: the same on the workbench and in the terminal. */
import type { BackupNotice } from './backup-due.ts';
import { BianyinError, type ErrorDetail } from './errors/bianyin-error.ts';
import { errorSentences, type ErrorCode } from './errors/codes.ts';
import { sentenceFor } from './errors/sentence.ts';

type Language = 'zh' | 'en';

/** What is amiss and what to do now. */
export function backupNoticeText(notice: BackupNotice, language: Language): string {
  const zh = language === 'zh';
  switch (notice.kind) {
    case 'not-set-up':
      return zh
        ? '还没有设置备份：这块盘坏了，登记簿、申请和审批就都没有了。'
        : 'Backups are not set up: should this disk fail, register, requests and approvals are lost.';
    case 'none-yet':
      return zh ? '还没有备份过。' : 'Nothing has been backed up yet.';
    case 'failed':
      return failedText(notice, language);
    case 'old':
      return zh
        ? `已经 ${notice.days} 天没有备份。请打开备份用的盘，或换一个文件夹。`
        : `No backup for ${notice.days} days. Plug in the drive for backups, or choose another folder.`;
    case 'register-broken':
      return zh
        ? '最近一份备份里的登记簿对不上，旧的备份都还留着。请联系审计员。'
        : 'The register in the newest backup does not hold; all earlier backups are kept. Call the auditor.';
    case 'drill-due':
      return drillText(notice.days, language);
    case 'drill-failed':
      return zh
        ? `上次恢复演练没有通过：${sentenceOf(notice.code, language)}`
        : `The last restore drill did not pass: ${sentenceOf(notice.code, language)}`;
  }
}

function failedText(
  { code, detail, lastAt }: Extract<BackupNotice, { kind: 'failed' }>,
  language: Language,
): string {
  const sentence = sentenceOf(code, language, detail);
  if (lastAt !== null) return sentence;
  return language === 'zh' ? `${sentence}现在一份备份也没有。` : `${sentence} There is no backup at all.`;
}

function drillText(days: number | null, language: Language): string {
  if (language === 'zh')
    return days === null
      ? '还没有做过恢复演练：请用纸上的恢复码试一次，几秒钟。'
      : `上次恢复演练是 ${days} 天以前：请用纸上的恢复码再试一次，几秒钟。`;
  return days === null
    ? 'No restore drill yet: try the recovery code once, it takes seconds.'
    : `The last restore drill was ${days} days ago: try the recovery code again, it takes seconds.`;
}

function sentenceOf(code: string, language: Language, detail: ErrorDetail = { what: '…' }): string {
  const known: ErrorCode = Object.hasOwn(errorSentences, code) ? (code as ErrorCode) : 'internal';
  return sentenceFor(new BianyinError(known, detail), language);
}
