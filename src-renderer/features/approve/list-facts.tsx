/** What a list comes to: sums for each counterparty and currency, what is to be known of its files, the path. */
import { Table } from 'antd';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import type { ListRowView, ListView } from '../../../src-main/contract/list-calls.ts';
import { itemStateNames, itemStates, sealingWarnings } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { useFormat } from '../../i18n/format.ts';
import { listWords } from '../../i18n/list-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useJob } from '../../ui/use-job.ts';
import { PathPanel } from './path-panel.tsx';

export interface ListFactsProps {
  readonly list: ListRowView;
  /** Null until it has come. */
  readonly whole: ListView | null;
}

export function ListFacts({ list, whole }: ListFactsProps) {
  const say = useWords(listWords);
  return (
    <div className="request-facts" tabIndex={0} role="region" aria-label={say('facts')}>
      <section className="panel">
        <h2 className="section-title">{say('totals')}</h2>
        {whole && <Totals whole={whole} />}
      </section>
      <section className="panel">
        <h2 className="section-title">{say('facts')}</h2>
        <Facts list={list} />
        {isOpen(list) && <Warnings list={list} />}
      </section>
      <PathPanel list={list} />
    </div>
  );
}

function isOpen({ state }: ListRowView): boolean {
  return state === 'in-approval' || state === 'ready' || state === 'partly-used';
}

/** One line for each counterparty, and the sums of all at the end. */
function Totals({ whole }: { readonly whole: ListView }) {
  const say = useWords(listWords);
  const { money } = useFormat();
  const { list } = useVocabulary();
  const sums = (totals: ListView['totals']): string =>
    list(totals.map(({ amount, currency }) => money(amount, currency))) || '—';
  const columns = [
    {
      title: say('counterparty'),
      key: 'counterparty',
      render: (_: unknown, { counterparty }: ListView['byCounterparty'][number]) =>
        counterparty ?? say('noParty'),
    },
    { title: say('copies'), dataIndex: 'count', width: 64, align: 'right' as const },
    {
      title: say('amount'),
      key: 'amount',
      width: 180,
      align: 'right' as const,
      render: (_: unknown, { totals }: ListView['byCounterparty'][number]) => sums(totals),
    },
  ];
  return (
    <>
      <Table
        size="small"
        rowKey={({ counterparty }) => counterparty ?? ''}
        dataSource={[...whole.byCounterparty]}
        columns={columns}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      />
      <p className="list-sum">
        <b>{say('all')}</b>
        <span>{say('files', { count: whole.count - whole.leftOut })}</span>
        <b>{sums(whole.totals)}</b>
        {whole.leftOut > 0 && <span>{say('withoutThese', { count: whole.leftOut })}</span>}
        {whole.withoutAmount > 0 && <span>{say('noAmount', { count: whole.withoutAmount })}</span>}
      </p>
    </>
  );
}

function Facts({ list }: { readonly list: ListRowView }) {
  const say = useWords(listWords);
  const { sealKind, matter, list: listed } = useVocabulary();
  const { time } = useFormat();
  const { language } = usePreferences();
  const counts = itemStates
    .filter((state) => list.counts[state] > 0)
    .map((state) => say('counts', { state: itemStateNames[state][language], count: list.counts[state] }));
  const facts = [
    [say('state'), listed(counts)],
    [say('seal'), sealKind(list.seal.typeCode)],
    [say('matter'), matter(list.matter)],
    [say('applicant'), list.applicant],
    [say('until'), time(list.validUntil)],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="list-fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Taken anew from the very files, and not what the applicant was told. */
function Warnings({ list: { id } }: { readonly list: ListRowView }) {
  const say = useWords(listWords);
  const { language } = usePreferences();
  const { state, run } = useJob();
  const [found, setFound] = useState<CallOutput<'list.warnings'> | null>(null);
  useEffect(() => {
    let isGone = false;
    run((job) => call('list.warnings', { id, job })).then(
      (warnings) => !isGone && setFound(warnings),
      () => undefined,
    );
    return () => void (isGone = true);
  }, [id, run]);
  if (!found) {
    return <p className="secondary">{state && say('checking', { done: state.done, total: state.total })}</p>;
  }
  if (found.length === 0) return <p className="secondary">{say('noWarning')}</p>;
  return (
    <ul className="list-warnings">
      {found.map(({ code, count }) => (
        <li key={code}>{say('warning', { count, text: sealingWarnings[code][language] })}</li>
      ))}
    </ul>
  );
}
