/** Values of an error's detail as people say them: times in China time, roles, matters and kinds of seals by their names. */
import { combinedDutyText } from '../combined-duty.ts';
import { chinaTimeText, isInstant } from '../instant.ts';
import { listFieldNames, type ListField } from '../list-field.ts';
import { isMatter, matterNames } from '../matter.ts';
import { isRole, roleNames } from '../role.ts';
import { isSealTypeCode, sealKindNames } from '../seal-kind.ts';
import type { ErrorSentence } from './codes.ts';

type Language = keyof ErrorSentence;

/** Control, format and line characters: a name from a certificate or file could forge the line that it stands in. */
const deceptive = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Parts of the program, by the names that their processes bear. */
const workers: Readonly<Record<string, string>> = {
  签名进程: 'signing',
  文件进程: 'documents',
  报告进程: 'reports',
  清单进程: 'lists',
};

/** Lists of codes have blanks between them. */
const named: Readonly<Record<string, (code: string, language: Language) => string>> = {
  role: roleText,
  roles: rolesText,
  rolesBefore: rolesText,
  steps: stepsText,
  stepsBefore: stepsText,
  duties: combinedDutyText,
  listField: (code, language) =>
    Object.hasOwn(listFieldNames, code) ? listFieldNames[code as ListField][language] : code,
  matter: (code, language) => (isMatter(code) ? matterNames[code][language] : code),
  worker: (name, language) => (language === 'en' ? (workers[name] ?? name) : name),
  seal: (code, language) => (isSealTypeCode(code) ? sealKindNames[code][language] : code),
};

/** What follows where nothing was sealed and the use counts all the same (`useCounted: 1`, docs/adr/0007). */
const counted: ErrorSentence = {
  zh: '这次用印已计入次数（UKey 已经签名，或不能确定没有签名），登记簿里有记录；还需要盖章时请看剩余次数，不够请重新申请。',
  en: ' The use counts (the token has signed, or nobody can be sure that it has not), and the register says so; if the seal is still needed, see what uses are left, or submit again.',
};

/** The sentence with its placeholders filled; a missing value shows as “?”, and a value is never filled again. */
export function filledSentence(
  sentence: string,
  detail: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  const all = detail['useCounted'] === 1 ? sentence + counted[language] : sentence;
  return all.replace(/\{(\w+)\}/g, (_, name: string) => valueText(name, detail[name] ?? '?', language));
}

function valueText(name: string, value: string | number, language: Language): string {
  const text = String(value);
  if (isInstant(text)) return chinaTimeText(new Date(text), language);
  const words = Object.hasOwn(named, name) ? named[name] : undefined;
  return (words ? words(text, language) : text).replace(deceptive, '·');
}

function rolesText(codes: string, language: Language): string {
  return codes
    .split(' ')
    .map((code) => roleText(code, language))
    .join(language === 'zh' ? '、' : ', ');
}

/** Tiers apart by `|`, from the lowest amount. */
function stepsText(codes: string, language: Language): string {
  const tiers = codes.split('|').map((tier) => tier.split(' ').map((code) => roleText(code, language)));
  return tiers.map((steps) => steps.join(' → ')).join(language === 'zh' ? '；' : '; ');
}

function roleText(code: string, language: Language): string {
  return isRole(code) ? roleNames[code][language] : code;
}
