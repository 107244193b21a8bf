/** Columns of the register (domain: 用印登记), by the names that the application gives them. */
import { useCallback } from 'react';
import type { JournalRowView } from '../../../src-main/contract/views.ts';
import { useFormat } from '../../i18n/format.ts';
import { englishEvents, journalWords } from '../../i18n/journal-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';

/** What an event is called in the language in use. */
export function useEventName(): (row: JournalRowView) => string {
  const { language } = usePreferences();
  return useCallback(
    ({ event, eventName }) => (language === 'en' ? (englishEvents[event] ?? eventName) : eventName),
    [language],
  );
}

export function useJournalColumns() {
  const say = useWords(journalWords);
  const { time } = useFormat();
  const eventName = useEventName();
  const column = (key: keyof typeof journalWords, name: string, width?: number) => ({
    title: say(key),
    key,
    ...(width === undefined ? {} : { width }),
    render: (_: unknown, row: JournalRowView) => {
      const value = row.columns[name];
      return key === 'result' && value === 'ok' ? say('ok') : value;
    },
  });
  return [
    { title: say('seq'), dataIndex: 'seq', width: 56 },
    {
      title: say('time'),
      key: 'time',
      width: 168,
      render: (_: unknown, row: JournalRowView) => time(row.time),
    },
    {
      title: say('event'),
      key: 'event',
      width: 104,
      render: (_: unknown, row: JournalRowView) => eventName(row),
    },
    { title: say('number'), dataIndex: 'requestId', width: 168 },
    column('reason', '用印事项说明'),
    column('file', '文件名称'),
    column('applicant', '经办人', 80),
    column('approvers', '审批人', 96),
    column('keeper', '用印人', 80),
    column('copies', '份数', 56),
    column('result', '结果', 72),
  ];
}
