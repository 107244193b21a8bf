/** ③ What for: purpose, matter, counterparty, amount in figures and capitals, uses, resolutions. */
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { capitalAmount, matters } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { DeskProps } from './desk-props.ts';
import { exactAmount, matterOf } from './draft.ts';

export function FactsStep(props: DeskProps) {
  const { draft, change } = props;
  const say = useWords(sealWords);
  const { matter } = useVocabulary();
  return (
    <div className="facts-step">
      <label>
        {say('reason')}
        <Input
          // Whoever opens this step is about to write.
          autoFocus
          value={draft.reason}
          maxLength={200}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </label>
      <label>
        {say('matter')}
        <Select
          value={matterOf(draft)}
          options={matters.map((each) => ({ value: each, label: matter(each) }))}
          onChange={(chosen) => change({ matter: chosen })}
        />
      </label>
      <label>
        {say('counterparty')}
        <Input
          value={draft.counterparty}
          maxLength={120}
          onChange={(event) => change({ counterparty: event.target.value })}
        />
      </label>
      <AmountField {...props} />
      <label>
        {say('uses')}
        <InputNumber
          min={1}
          max={1000}
          precision={0}
          value={draft.uses}
          onChange={(uses) => change({ uses: uses ?? 1 })}
        />
      </label>
      <Resolutions {...props} />
    </div>
  );
}

function AmountField({ draft, change }: DeskProps) {
  const say = useWords(sealWords);
  const amount = exactAmount(draft.amount);
  const note =
    amount === null ? say('amountNone') : amount === undefined ? say('amountWrong') : capitalAmount(amount);
  return (
    <label>
      {say('amount')}
      <Input
        inputMode="decimal"
        value={draft.amount}
        maxLength={40}
        status={amount === undefined ? 'warning' : ''}
        onChange={(event) => change({ amount: event.target.value })}
      />
      <span className={amount === undefined ? 'field-note' : 'secondary'}>{note}</span>
    </label>
  );
}

function Resolutions({ draft, change }: DeskProps) {
  const say = useWords(sealWords);
  const [error, setError] = useState<unknown>(null);
  const choose = async (): Promise<void> => {
    setError(null);
    try {
      const chosen = await call('document.choose', { multiple: true });
      change({ resolutions: [...draft.resolutions, ...chosen] });
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <div>
      {say('resolutions')}
      <ul className="resolutions">
        {draft.resolutions.map(({ id, name }) => (
          <li key={id}>
            {name}
            <Button
              size="small"
              onClick={() => change({ resolutions: draft.resolutions.filter((each) => each.id !== id) })}
            >
              {say('remove')}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorNotice error={error} />
      <Button size="small" onClick={() => void choose()}>
        {say('addResolution')}
      </Button>
    </div>
  );
}
