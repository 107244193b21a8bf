/** The filter of the uses: days, seal, result, matter, person, counterparty, words. */
import { Input, Select } from 'antd';
import type { UseFilter } from '../../../src-main/contract/use-filter.ts';
import { matters, sealTypeCodes, useStateNames, useStates } from '../../../src-main/contract/words.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { DayField } from '../../ui/day-field.tsx';

interface UseFilterBarProps {
  readonly filter: UseFilter;
  readonly onChange: (filter: UseFilter) => void;
  readonly count: number;
  readonly total: number;
}

type Key = keyof UseFilter;

export function UseFilterBar({ filter, onChange, count, total }: UseFilterBarProps) {
  const say = useWords(journalWords);
  const { language } = usePreferences();
  const { sealKind, matter: matterName } = useVocabulary();
  const set = (key: Key, value: string | undefined): void => {
    const others = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== key));
    onChange(value === undefined || value.trim() === '' ? others : { ...others, [key]: value });
  };
  const choice = (
    key: 'seal' | 'state' | 'matter',
    hint: 'anySeal' | 'anyState' | 'anyMatter',
    options: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <Select
      aria-label={say(key)}
      className="journal-event"
      allowClear
      placeholder={say(hint)}
      options={[...options]}
      onChange={(value: string | undefined) => set(key, value)}
    />
  );
  const words = (
    key: 'person' | 'counterparty' | 'text',
    label: 'person' | 'counterparty' | 'anywhere',
    hint: 'personHint' | 'partyHint' | 'filterHint',
  ) => (
    <label className="journal-words">
      <span>{say(label)}</span>
      <Input
        className="journal-part"
        allowClear
        maxLength={100}
        placeholder={say(hint)}
        aria-label={say(label)}
        onChange={({ target }) => set(key, target.value)}
      />
    </label>
  );
  return (
    <div className="journal-filter" role="search">
      <span>{say('readFrom')}</span>
      <DayField
        name={say('from')}
        hint={say('anyDay')}
        className="journal-day"
        onDay={(day) => set('from', day)}
      />
      <span>{say('readTo')}</span>
      <DayField
        name={say('to')}
        hint={say('anyDay')}
        className="journal-day"
        onDay={(day) => set('to', day)}
      />
      {choice(
        'seal',
        'anySeal',
        sealTypeCodes.map((value) => ({ value, label: sealKind(value) })),
      )}
      {choice(
        'state',
        'anyState',
        useStates.map((value) => ({ value, label: useStateNames[value][language] })),
      )}
      {choice(
        'matter',
        'anyMatter',
        matters.map((value) => ({ value, label: matterName(value) })),
      )}
      {words('person', 'person', 'personHint')}
      {words('counterparty', 'counterparty', 'partyHint')}
      {words('text', 'anywhere', 'filterHint')}
      <span className="secondary journal-count" role="status">
        {say('shown', { count, total })}
      </span>
    </div>
  );
}
