/** Whether a file will have a time stamp, as the terminal says it: on stderr before a PIN is asked for. */
import type { Language } from '../domain/errors/sentence.ts';
import { timeStampOutlookNames, type TimeStampOutlook } from '../domain/time-stamp.ts';
import { warn } from './terminal.ts';

/** Nothing is said where all is as it should be. */
export function sayTimeStamp(outlook: TimeStampOutlook, language: Language): void {
  const head = { zh: '  时间戳　', en: '  Time stamp: ' }[language];
  if (outlook !== 'ready') warn(`${head}${timeStampOutlookNames[outlook][language]}`);
}
