/** Columns of the register (domain: 用印登记簿), by the names that the application gives them; what belongs together shares a cell. */
import { useCallback, type ReactNode } from 'react';
import {
  registerRemark,
  registerResult,
  registerTimeStamp,
} from '../../../src-main/contract/register-cells.ts';
import type { JournalRowView } from '../../../src-main/contract/views.ts';
import {
  isJournalEvent,
  journalEventNames,
  sealTypeCodes,
  type RegisterColumn,
} from '../../../src-main/contract/words.ts';
import { useFormat } from '../../i18n/format.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { Cell } from './cell.tsx';

/** What an event is called in the language in use. */
export function useEventName(): (row: JournalRowView) => string {
  const { language } = usePreferences();
  return useCallback(
    ({ event, eventName }) => (isJournalEvent(event) ? journalEventNames[event][language] : eventName),
    [language],
  );
}

export function useJournalColumns() {
  const say = useWords(journalWords);
  const { language } = usePreferences();
  const { time } = useFormat();
  const { sealKind } = useVocabulary();
  const eventName = useEventName();
  const column = (
    key: keyof typeof journalWords,
    render: (row: JournalRowView) => ReactNode,
    width?: number | string,
  ) => ({
    title: say(key),
    key,
    ...(width === undefined ? {} : { width }),
    render: (_: unknown, row: JournalRowView) => render(row),
  });
  const sealOf = (row: JournalRowView): string => {
    const code = sealTypeCodes.find((each) => each === text(row, '印章类型'));
    return code ? sealKind(code) : text(row, '印章类型');
  };
  // The register keeps it as Chinese offices write it.
  const amountOf = (row: JournalRowView): string =>
    language === 'zh' ? text(row, '金额') : text(row, '金额').replace(/^￥/, 'CNY ');
  return [
    column('seq', (row) => row.seq, 56),
    column('time', (row) => <span className="names">{time(row.time)}</span>, language === 'zh' ? 128 : 112),
    column('event', eventName, 88),
    column('numberAndSeal', (row) => <Cell main={row.requestId ?? ''} second={[sealOf(row)]} />, 164),
    column('reasonAndParty', (row) => (
      <Cell main={text(row, '用印事项说明')} second={[text(row, '相对方'), amountOf(row)]} />
    )),
    column('file', (row) => text(row, '文件名称'), '14%'),
    column(
      'applicant',
      (row) => <Cell main={text(row, '经办人')} second={[text(row, '用印单位（部门）')]} />,
      84,
    ),
    column(
      'approvers',
      (row) => <span className="names">{text(row, '审批人')}</span>,
      language === 'zh' ? 76 : 96,
    ),
    column('keeper', (row) => <span className="names">{text(row, '用印人')}</span>, 72),
    column('copies', (row) => text(row, '份数'), language === 'zh' ? 50 : 68),
    column(
      'result',
      (row) => (
        <Cell
          main={registerResult(text(row, '结果'), language)}
          second={[
            registerTimeStamp(text(row, '时间戳'), language),
            registerRemark(text(row, '备注'), language),
          ]}
        />
      ),
      116,
    ),
  ];
}

function text({ columns }: JournalRowView, name: RegisterColumn): string {
  return String(columns[name] ?? '');
}
