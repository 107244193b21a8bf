/** One verdict in one line of a terminal: shape, word, name, sentence. */
import type { Language } from '../../domain/errors/sentence.ts';
import { safeText } from '../../report/safe-text.ts';
import type { FileResult } from '../../report/result-table.ts';

const levels: Readonly<
  Record<FileResult['level'], { readonly shape: string; readonly zh: string; readonly en: string }>
> = {
  PASS: { shape: '●', zh: '通过', en: 'Good' },
  UNSURE: { shape: '▲', zh: '无法确认', en: 'Unsure' },
  FAIL: { shape: '■', zh: '不通过', en: 'Failed' },
  NONE: { shape: '○', zh: '未签章', en: 'No seal' },
  UNREADABLE: { shape: '×', zh: '读不出', en: 'Not readable' },
};

/** Shape and word of a verdict. */
export function levelWord(level: FileResult['level'], language: Language): string {
  return `${levels[level].shape} ${levels[level][language]}`;
}

/** One line for one file: verdict, name, sentence. */
export function resultLine({ level, name, sentence }: FileResult, language: Language): string {
  return `${levelWord(level, language)}  ${safeText(name)}  ${sentence[language]}`;
}
