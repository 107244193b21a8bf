/** The register of uses as tables: every column for XLSX and CSV, those of a paper register for PDF; sums per currency below the rows. */
import { groupedAmount } from '../../domain/amount.ts';
import { cellOfUse } from '../../contract/use-cells.ts';
import { isEveryUse, totalsOfUses, type UseFilter } from '../../contract/use-filter.ts';
import type { Language } from '../../domain/errors/sentence.ts';
import { matterNames } from '../../domain/matter.ts';
import { isSealTypeCode, sealKindNames } from '../../domain/seal-kind.ts';
import { useColumnNames, useColumns, type UseColumn } from '../../domain/use-columns.ts';
import { useStateNames } from '../../domain/use-state.ts';
import { reportWords } from '../../report/report-words.ts';
import type { Table } from '../../report/table.ts';
import type { UseRecord } from './use-records.ts';

/** Every column; amounts are numbers where a spreadsheet keeps them exactly. */
export function usesTable(uses: readonly UseRecord[], language: Language): Table {
  return tableOf(uses, language, useColumnNames, 1);
}

/** The columns of a paper register; amounts are texts with thousands apart. */
export function usesPaperTable(uses: readonly UseRecord[], language: Language): Table {
  return tableOf(
    uses,
    language,
    useColumnNames.filter((name) => useColumns[name][2] > 0),
    2,
  );
}

function tableOf(
  uses: readonly UseRecord[],
  language: Language,
  names: readonly UseColumn[],
  width: 1 | 2,
): Table {
  const money = (amount: string): string | number => (width === 1 ? asNumber(amount) : groupedAmount(amount));
  const rows = uses.map((use) =>
    names.map((name) =>
      name === '金额' && use.amount !== null ? money(use.amount) : cellOfUse(use, name, language),
    ),
  );
  const sums = totalsOfUses(uses).map(({ currency, amount, count }) =>
    names.map((name) => {
      if (name === '金额') return money(amount);
      if (name === '币种') return currency;
      return name === '用印编号' ? reportWords(language)('useSum', { count }) : '';
    }),
  );
  return {
    title: reportWords(language)('journalTitle'),
    columns: names.map((name) => ({
      title: language === 'en' ? useColumns[name][0] : name,
      width: useColumns[name][width],
      ...(name === '金额' ? { isMoney: true } : {}),
    })),
    rows: [...rows, ...sums],
  };
}

/** What a spreadsheet would round stays a text. */
function asNumber(amount: string): string | number {
  const fen = Number(groupedAmount(amount).replace(/[,.]/g, ''));
  return Number.isSafeInteger(fen) ? Number(amount) : amount;
}

/** `全部用印，128 次`, or the filter as a sentence with both numbers. */
export function usesScope(
  filter: UseFilter,
  { count, total }: { readonly count: number; readonly total: number },
  language: Language,
): string {
  const say = reportWords(language);
  if (isEveryUse(filter)) return say('usesWhole', { count });
  return say('usesFiltered', { filter: filterSentence(filter, language), count, total });
}

function filterSentence(filter: UseFilter, language: Language): string {
  const { from, to, seal, state, matter, person, counterparty, text } = filter;
  const say = reportWords(language);
  const part = (
    key: 'fromDay' | 'toDay' | 'ofPerson' | 'ofCounterparty' | 'withText',
    value = '',
  ): string[] => (value.trim() === '' ? [] : [say(key, { value: value.trim() })]);
  return [
    ...part('fromDay', from),
    ...part('toDay', to),
    ...(seal !== undefined && isSealTypeCode(seal) ? [sealKindNames[seal][language]] : []),
    ...(state === undefined ? [] : [useStateNames[state][language]]),
    ...(matter === undefined ? [] : [matterNames[matter][language]]),
    ...part('ofPerson', person),
    ...part('ofCounterparty', counterparty),
    ...part('withText', text),
  ].join(language === 'zh' ? '，' : ', ');
}
