/** 审批: all requests as a table, those that wait for this person marked. */
import { Table } from 'antd';
import { useState, type Key } from 'react';
import { approveWords } from '../../i18n/approve-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { ApproveBatch } from './approve-batch.tsx';
import { SealBatch } from './seal-batch.tsx';
import type { OfficeRequest } from '../../state/list-rows.ts';
import { useOffice } from '../../state/office.tsx';
import { waitsForMe } from '../../state/request-lists.ts';
import { useLooked } from '../../state/use-looked.ts';
import { waitsForApproval, waitsForSeal } from '../../state/waiting.ts';
import { ListFilter } from './list-filter.tsx';
import { leastWidth } from '../../ui/least-width.ts';
import { useAge, useRequestFilter } from './use-request-filter.ts';

/** Of the column of boxes, CSS pixels. */
const TICKS = 32;

export function ApproveScreen({ onRequest }: { readonly onRequest: (id: string) => void }) {
  const say = useWords(approveWords);
  const { sealKind, requestStanding, fileName, list } = useVocabulary();
  const { time, money } = useFormat();
  const { language } = usePreferences();
  const { requests, token, problems } = useOffice();
  const isMine = (request: OfficeRequest): boolean => waitsForMe(request, token);
  const { shown, ...filter } = useRequestFilter(requests, token);
  const age = useAge();
  const [picked, setPicked] = useState<readonly string[]>([]);
  // A list has a screen of its own, with a folder for its files.
  const toSeal = requests.filter((request) => request.list === null && waitsForSeal(request, token));
  const toApprove = requests.filter((each) => waitsForApproval(each, token));
  const looked = useLooked();
  const seen = toApprove.filter(({ id }) => looked.has(id));
  const isPicked = ({ id }: OfficeRequest): boolean => picked.includes(id);
  const mayPick = (request: OfficeRequest): boolean => toSeal.includes(request) || seen.includes(request);
  const selection = {
    selectedRowKeys: [...toSeal, ...seen].filter(isPicked).map(({ id }) => id),
    onChange: (keys: Key[]) => setPicked(keys.map(String)),
    // The library has no Chinese name for it.
    getTitleCheckboxProps: () => ({ 'aria-label': say('pickAll') }),
    getCheckboxProps: (request: OfficeRequest) => ({
      disabled: !mayPick(request),
      ...(toApprove.includes(request) && !mayPick(request) ? { title: say('lookFirst') } : {}),
      'aria-label': say('pick', { reason: request.reason }),
    }),
  };
  const columns = [
    {
      title: say('reason'),
      key: 'reason',
      render: (_: unknown, request: OfficeRequest) => (
        <button type="button" className="link" onClick={() => onRequest(request.id)}>
          {request.reason}
        </button>
      ),
    },
    {
      title: say('sealColumn'),
      key: 'seal',
      // No name of a seal is cut: “representative’s” is one word.
      width: language === 'zh' ? 112 : 136,
      render: (_: unknown, { seal, list: group }: OfficeRequest) =>
        list((group?.set?.seals ?? [seal]).map(({ typeCode }) => sealKind(typeCode))),
    },
    {
      title: say('file'),
      key: 'file',
      width: 160,
      render: (_: unknown, each: OfficeRequest) => (
        <span className="two-lines" title={fileName(each)}>
          {fileName(each)}
        </span>
      ),
    },
    {
      title: say('counterparty'),
      key: 'counterparty',
      width: 144,
      render: (_: unknown, { counterparty }: OfficeRequest) => counterparty ?? '—',
    },
    {
      title: say('amount'),
      key: 'amount',
      width: 128,
      align: 'right' as const,
      render: (_: unknown, { amount, currency }: OfficeRequest) =>
        amount === null ? '—' : money(amount, currency ?? ''),
    },
    { title: say('applicant'), dataIndex: 'applicant', width: 96 },
    {
      title: say('age'),
      key: 'age',
      width: 88,
      render: (_: unknown, each: OfficeRequest) => <span title={time(each.time)}>{age(each.time)}</span>,
    },
    {
      title: say('state'),
      key: 'state',
      width: 128,
      render: (_: unknown, each: OfficeRequest) =>
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
        {...(toSeal.length > 0 || toApprove.length > 1 ? { rowSelection: selection } : {})}
        scroll={{ x: leastWidth(columns, TICKS) }}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{
          emptyText: <p className="secondary table-empty">{say(emptyWords)}</p>,
        }}
      />
      <ApproveBatch
        chosen={seen.filter(isPicked)}
        waiting={toApprove.length}
        looked={seen.length}
        onDone={setPicked}
      />
      <SealBatch chosen={toSeal.filter(isPicked)} waiting={toSeal.length} onDone={setPicked} />
    </div>
  );
}
