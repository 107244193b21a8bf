/** One end of the days that a filter of the register lets through. */
import { DatePicker } from 'antd';
import { journalWords } from '../../i18n/journal-words.ts';
import { useWords } from '../../i18n/words.ts';

interface DayFieldProps {
  readonly end: 'from' | 'to';
  /** `2026-12-01`; undefined: any day. */
  readonly onDay: (day: string | undefined) => void;
}

export function DayField({ end, onDay }: DayFieldProps) {
  const say = useWords(journalWords);
  return (
    <DatePicker
      aria-label={say(end)}
      placeholder={say('anyDay')}
      className="journal-day"
      format="YYYY-MM-DD"
      onChange={(_, text) => onDay(typeof text === 'string' ? text : undefined)}
    />
  );
}
