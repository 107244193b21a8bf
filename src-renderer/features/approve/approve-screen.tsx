/** 审批: all requests as a table, those that wait for this person marked. */
import { Table } from 'antd';
import { useState, type Key } from 'react';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { SealBatch } from './seal-batch.tsx';
import { useOffice } from '../../state/office.tsx';
import { waitsForMe } from '../../state/request-lists.ts';
import { waitsForSeal } from '../../state/waiting.ts';
import { ListFilter } from './list-filter.tsx';
import { useAge, useRequestFilter } from './use-request-filter.ts';

export function ApproveScreen({ onRequest }: { readonly onRequest: (id: string) => void }) {
  const say = useWords(approveWords);
  const { sealKind, requestStanding } = useVocabulary();
  const { time, money } = useFormat();
  const { requests, token, problems } = useOffice();
  const isMine = (request: RequestView): boolean => waitsForMe(request, token);
  const { shown, ...filter } = useRequestFilter(requests, token);
  const age = useAge();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const toSeal = requests.filter((request) => waitsForSeal(request, token));
  const chosen = toSeal.filter(({ id }) => picked.includes(id));
  const selection = {
    selectedRowKeys: chosen.map(({ id }) => id),
    onChange: (keys: Key[]) => setPicked(keys.map(String)),
    getCheckboxProps: (request: RequestView) => ({
      disabled: !waitsForSeal(request, token),
      'aria-label': say('pick', { reason: request.reason }),
    }),
  };
  const columns = [
    {
      title: say('reason'),
      key: 'reason',
      render: (_: unknown, request: RequestView) => (
        <button type="button" className="link" onClick={() => onRequest(request.id)}>
          {request.reason}
        </button>
      ),
    },
    {
      title: say('sealColumn'),
      key: 'seal',
      width: 136,
      render: (_: unknown, { seal }: RequestView) => sealKind(seal.typeCode),
    },
    { title: say('file'), key: 'file', render: (_: unknown, { document }: RequestView) => document.name },
    {
      title: say('counterparty'),
      key: 'counterparty',
      width: 144,
      render: (_: unknown, { counterparty }: RequestView) => counterparty ?? '—',
    },
    {
      title: say('amount'),
      key: 'amount',
      width: 128,
      align: 'right' as const,
      render: (_: unknown, { amount, currency }: RequestView) =>
        amount === null ? '—' : money(amount, currency ?? ''),
    },
    { title: say('applicant'), dataIndex: 'applicant', width: 96 },
    {
      title: say('age'),
      key: 'age',
      width: 88,
      render: (_: unknown, each: RequestView) => <span title={time(each.time)}>{age(each.time)}</span>,
    },
    {
      title: say('state'),
      key: 'state',
      width: 128,
      render: (_: unknown, each: RequestView) =>
        isMine(each) ? <b className="mine">{say('mine')}</b> : requestStanding(each),
    },
    { title: say('number'), dataIndex: 'id', width: 184 },
  ];
  const emptyWords = problems.requests ? 'unread' : requests.length > 0 ? 'noneShown' : 'none';
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      {requests.length > 0 && <ListFilter {...filter} />}
      <Table
        size="small"
        tableLayout="fixed"
        rowKey="id"
        dataSource={[...shown]}
        columns={columns}
        {...(toSeal.length > 0 ? { rowSelection: selection } : {})}
        scroll={{ x: 1120 }}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{
          emptyText: <p className="secondary table-empty">{say(emptyWords)}</p>,
        }}
      />
      <SealBatch chosen={chosen} waiting={toSeal.length} onDone={setPicked} />
    </div>
  );
}
