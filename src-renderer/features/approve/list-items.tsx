/** The files of a list: as many rows as are in sight, each with its state and a way to the file itself. */
import { Button, Checkbox } from 'antd';
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
import { ManyRows, TwoLines, type Column } from '../../ui/many-rows.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export interface ListItemsProps {
  readonly list: ListRowView;
  /** Number of the file that is looked at. */
  readonly looked: string | null;
  readonly onLook: (item: ListItemView) => void;
  /** Whoever approves the list can leave files out of it; null for everybody else. */
  readonly refusing: {
    readonly refused: readonly number[];
    readonly onRefuse: (number: number, isRefused: boolean) => void;
  } | null;
}

export function ListItems({ list, looked, onLook, refusing }: ListItemsProps) {
  const say = useWords(listWords);
  const { money } = useFormat();
  const load = useCallback(
    (after: number, limit: number) => call('list.items', { id: list.id, after, limit }),
    [list],
  );
  const isNarrow = useNarrow();
  const party: Column<ListItemView> = {
    title: say('counterparty'),
    key: 'counterparty',
    width: 160,
    render: ({ counterparty, reference }) => <TwoLines first={counterparty ?? '—'} second={reference} />,
  };
  const columns: readonly Column<ListItemView>[] = [
    { title: say('number'), key: 'number', width: 56, render: ({ number }) => number },
    {
      title: say('file'),
      key: 'file',
      render: (item) => (
        <>
          <button type="button" className="link list-file" onClick={() => onLook(item)}>
            {item.document.name}
          </button>
          {isNarrow && <TwoLines first={item.counterparty ?? '—'} second={item.reference} />}
        </>
      ),
    },
    // No table moves sideways then: its head and its rows would each stand elsewhere.
    ...(isNarrow ? [] : [party]),
    {
      title: say('amount'),
      key: 'amount',
      width: 120,
      align: 'right',
      render: ({ amount, currency }) => (amount === null ? '—' : money(amount, currency ?? 'CNY')),
    },
    {
      title: say('state'),
      key: 'state',
      width: refusing ? 112 : 150,
      render: (item) => <ItemState item={item} list={list} />,
    },
  ];
  const refusal: Column<ListItemView> = {
    title: say('disagree'),
    key: 'disagree',
    width: 72,
    render: ({ number, state }) => (
      <Checkbox
        aria-label={say('disagreeWith', { number })}
        disabled={state !== 'in-approval' && refusing?.refused.includes(number) !== true}
        checked={refusing?.refused.includes(number) ?? false}
        onChange={({ target }) => refusing?.onRefuse(number, target.checked)}
      />
    ),
  };
  return (
    <ManyRows
      count={list.count}
      load={load}
      columns={refusing ? [...columns, refusal] : columns}
      isLooked={({ id }) => id === looked}
    />
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
    <Button size="small" onClick={change}>
      {say(isOut ? 'takeIn' : 'leaveOut')}
    </Button>
  );
}
