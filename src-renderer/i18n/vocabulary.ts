/** Names of the domain (seal kinds, roles, matters, states) in the language in use. */
import type { RequestView } from '../../src-main/contract/request-views.ts';
import type { SealView } from '../../src-main/contract/views.ts';
import {
  behalfText,
  isRole,
  matterNames,
  requestStateNames,
  roleNames,
  sealKindNames,
} from '../../src-main/contract/words.ts';
import type { Matter, SealTypeCode } from '../../src-main/contract/words.ts';
import { usePreferences } from './preferences.tsx';
import { setWords } from './set-words.ts';
import { fill, type BothLanguages } from './words.ts';

const brokenOff: BothLanguages = { zh: '（有中断）', en: ' (broke off)' };

const between: BothLanguages = { zh: '、', en: ', ' };

const listFiles: BothLanguages = { zh: '{count} 个文件', en: 'Files: {count}' };

const sealStates: Readonly<Record<SealView['status'], BothLanguages>> = {
  valid: { zh: '有效', en: 'Valid' },
  expired: { zh: '已过期', en: 'Expired' },
  frozen: { zh: '已冻结', en: 'Frozen' },
  cancelled: { zh: '已注销', en: 'Cancelled' },
  unknown: { zh: '状态未知', en: 'Status unknown' },
};

/** A request or a list among others. */
interface RowOfFiles {
  readonly document: Pick<RequestView['document'], 'name'>;
  readonly list: { readonly count: number; readonly set: object | null } | null;
}

export interface Vocabulary {
  readonly sealKind: (code: SealTypeCode) => string;
  readonly role: (role: string) => string;
  readonly matter: (matter: Matter) => string;
  readonly requestState: (state: RequestView['state']) => string;
  /** The same for a list: a use that broke off is not passed over. */
  /** A file with some of its seals is not "partly used": it waits for the others. */
  readonly requestStanding: (
    request: Pick<RequestView, 'state' | 'usesBroken'> & Partial<Pick<RowOfFiles, 'list'>>,
  ) => string;
  readonly sealState: (state: SealView['status']) => string;
  /** Name of the file of a request, or how many files a list has. */
  readonly fileName: (row: RowOfFiles) => string;
  /** `甲、乙` · `A, B`. */
  readonly list: (items: readonly string[]) => string;
  /** The same for people who may act: whoever acts for somebody is named with whom, `甲、乙（代 甲）`. */
  readonly people: (names: readonly string[], standIns: RequestView['standIns']) => string;
}

/** For whom they would act; null in the own name. */
export function grantorOf(name: string | undefined, standIns: RequestView['standIns']): string | null {
  return standIns.find(({ deputy }) => deputy === name)?.grantor ?? null;
}

function namedWith(name: string, standIns: RequestView['standIns'], language: 'zh' | 'en'): string {
  const grantor = grantorOf(name, standIns);
  return grantor === null ? name : behalfText(name, grantor, language);
}

export function useVocabulary(): Vocabulary {
  const { language } = usePreferences();
  return {
    sealKind: (code) => sealKindNames[code][language],
    role: (role) => (isRole(role) ? roleNames[role][language] : role),
    matter: (matter) => matterNames[matter][language],
    requestState: (state) => requestStateNames[state][language],
    requestStanding: ({ state, usesBroken, list }) =>
      (list?.set && state === 'partly-used' ? setWords.otherWaits : requestStateNames[state])[language] +
      (usesBroken > 0 ? brokenOff[language] : ''),
    sealState: (state) => sealStates[state][language],
    fileName: ({ document, list }) =>
      list && list.set === null ? fill(listFiles[language], { count: list.count }) : document.name,
    list: (items) => items.join(between[language]),
    people: (names, standIns) =>
      names.map((name) => namedWith(name, standIns, language)).join(between[language]),
  };
}
