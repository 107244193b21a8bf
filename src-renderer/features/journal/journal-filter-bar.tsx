/** The filter of the register, read as a sentence: 从…到…，…（事项），…（印章），含有…的记录. */
import { Input, Select } from 'antd';
import type { JournalFilter } from '../../../src-main/contract/journal-filter.ts';
import { sealTypeCodes } from '../../../src-main/contract/words.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { DayField } from '../../ui/day-field.tsx';

export interface FilterBarProps {
  readonly filter: JournalFilter;
  readonly events: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (filter: JournalFilter) => void;
  readonly count: number;
  readonly total: number;
}

export function JournalFilterBar({ filter, events, onChange, count, total }: FilterBarProps) {
  const say = useWords(journalWords);
  const { sealKind } = useVocabulary();
  const set = (part: { readonly [K in keyof JournalFilter]: JournalFilter[K] | undefined }): void =>
    onChange(withoutEmpty({ ...filter, ...part }));
  return (
    <div className="journal-filter" role="search">
      <span>{say('readFrom')}</span>
      <DayField
        name={say('from')}
        hint={say('anyDay')}
        className="journal-day"
        onDay={(from) => set({ from })}
      />
      <span>{say('readTo')}</span>
      <DayField name={say('to')} hint={say('anyDay')} className="journal-day" onDay={(to) => set({ to })} />
      <Select
        aria-label={say('event')}
        className="journal-event"
        allowClear
        placeholder={say('anyEvent')}
        options={[...events]}
        onChange={(event: string | undefined) => set({ event })}
      />
      <Select
        aria-label={say('seal')}
        className="journal-event"
        allowClear
        placeholder={say('anySeal')}
        options={sealTypeCodes.map((value) => ({ value, label: sealKind(value) }))}
        onChange={(seal: string | undefined) => set({ seal })}
      />
      <span>{say('readText')}</span>
      <Input
        aria-label={say('readText')}
        className="journal-text"
        allowClear
        maxLength={100}
        placeholder={say('filterHint')}
        onChange={({ target }) => set({ text: target.value })}
      />
      <span>{say('readEnd')}</span>
      <span className="secondary journal-count" role="status">
        {say('shown', { count, total })}
      </span>
    </div>
  );
}

function withoutEmpty(filter: {
  readonly [K in keyof JournalFilter]: JournalFilter[K] | undefined;
}): JournalFilter {
  const filled = Object.entries(filter).filter(([, value]) => value !== undefined && value.trim() !== '');
  return Object.fromEntries(filled);
}
