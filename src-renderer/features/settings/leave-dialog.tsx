/** 离任: every place of somebody who leaves with who takes it, and every delegation and request with what becomes of it, before it is written. */
import { Modal, Select } from 'antd';
import type { LeavingView } from '../../../src-main/contract/hand-over-calls.ts';
import type { PolicyDraftView } from '../../../src-main/contract/office-views.ts';
import { callSentence } from '../../../src-main/contract/result.ts';
import { grantReasonText } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { handOverWords } from '../../i18n/hand-over-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { IssueList } from './issue-list.tsx';
import type { DraftProps } from './use-draft.ts';
import { useLeaving, type LeavingPlace, type LeavingWork } from './use-leaving.ts';

interface LeaveProps extends DraftProps {
  readonly person: PolicyDraftView['people'][number];
  readonly onClose: () => void;
}

export function LeaveDialog({ draft, work, person, onClose }: LeaveProps) {
  const say = useWords(handOverWords);
  const { language } = usePreferences();
  const leaving = useLeaving(person.id);
  const { look, busy } = leaving;
  const { name } = person;
  const mayGo = look?.refusal === null && !busy;
  return (
    <Modal
      open
      width={720}
      title={say('leaveTitle', { name })}
      okText={say('write')}
      cancelText={say('cancel')}
      okButtonProps={{ disabled: !mayGo, loading: work.busy }}
      onOk={() => work.run(() => call('draft.leave', leaving.leaving), onClose)}
      onCancel={onClose}
    >
      <div className="leave-parts">
        <p className="secondary settings-hint">{say('leaveLead', { name })}</p>
        {look && <Places look={look} draft={draft} leaving={leaving} />}
        {look?.refusal && (
          <p role="alert" className="leave-refusal">
            <VerdictShape level="UNSURE" size={16} /> {refusalText(look.refusal, language)}
          </p>
        )}
        {look && look.issues.length > 0 && <IssueList issues={look.issues} />}
        {look && <Delegations look={look} />}
        {look && <Requests look={look} />}
        <ErrorNotice error={leaving.error ?? work.error} />
      </div>
    </Modal>
  );
}

/** What stands in the way, without what an error says of a try: nobody has tried yet. */
function refusalText(refusal: NonNullable<LeavingView['refusal']>, language: 'zh' | 'en'): string {
  if (refusal.code !== 'hand-over-refused') return callSentence(refusal, language);
  const why = grantReasonText(refusal.detail, language);
  return language === 'zh' ? `${why}。` : `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}

interface PlacesProps {
  readonly look: LeavingView;
  readonly draft: PolicyDraftView;
  readonly leaving: LeavingWork;
}

function Places({ look, draft, leaving }: PlacesProps) {
  const say = useWords(handOverWords);
  const { role: roleName, sealKind, list } = useVocabulary();
  const others = draft.people.filter(({ id }) => id !== look.personId);
  // A keeper is whoever takes a seal; the role alone opens nothing.
  const roles = look.roles.filter((role) => role !== 'keeper');
  const rows: readonly { place: LeavingPlace; label: string; empty: string }[] = [
    ...roles.map((role) => ({
      place: { kind: 'role' as const, role },
      label: say('role', { role: roleName(role) }),
      empty: say('vacant'),
    })),
    ...look.seals.map(({ esId, typeCode, otherKeepers }) => ({
      place: { kind: 'seal' as const, esId },
      label: say('seal', { seal: sealKind(typeCode) }),
      empty:
        otherKeepers.length > 0 ? say('othersKeep', { people: list(otherKeepers) }) : say('chooseKeeper'),
    })),
    ...look.deputyOf.map(({ id, name }) => ({
      place: { kind: 'deputy' as const, grantorId: id },
      label: say('deputyOf', { name }),
      empty: say('vacant'),
    })),
  ];
  if (rows.length === 0) return <p>{say('nothing')}</p>;
  return (
    <section>
      <h3 className="section-title">{say('takes')}</h3>
      <div className="hand-over-fields">
        {rows.map(({ place, label, empty }) => (
          <label key={label}>
            {label}
            <Select
              allowClear
              value={leaving.takerOf(place)}
              placeholder={empty}
              options={others
                .filter(({ id }) => place.kind !== 'deputy' || id !== place.grantorId)
                .map(({ id, name }) => ({ value: id, label: name }))}
              aria-label={label}
              onChange={(chosen: string | undefined) => leaving.choose(place, chosen ?? null)}
            />
          </label>
        ))}
      </div>
    </section>
  );
}

function Delegations({ look: { delegations } }: { readonly look: LeavingView }) {
  const say = useWords(handOverWords);
  const { day } = useFormat();
  if (delegations.length === 0) return null;
  return (
    <section>
      <h3 className="section-title">{say('delegations')}</h3>
      <ul className="leave-list">
        {delegations.map(({ grantor, deputy, until }, i) => (
          <li key={i}>{say('delegation', { grantor, deputy, until: day(until) })}</li>
        ))}
      </ul>
    </section>
  );
}

function Requests({ look: { requests, refusal: unsettled } }: { readonly look: LeavingView }) {
  const say = useWords(handOverWords);
  const { language } = usePreferences();
  const { list } = useVocabulary();
  return (
    <section data-part="leaving-requests">
      <h3 className="section-title">{say('requests')}</h3>
      {requests.length === 0 && <p className="secondary">{say('noRequests')}</p>}
      <ul className="leave-list">
        {requests.map(({ id, fileName, part, refusal, waitsFor }) => (
          <li key={id}>
            <bdi>{fileName}</bdi> · {id} · {say(part)}
            <br />
            {refusal
              ? say('ends', { why: grantReasonText(refusal, language) })
              : say(unsettled ? 'unsettled' : 'goes', { people: list(waitsFor) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
