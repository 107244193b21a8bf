/** Cells of the register of uses in words: page, paper, table and terminal say the same. */
import type { Language } from '../domain/errors/sentence.ts';
import { chinaTimeText } from '../domain/instant.ts';
import { isMatter, matterNames } from '../domain/matter.ts';
import { placesInWords } from '../domain/placement-words.ts';
import { isSealTypeCode, sealKindNames } from '../domain/seal-kind.ts';
import type { UseColumn } from '../domain/use-columns.ts';
import { useStateNames, type UseState } from '../domain/use-state.ts';
import { registerRemark, registerResult, registerTimeStamp } from './register-cells.ts';

/** What is said of a use. */
export interface ShownUse {
  /** ISO 8601. */
  readonly time: string;
  readonly sealType: string;
  readonly state: UseState;
  readonly matter: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly columns: Readonly<Record<string, string | number>>;
}

type Words = (use: ShownUse, language: Language, value: string) => string;

/** Columns that are said in words, or are facts of the use itself; the others stand as they are. */
const words: Readonly<Partial<Record<UseColumn, Words>>> = {
  时间: ({ time }, language) => chinaTimeText(new Date(time), language),
  印章: ({ sealType }, language) => (isSealTypeCode(sealType) ? sealKindNames[sealType][language] : sealType),
  事项: ({ matter }, language) => (matter !== null && isMatter(matter) ? matterNames[matter][language] : ''),
  金额: ({ amount }) => amount ?? '',
  币种: ({ currency }) => currency ?? '',
  页与坐标: (_, language, value) => placesInWords(value, language),
  时间戳: (_, language, value) => registerTimeStamp(value, language),
  结果: (use, language, value) => resultOf(use, value, language),
  备注: (_, language, value) => registerRemark(value, language),
};

/** What stands in a column; an amount is its exact decimal. */
export function cellOfUse(use: ShownUse, name: UseColumn, language: Language): string | number {
  const value = use.columns[name] ?? '';
  return words[name]?.(use, language, String(value)) ?? value;
}

function resultOf({ state }: ShownUse, code: string, language: Language): string {
  const name = useStateNames[state][language];
  return code === '' || code === 'ok' ? name : `${name}: ${registerResult(code, language)}`;
}
