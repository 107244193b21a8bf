/** Points in time as statements carry them: `2026-11-23T08:30:00Z`, whole seconds, UTC, one spelling only. */
import { BianyinError } from './errors/bianyin-error.ts';

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** The text of a time; parts of a second are cut off. */
export function instantText(time: Date): string {
  return time.toISOString().slice(0, 19) + 'Z';
}

/** Whether the text is a time of the calendar in the one spelling. */
export function isInstant(text: string): boolean {
  const time = new Date(text);
  return instantPattern.test(text) && !Number.isNaN(time.getTime()) && instantText(time) === text;
}

/** Errors: `instant-malformed`. */
export function parseInstant(text: string): Date {
  if (!isInstant(text)) throw new BianyinError('instant-malformed', { text: text.slice(0, 40) });
  return new Date(text);
}

/** `yyyyMMdd` in China (UTC+8, no daylight saving): the day in a register number. */
export function chinaDay(time: Date): string {
  return inChina(time).slice(0, 10).replaceAll('-', '');
}

/** When a day (`2026-11-24`) begins in China, and when the next one does. */
export function startOfChinaDay(day: string): string {
  return instantText(new Date(`${day}T00:00:00+08:00`));
}

export function endOfChinaDay(day: string): string {
  return instantText(new Date(new Date(`${day}T00:00:00+08:00`).getTime() + 24 * 3_600_000));
}

const englishMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A day for people, in China: `2026年11月24日`, or `24 Nov 2026` in English, as the window writes it. */
export function chinaDayText(time: Date, language: 'zh' | 'en'): string {
  const [year = '', month = '', day = ''] = inChina(time).slice(0, 10).split('-');
  if (language === 'en') return `${Number(day)} ${englishMonths[Number(month) - 1] ?? month} ${year}`;
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** A time for people, in China: `2026年11月24日 05:06:30`, or `24 Nov 2026, 05:06:30 UTC+8` in English. */
export function chinaTimeText(time: Date, language: 'zh' | 'en'): string {
  const clock = inChina(time).slice(11, 19);
  const day = chinaDayText(time, language);
  return language === 'en' ? `${day}, ${clock} UTC+8` : `${day} ${clock}`;
}

/** The wall clock there, UTC+8, no daylight saving. */
function inChina(time: Date): string {
  return new Date(time.getTime() + 8 * 3_600_000).toISOString();
}
