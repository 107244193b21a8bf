/** Columns of the uses: what belongs together shares a cell; amounts stand under each other. */
import type { ReactNode } from 'react';
import { cellOfUse } from '../../../src-main/contract/use-cells.ts';
import type { UseRecordView } from '../../../src-main/contract/views.ts';
import type { UseColumn } from '../../../src-main/contract/words.ts';
import { useFormat } from '../../i18n/format.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { Cell } from './cell.tsx';

export function useUseColumns() {
  const say = useWords(journalWords);
  const { language } = usePreferences();
  const { money } = useFormat();
  const text = (use: UseRecordView, name: UseColumn): string => String(cellOfUse(use, name, language));
  const column = (
    key: keyof typeof journalWords,
    render: (use: UseRecordView) => ReactNode,
    width?: number | string,
  ) => ({
    title: say(key),
    key,
    ...(width === undefined ? {} : { width }),
    render: (_: unknown, use: UseRecordView) => render(use),
  });
  const pair = (use: UseRecordView, main: UseColumn, ...second: readonly UseColumn[]): ReactNode => (
    <Cell main={text(use, main)} second={second.map((name) => text(use, name))} />
  );
  return [
    column(
      'useNumber',
      (use) => (
        <Cell
          main={text(use, '用印编号')}
          second={[text(use, '时间'), ...(use.isBroken ? [say('rowBroken')] : [])]}
        />
      ),
      176,
    ),
    column('sealAndResult', (use) => pair(use, '印章', '结果', '时间戳'), language === 'zh' ? 120 : 136),
    column('fileAndPlaces', (use) => pair(use, '文件名称', '页与坐标'), '15%'),
    column('matterAndReason', (use) => pair(use, '事项', '用印事由', '编号'), '13%'),
    column('counterparty', (use) => text(use, '相对方'), '13%'),
    {
      ...column(
        'amount',
        (use) => (use.amount === null ? '' : money(use.amount, use.currency ?? 'CNY')),
        132,
      ),
      align: 'right' as const,
    },
    column('people', (use) => pair(use, '经办人', '审批人', '用印人'), 128),
    column('whereabouts', (use) => pair(use, '去向', '备注')),
  ];
}
