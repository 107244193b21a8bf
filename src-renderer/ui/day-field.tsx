/** A day of the calendar, in the language of the window: the browser's own date box speaks that of the system instead. */
import { DatePicker } from 'antd';

interface DayFieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly className?: string;
  /** `2026-12-01`; undefined: none. */
  readonly onDay: (day: string | undefined) => void;
}

export function DayField({ name, hint = '', className, onDay }: DayFieldProps) {
  return (
    <DatePicker
      aria-label={name}
      placeholder={hint}
      {...(className === undefined ? {} : { className })}
      format="YYYY-MM-DD"
      onChange={(_, text) => onDay(typeof text === 'string' && text !== '' ? text : undefined)}
    />
  );
}
