/** Numbers, lengths, times and money as Chinese offices write them (GB/T 15835: digits; dates with 年月日), and in English. */
import { usePreferences, type Language } from './preferences.tsx';

export interface Format {
  /** `2026年3月2日 14:05` · `2 Mar 2026, 14:05`, in China time. */
  readonly time: (iso: string) => string;
  /** `2026年3月2日` · `2 Mar 2026`. */
  readonly day: (iso: string) => string;
  /** `11-23 09:00`. */
  readonly shortTime: (iso: string) => string;
  /** `120.0 mm`. */
  readonly mm: (value: number) => string;
  /** `￥128,000.00` · `CNY 128,000.00`; the exact decimal string never becomes a floating number. */
  readonly money: (amount: string, currency: string) => string;
}

/** Seals are used under China time wherever the machine stands. */
const timeZone = 'Asia/Shanghai';

export function formatIn(language: Language): Format {
  return {
    time: (iso) => {
      const { year, month, day, hour, minute } = parts(iso);
      const clock = `${hour}:${minute}`;
      return language === 'zh'
        ? `${year}年${Number(month)}月${Number(day)}日 ${clock}`
        : `${englishDay(iso)}, ${clock}`;
    },
    day: (iso) => {
      const { year, month, day } = parts(iso);
      return language === 'zh' ? `${year}年${Number(month)}月${Number(day)}日` : englishDay(iso);
    },
    shortTime: (iso) => {
      const { month, day, hour, minute } = parts(iso);
      return `${month}-${day} ${hour}:${minute}`;
    },
    mm: (value) => `${value.toFixed(1)} mm`,
    money: (amount, currency) => {
      const sign = currency === 'CNY' && language === 'zh' ? '￥' : `${currency} `;
      return sign + grouped(amount);
    },
  };
}

export function useFormat(): Format {
  return formatIn(usePreferences().language);
}

function parts(iso: string): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const found = new Map(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  const part = (name: string): string => found.get(name as Intl.DateTimeFormatPartTypes) ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

function englishDay(iso: string): string {
  const format = { timeZone, day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(iso));
}

function grouped(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}
