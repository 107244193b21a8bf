/** Cells of the register that hold a code, in words: page, paper and table say the same. */
import { commentMark } from '../domain/approval-words.ts';
import { combinedDutyText, isCombinedDuty } from '../domain/combined-duty.ts';
import { chinaTimeText, isInstant, parseInstant } from '../domain/instant.ts';
import { isRole, roleNames } from '../domain/role.ts';
import { isTimeStampState, timeStampAddedName, timeStampStateNames } from '../domain/time-stamp.ts';
import type { Language } from '../domain/errors/sentence.ts';
import { callSentences, type CallErrorCode } from './result.ts';

/** 结果 of a use: done, broken off, or why it failed. */
export function registerResult(value: string, language: Language): string {
  if (value === 'ok') return { zh: '完成', en: 'Done' }[language];
  if (value === 'interrupted') return { zh: '中断', en: 'Broken off' }[language];
  if (value === 'file-missing')
    return {
      zh: '原处没有找到文件；找到后验一下，即补记',
      en: 'Not where it was written; verify it when found',
    }[language];
  if (value === 'place-away')
    return { zh: '存放的位置现在看不到', en: 'The place where it was written cannot be looked at' }[language];
  if (value === '') return '';
  const failed = { zh: '没有完成', en: 'Not completed' }[language];
  const why = Object.hasOwn(callSentences, value) ? callSentences[value as CallErrorCode][language] : '';
  // A sentence whose values were not kept would have holes; then the code tells support.
  return why === '' || why.includes('{') ? `${failed} (${value})` : `${failed}: ${why}`;
}

/** 时间戳 of a sealed file; `added`: it has got one since. */
export function registerTimeStamp(value: string, language: Language): string {
  if (value === 'added') return timeStampAddedName[language];
  return isTimeStampState(value) ? timeStampStateNames[value][language] : '';
}

/** 备注: an approval notes the role in which it was given, a use the duties that one person had in it, a clock that was put right the latest time on record. */
export function registerRemark(value: string, language: Language): string {
  const [own = '', ...said] = value.split(commentMark);
  // What somebody has typed is no code of ours, whatever it looks like.
  if (said.length > 0)
    return `${registerRemark(own, language)}${{ zh: commentMark, en: '; comment: ' }[language]}${said.join(commentMark)}`;
  if (isRole(value)) return roleNames[value][language];
  // Where a clock was put right: what the register had seen by then.
  if (isInstant(value)) return chinaTimeText(parseInstant(value), language);
  return value
    .split('；')
    .map((part) =>
      part.split(' ').every(isCombinedDuty) ? notApart(part, language) : partOfList(part, language),
    )
    .join('；');
}

/** A use of a list is noted in Chinese (store/uses.ts); English readers get the same. */
function partOfList(part: string, language: Language): string {
  if (language === 'zh') return part;
  return part.replace(/^清单 (YY-\S+) 第 (\d+) 件，共 (\d+) 件$/, 'File $2 of $3 of the list $1');
}

function notApart(codes: string, language: Language): string {
  return { zh: '职责未分离：', en: 'Duties not apart: ' }[language] + combinedDutyText(codes, language);
}
