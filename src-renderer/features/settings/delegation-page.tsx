/** 授权委托: who stands in for whom, until when; granted, accepted and ended with the UKey that is in use. */
import { Button, Input, Modal, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { DelegationsView, DelegationView } from '../../../src-main/contract/delegation-calls.ts';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { delegationStateNames } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { delegationWords } from '../../i18n/delegation-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { DelegationForm } from './delegation-form.tsx';

export function DelegationPage() {
  const say = useWords(delegationWords);
  const { token } = useOffice();
  const { busy, error, run } = useWork();
  const [view, setView] = useState<DelegationsView | null>(null);
  useEffect(() => run(() => call('delegation.list', {}), setView), [run]);
  const label = token?.label ?? null;
  const holder = token?.holder ?? null;
  return (
    <>
      <section className="panel delegations">
        <h2 className="section-title">{say('title')}</h2>
        <p className="secondary settings-hint">{say('lead')}</p>
        {view && (
          <DelegationTable
            delegations={view.delegations}
            holder={holder}
            busy={busy}
            onAccept={(sm3) =>
              label !== null && run(() => call('delegation.accept', { token: label, sm3 }), setView)
            }
            onEnd={(sm3, reason) =>
              label !== null && run(() => call('delegation.end', { token: label, sm3, reason }), setView)
            }
          />
        )}
        <ErrorNotice error={error} />
      </section>
      {view && (
        <DelegationForm
          view={view}
          holder={holder}
          busy={busy}
          onGrant={(wanted) =>
            label !== null && run(() => call('delegation.grant', { ...wanted, token: label }), setView)
          }
        />
      )}
    </>
  );
}

interface TableProps {
  readonly delegations: readonly DelegationView[];
  readonly holder: Holder | null;
  readonly busy: boolean;
  readonly onAccept: (sm3: string) => void;
  readonly onEnd: (sm3: string, reason: string) => void;
}

type Holder = NonNullable<TokenView['holder']>;

const runs: ReadonlySet<DelegationView['state']> = new Set(['offered', 'coming', 'live']);

function DelegationTable({ delegations, holder, busy, onAccept, onEnd }: TableProps) {
  const say = useWords(delegationWords);
  const { language } = usePreferences();
  const { day } = useFormat();
  const [ending, setEnding] = useState<DelegationView | null>(null);
  const [reason, setReason] = useState('');
  const columns = [
    {
      title: say('who'),
      className: 'delegation-who',
      render: (_: unknown, { deputy, grantor }: DelegationView) => (
        <b>{say('forWhom', { deputy, grantor })}</b>
      ),
    },
    { title: say('scope'), render: (_: unknown, each: DelegationView) => <Scope delegation={each} /> },
    {
      title: say('time'),
      render: (_: unknown, { from, until }: DelegationView) =>
        say('days', { from: day(from), until: day(until) }),
    },
    {
      title: say('state'),
      render: (_: unknown, { state }: DelegationView) => delegationStateNames[state][language],
    },
    {
      title: '',
      width: 150,
      render: (_: unknown, each: DelegationView) => (
        <>
          {holder !== null && isOffered(each, holder) && (
            <Button type="primary" disabled={busy} onClick={() => onAccept(each.sm3)}>
              {say('accept')}
            </Button>
          )}
          {holder !== null && mayEnd(each, holder) && (
            <Button type="text" disabled={busy} onClick={() => setEnding(each)}>
              {say(isOffered(each, holder) ? 'decline' : 'end')}
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <Table
        size="small"
        rowKey="sm3"
        columns={columns}
        dataSource={[...delegations]}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: say('none') }}
      />
      <Modal
        open={ending !== null}
        title={say('endQuestion', { deputy: ending?.deputy ?? '', grantor: ending?.grantor ?? '' })}
        okText={say('end')}
        cancelText={say('keep')}
        okButtonProps={{ disabled: reason.trim() === '' }}
        onCancel={() => setEnding(null)}
        onOk={() => {
          if (ending !== null) onEnd(ending.sm3, reason.trim());
          setEnding(null);
          setReason('');
        }}
      >
        <p className="secondary settings-hint">{say('endHint')}</p>
        <label>
          {say('reason')}
          <Input value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
        </label>
      </Modal>
    </>
  );
}

/** It is this person's to accept, or not. */
function isOffered({ state, deputyId }: DelegationView, { id }: Holder): boolean {
  return state === 'offered' && deputyId === id;
}

/** As the office is asked: the two of them, and the legal representative. */
function mayEnd({ state, grantorId, deputyId }: DelegationView, { id, roles }: Holder): boolean {
  return runs.has(state) && (id === grantorId || id === deputyId || roles.includes('legal'));
}

function Scope({
  delegation: { seals, matters, maxAmount, currency },
}: {
  readonly delegation: DelegationView;
}) {
  const say = useWords(delegationWords);
  const { sealKind, matter, list } = useVocabulary();
  const { money } = useFormat();
  const kinds = seals.flatMap((each) => (each === null ? [] : [sealKind(each)]));
  const limit =
    maxAmount === null ? say('noLimit') : say('limit', { amount: money(maxAmount, currency ?? 'CNY') });
  return (
    <>
      {list(kinds)} · {list(matters.map(matter))} · {limit}
    </>
  );
}
