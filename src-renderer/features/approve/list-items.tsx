/** The files of a list: as many rows as are in sight, each with its state and a way to the file itself. */
import { Button, Table } from 'antd';
import { useCallback } from 'react';
import type { ListItemView, ListRowView } from '../../../src-main/contract/list-calls.ts';
import { callSentence } from '../../../src-main/contract/result.ts';
import { itemStateNames } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { useFormat } from '../../i18n/format.ts';
import { listWords } from '../../i18n/list-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { waitsForSeal } from '../../state/waiting.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useChunks } from '../../ui/use-chunks.ts';
import { useHeight } from '../../ui/use-height.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export interface ListItemsProps {
  readonly list: ListRowView;
  /** Number of the file that is looked at. */
  readonly looked: string | null;
  readonly onLook: (item: ListItemView) => void;
}

interface Place {
  readonly place: number;
}
const HEAD = 40;

export function ListItems({ list, looked, onLook }: ListItemsProps) {
  const say = useWords(listWords);
  const { money } = useFormat();
  const { measure, height } = useHeight();
  const load = useCallback(
    (after: number, limit: number) => call('list.items', { id: list.id, after, limit }),
    [list],
  );
  const { at, error } = useChunks(load);
  const cell =
    (render: (item: ListItemView) => React.ReactNode) =>
    (_: unknown, { place }: Place) => {
      const item = at(place);
      return item ? render(item) : '…';
    };
  const columns = [
    { title: say('number'), key: 'number', width: 56, render: cell(({ number }) => number) },
    {
      title: say('file'),
      key: 'file',
      render: cell((item) => (
        <button type="button" className="link list-file" onClick={() => onLook(item)}>
          {item.document.name}
        </button>
      )),
    },
    {
      title: say('counterparty'),
      key: 'counterparty',
      width: 160,
      render: cell(({ counterparty, reference }) => (
        <span className="list-two">
          <span title={counterparty ?? ''}>{counterparty ?? '—'}</span>
          {reference !== null && <span className="secondary">{reference}</span>}
        </span>
      )),
    },
    {
      title: say('amount'),
      key: 'amount',
      width: 120,
      align: 'right' as const,
      render: cell(({ amount, currency }) => (amount === null ? '—' : money(amount, currency ?? 'CNY'))),
    },
    {
      title: say('state'),
      key: 'state',
      width: 130,
      render: cell((item) => <ItemState item={item} list={list} />),
    },
  ];
  const places = Array.from({ length: list.count }, (_, place): Place => ({ place }));
  return (
    <div ref={measure} className="list-items">
      <ErrorNotice error={error} />
      {height > 0 && (
        <Table
          virtual
          size="small"
          rowKey="place"
          dataSource={places}
          columns={columns}
          pagination={false}
          scroll={{ x: 640, y: Math.max(120, height - HEAD) }}
          rowClassName={({ place }) => (at(place)?.id === looked ? 'list-looked' : '')}
        />
      )}
    </div>
  );
}

const shapes = {
  'in-approval': 'NONE',
  ready: 'NONE',
  sealed: 'PASS',
  'stamp-waiting': 'UNSURE',
  skipped: 'UNSURE',
  failed: 'FAIL',
  ended: 'NONE',
} as const;

function ItemState({ item, list }: { readonly item: ListItemView; readonly list: ListRowView }) {
  const { language } = usePreferences();
  const why = item.problem === null ? '' : callSentence(item.problem, language);
  return (
    <span className="list-state" title={why} data-state={item.state}>
      <VerdictShape level={shapes[item.state]} size={18} />
      <span>
        {itemStateNames[item.state][language]}
        <LeaveOut item={item} list={list} />
      </span>
    </span>
  );
}

/** Whoever seals may leave a file out, and take it in again. */
function LeaveOut({ item, list }: { readonly item: ListItemView; readonly list: ListRowView }) {
  const say = useWords(listWords);
  const { token, requests } = useOffice();
  const row = requests.find(({ id }) => id === list.id);
  const isOut = item.problem?.code === 'list-item-left-out';
  if (!row || !waitsForSeal(row, token) || (item.state !== 'ready' && !isOut)) return null;
  const change = (): void =>
    void call('list.leaveOut', { id: list.id, items: [item.id], isLeftOut: !isOut }).catch(() => undefined);
  return (
    <Button size="small" type="text" onClick={change}>
      {say(isOut ? 'takeIn' : 'leaveOut')}
    </Button>
  );
}
