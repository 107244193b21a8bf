/** The component library's own words in both languages; the year and month of a calendar are named by what they show. */
import type { Locale } from 'antd/es/locale';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import type { Language } from './preferences.tsx';

/** The library leaves these to a calendar of its own, which speaks English. */
const chineseCalendar = {
  shortWeekDays: ['日', '一', '二', '三', '四', '五', '六'],
  shortMonths: Array.from({ length: 12 }, (_, month) => `${month + 1}月`),
};

export const componentLocale: Readonly<Record<Language, Locale>> = {
  zh: withCalendar(zhCN, chineseCalendar),
  en: withCalendar(enUS, {}),
};

/** Another name than what is shown (“选择年份” on “2026年”) cannot be spoken to a program that listens. */
function withCalendar(locale: Locale, words: Partial<typeof chineseCalendar>): Locale {
  const { DatePicker: picker } = locale;
  if (!picker) return locale;
  const lang = { ...picker.lang, ...words, yearSelect: '', monthSelect: '' };
  return { ...locale, DatePicker: { ...picker, lang } };
}
