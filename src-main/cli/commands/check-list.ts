/** `bianyin request check-list`: what is found about every file of a list, without signing anything (docs/adr/0036). */
import type { Command } from 'commander';
import { checkedTogether, lookAtFiles, type CheckedFile } from '../../app/lists/check-list.ts';
import { openList, type OpenedList } from '../../app/lists/open-list.ts';
import { groupedAmount } from '../../domain/amount.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Language } from '../../domain/errors/sentence.ts';
import { pageListText } from '../../domain/placement-text.ts';
import { problemText, rowStates, type RowState } from '../../domain/row-problem.ts';
import { isSealTypeCode } from '../../domain/seal-kind.ts';
import { table } from '../output.ts';
import { runCommand, type CommandResult, type CommonOptions } from '../run-command.ts';

interface CheckOptions extends CommonOptions {
  readonly seal?: string;
  readonly at?: string[];
  readonly keyword?: string[];
  readonly seam?: string[];
}

export function addCheckList(command: Command): void {
  const collect = (value: string, before: string[] = []): string[] => [...before, value];
  command
    .command('check-list')
    .argument('<清单或文件夹>')
    .description('逐个检查清单（Excel、CSV）或文件夹里的文件，不签名')
    .option('--seal <种类>', '01 公章 02 财务 03 发票 04 合同 05 法定代表人；写了位置时要写')
    .option('--at <位置>', 'page=last,x=120mm,y=200mm', collect)
    .option('--keyword <字词>', '盖在字词后面，每个文件各自查找', collect)
    .option('--seam <边>', '骑缝：right 或 left', collect)
    .action((path: string, options: CheckOptions) =>
      runCommand(options, async (session) => {
        const list = await openList(path);
        const checked = checkedTogether((await lookAtFiles(session, list, placingOf(options))) ?? []);
        return shownCheck(list, checked, options.lang ?? 'zh');
      }),
    );
}

/** Null: no places were named. Errors: `usage`. */
function placingOf({ seal, at = [], keyword = [], seam = [] }: CheckOptions) {
  if (at.length + keyword.length + seam.length === 0) return null;
  if (seal === undefined || !isSealTypeCode(seal))
    throw new BianyinError('usage', { what: '--seal 01 | 02 | 03 | 04 | 05' });
  return { typeCode: seal, rule: { at, keyword, seam } };
}

const words = {
  zh: {
    ok: '可以盖',
    warning: '请核对',
    refused: '不能盖',
    head: ['行', '文件', '相对方', '金额', '编号', '结果'],
  },
  en: {
    ok: 'ok',
    warning: 'look',
    refused: 'refused',
    head: ['Row', 'File', 'Counterparty', 'Amount', 'Number', 'Result'],
  },
} as const;

function shownCheck(list: OpenedList, files: readonly CheckedFile[], language: Language): CommandResult {
  const say = words[language];
  const rows = files.map(({ at, name, counterparty, amount, currency, number, state }) => {
    const money = amount === null ? '' : `${currency ?? 'CNY'} ${groupedAmount(amount)}`;
    return [String(at), name, counterparty ?? '', money, number ?? '', say[state]];
  });
  const problems = groupedProblems(files, language);
  const left = list.leftOut.map(
    ({ at, text }) => `  ${at}　${language === 'zh' ? '不是文件，没有列入' : 'no file, left out'}：${text}`,
  );
  const counts = Object.fromEntries(
    rowStates.map((state) => [state, files.filter((file) => file.state === state).length]),
  ) as Record<RowState, number>;
  const sum = rowStates.map((state) => `${say[state]} ${counts[state]}`).join('　');
  return {
    value: {
      ok: true,
      list: { kind: list.kind, name: list.name, leftOut: list.leftOut, others: list.others },
      counts,
      files: files.map(({ at, name, counterparty, amount, currency, number, state, problems, ...file }) => ({
        ...{ at, name, counterparty, amount, currency, number, state, problems },
        ...{ placements: file.placements, pages: file.pages, sm3: file.sm3 },
        hits: file.hits.map((each) => each.length),
      })),
    },
    lines: [...table([say.head, ...rows]), ...problems, ...left, sum],
    // Something in it cannot be sealed: whoever runs it from a script must not go on.
    exitCode: counts.refused > 0 ? 1 : 0,
  };
}

/** Each sentence once, with the rows that it is said of: refusals first. */
export function groupedProblems(files: readonly CheckedFile[], language: Language): string[] {
  const all = files.flatMap(({ at, problems }) =>
    problems.map((problem) => ({ at, problem, text: problemText(problem, language) })),
  );
  const groups = [...Map.groupBy(all, ({ text }) => text).values()];
  const isRefusal = (group: typeof all): boolean => group[0]?.problem.level === 'refused';
  const sorted = groups.toSorted((a, b) => Number(isRefusal(b)) - Number(isRefusal(a)));
  return sorted.map((group) => {
    const rows = pageListText([...new Set(group.map(({ at }) => at))]);
    return `  ${rows}　${group[0]?.text ?? ''}（${group[0]?.problem.code ?? ''}）`;
  });
}
