/** A new delegation: to one of the deputies whom the policy names for the holder of the UKey in use. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { DelegationsView, NewDelegation } from '../../../src-main/contract/delegation-calls.ts';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { matters as allMatters, type Matter } from '../../../src-main/contract/words.ts';
import { delegationWords } from '../../i18n/delegation-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { DayField } from '../../ui/day-field.tsx';

interface FormProps {
  readonly view: DelegationsView;
  readonly holder: TokenView['holder'];
  readonly busy: boolean;
  readonly onGrant: (wanted: NewDelegation) => void;
}

const nothing = {
  deputyId: '',
  esIds: [] as string[],
  matters: [] as Matter[],
  max: '',
  from: '',
  until: '',
};

export function DelegationForm({ view, holder, busy, onGrant }: FormProps) {
  const say = useWords(delegationWords);
  const { sealKind, matter } = useVocabulary();
  const { day } = useFormat();
  const chosenDay = (text: string): string => day(`${text}T00:00:00+08:00`);
  const [form, setForm] = useState(nothing);
  const deputies = view.grantors.find(({ id }) => id === holder?.id)?.deputies ?? [];
  const set = (part: Partial<typeof nothing>): void => setForm((before) => ({ ...before, ...part }));
  const { deputyId, esIds, matters, max, from, until } = form;
  const isWhole = deputyId !== '' && esIds.length > 0 && matters.length > 0 && from !== '' && until !== '';
  if (holder === null || deputies.length === 0)
    return (
      <section className="panel">
        <h2 className="section-title">{say('grant')}</h2>
        <p role="status">{holder === null ? say('noToken') : say('noDeputies', { name: holder.name })}</p>
      </section>
    );
  return (
    <section className="panel">
      <h2 className="section-title">{say('grant')}</h2>
      <p className="secondary settings-hint">{say('grantor', { name: holder.name })}</p>
      <div className="bounds">
        <label>
          {say('deputy')}
          <Select
            value={deputyId === '' ? null : deputyId}
            options={deputies.map(({ id, name }) => ({ value: id, label: name }))}
            aria-label={say('deputy')}
            onChange={(chosen: string) => set({ deputyId: chosen })}
          />
        </label>
        <label>
          {say('seals')}
          <Select
            mode="multiple"
            value={esIds}
            showSearch={false}
            options={view.seals.map(({ esId, typeCode }) => ({ value: esId, label: sealKind(typeCode) }))}
            aria-label={say('seals')}
            onChange={(chosen: string[]) => set({ esIds: chosen })}
          />
        </label>
        <label>
          {say('matters')}
          <Select
            mode="multiple"
            value={matters}
            showSearch={false}
            options={allMatters.map((value) => ({ value, label: matter(value) }))}
            aria-label={say('matters')}
            onChange={(chosen: Matter[]) => set({ matters: chosen })}
          />
        </label>
        <label>
          {say('max')}
          <Input value={max} maxLength={40} onChange={({ target }) => set({ max: target.value })} />
        </label>
        <label>
          {say('from')}
          <DayField name={say('from')} onDay={(from = '') => set({ from })} />
        </label>
        <label>
          {say('until')}
          <DayField name={say('until')} onDay={(until = '') => set({ until })} />
        </label>
      </div>
      <div className="settings-actions">
        <Button
          type="primary"
          loading={busy}
          disabled={!isWhole}
          onClick={() =>
            onGrant({
              deputyId,
              esIds,
              matters,
              maxAmount: max.trim() === '' ? null : max.trim(),
              from,
              until,
            })
          }
        >
          {say('sign')}
        </Button>
        <span className="secondary">
          {isWhole ? say('days', { from: chosenDay(from), until: chosenDay(until) }) : say('incomplete')}
        </span>
      </div>
    </section>
  );
}
