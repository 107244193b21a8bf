/** The files of the list: as many rows as are in sight, with what was found of each. */
import { Button, Radio } from 'antd';
import { useCallback, useState } from 'react';
import type { BulkCheckView, BulkRowView, BulkView } from '../../../src-main/contract/bulk-calls.ts';
import { problemText } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { bulkWords } from '../../i18n/bulk-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { ManyRows, TwoLines, type Column } from '../../ui/many-rows.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { changeBulk, useBulkWork } from './bulk-work.ts';

export interface BulkRowsProps {
  readonly view: BulkView;
  readonly check: BulkCheckView | null;
}

type State = BulkRowView['state'];
const states: readonly State[] = ['refused', 'warning', 'ok', 'out'];

export function BulkRows({ view, check }: BulkRowsProps) {
  const say = useWords(bulkWords);
  const [state, setState] = useState<State | null>(null);
  const shown = state !== null && (check?.counts[state] ?? 0) > 0 ? state : null;
  const options = [
    { value: 'all', label: say('withCount', { word: say('all'), count: view.count }) },
    ...states
      .filter((each) => (check?.counts[each] ?? 0) > 0)
      .map((each) => ({
        value: each,
        label: say('withCount', { word: say(each), count: check?.counts[each] ?? 0 }),
      })),
  ];
  return (
    <section className="bulk-rows" aria-label={say('file')}>
      <Radio.Group
        optionType="button"
        size="small"
        options={options}
        value={shown ?? 'all'}
        onChange={({ target }) => setState(target.value === 'all' ? null : (target.value as State))}
      />
      <RowTable
        key={shown}
        view={view}
        check={check}
        state={shown}
        total={shown === null ? view.count : (check?.counts[shown] ?? 0)}
      />
    </section>
  );
}

interface TableProps extends BulkRowsProps {
  readonly state: State | null;
  readonly total: number;
}

function RowTable({ view, check, state, total }: TableProps) {
  const say = useWords(bulkWords);
  const { money } = useFormat();
  const { row: looked } = useBulkWork();
  const load = useCallback(
    async (from: number, count: number) => {
      // A new check makes new rows.
      void check;
      const wanted = { bulk: view.bulk, from, count, ...(state === null ? {} : { state }) };
      return (await call('bulk.rows', wanted)).rows;
    },
    [view.bulk, check, state],
  );
  const columns: readonly Column<BulkRowView>[] = [
    { title: say('row'), key: 'at', width: 48, render: ({ at: number }) => number },
    {
      title: say('file'),
      key: 'file',
      render: (row) => (
        <button type="button" className="link bulk-file" onClick={() => changeBulk({ row: row.index })}>
          {row.name}
        </button>
      ),
    },
    {
      title: say('counterparty'),
      key: 'counterparty',
      width: 140,
      render: (row) => <TwoLines first={row.counterparty ?? '—'} second={row.number} />,
    },
    {
      title: say('amount'),
      key: 'amount',
      width: 112,
      align: 'right',
      render: ({ amount, currency }) => (amount === null ? '—' : money(amount, currency ?? 'CNY')),
    },
    { title: say('result'), key: 'result', width: 190, render: (row) => <Result row={row} /> },
    { key: 'out', width: 88, render: (row) => <OutButton view={view} row={row} /> },
  ];
  return <ManyRows count={total} load={load} columns={columns} isLooked={({ index }) => index === looked} />;
}

const shapes = { ok: 'PASS', warning: 'UNSURE', refused: 'FAIL', out: 'NONE' } as const;

/** The first thing that is to be known; all of them when one looks at the file. */
function Result({ row: { state, problems } }: { readonly row: BulkRowView }) {
  const say = useWords(bulkWords);
  const { language } = usePreferences();
  const worst = problems.find(({ level }) => level === 'refused') ?? problems[0];
  const text = worst && state !== 'out' ? problemText(worst, language) : '';
  return (
    <span className="bulk-result" title={text} data-state={state}>
      <VerdictShape level={shapes[state]} size={18} />
      <span>
        {text === ''
          ? say(state)
          : problems.length > 1
            ? say('more', { text, count: problems.length })
            : text}
      </span>
    </span>
  );
}

function OutButton({ view, row }: { readonly view: BulkView; readonly row: BulkRowView }) {
  const say = useWords(bulkWords);
  const isOut = row.state === 'out';
  const leave = async (): Promise<void> => {
    const wanted = { bulk: view.bulk, indexes: [row.index], isLeftOut: !isOut };
    changeBulk({ check: await call('bulk.leaveOut', wanted) });
  };
  return (
    <Button
      size="small"
      onClick={() => void leave()}
      aria-label={`${say(isOut ? 'takeIn' : 'takeOut')} ${row.name}`}
    >
      {say(isOut ? 'takeIn' : 'takeOut')}
    </Button>
  );
}
