/** One list of requests: its files, what they come to, the path, and what this person may do with all of it under one PIN. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { ListItemView, ListRowView, ListView } from '../../../src-main/contract/list-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { listWords } from '../../i18n/list-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { OfficeRequest } from '../../state/list-rows.ts';
import type { ListAgain } from '../../state/handover.ts';
import { useOffice } from '../../state/office.tsx';
import { useSaid } from '../../state/said.tsx';
import { useLook } from '../../state/use-looked.ts';
import { waitsForApproval } from '../../state/waiting.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ListActions } from './list-actions.tsx';
import { ListFacts } from './list-facts.tsx';
import { ListFile } from './list-file.tsx';
import { ListItems } from './list-items.tsx';

export interface ListScreenProps {
  readonly id: string;
  readonly list: ListRowView;
  readonly row: OfficeRequest;
  readonly onBack: () => void;
  readonly onNext: (id: string) => void;
  /** Back to the preparation of lists with what of this one came to nothing. */
  readonly onListAgain: (given: ListAgain) => void;
}

export function ListScreen({ id, list, row, onBack, onNext, onListAgain }: ListScreenProps) {
  const say = useWords(listWords);
  const { whole, error } = useWhole(id, list);
  const [item, setItem] = useState<ListItemView | null>(null);
  const { token } = useOffice();
  const said = useSaid();
  const { refused } = said.of(id);
  useLook(id, whole === null ? null : `${whole.listSm3} ${whole.leftOut}`);
  const mayRefuse = waitsForApproval(row, token);
  const refuse = (number: number, isRefused: boolean): void => said.setRefused(id, number, isRefused);
  const look = async (number: number): Promise<void> => {
    const [found] = await call('list.items', { id, after: number - 1, limit: 1 });
    setItem(found ?? null);
  };
  return (
    <div className="request">
      <header className="request-head">
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} aria-label={say('back')} />
        <h1 className="page-title">{list.reason}</h1>
        <span className="secondary">
          {list.id} · {say('files', { count: list.count })}
        </span>
      </header>
      <ErrorNotice error={error} />
      <div className="list-body">
        <ListItems
          list={list}
          looked={item?.id ?? null}
          onLook={setItem}
          refusing={mayRefuse ? { refused, onRefuse: refuse } : null}
        />
        {item ? (
          <ListFile
            item={item}
            list={list}
            onStep={(by) => void look(item.number + by)}
            onOverview={() => setItem(null)}
          />
        ) : (
          <ListFacts list={list} whole={whole} />
        )}
      </div>
      <ListActions
        list={list}
        row={row}
        onNext={onNext}
        onListAgain={onListAgain}
        refused={mayRefuse ? refused : []}
      />
    </div>
  );
}

/** The sums by counterparty; asked anew when the list stands otherwise. */
function useWhole(id: string, list: ListRowView) {
  const [state, setState] = useState<{ whole: ListView | null; error: unknown }>({
    whole: null,
    error: null,
  });
  useEffect(() => {
    let isGone = false;
    call('list.show', { id }).then(
      (whole) => !isGone && setState({ whole, error: null }),
      (error: unknown) => !isGone && setState((before) => ({ ...before, error })),
    );
    return () => void (isGone = true);
  }, [id, list]);
  return state;
}
