/** `bianyin request new-list`, and what the other commands of requests and seals do with the number of a list (docs/adr/0035). */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { checkedTogether, lookAtFiles } from '../../app/lists/check-list.ts';
import { itemOfFile } from '../../app/lists/items-of-list.ts';
import { openList } from '../../app/lists/open-list.ts';
import {
  composeList,
  describeList,
  listAsShown,
  previewList,
  requireOnePath,
  submitList,
  type ListItem,
} from '../../app/requests/draft-list.ts';
import { describedItem, readListDescription } from '../../app/requests/list-description.ts';
import { listItems, showList, type ListInFull } from '../../app/requests/request-lists.ts';
import { requireMatter, requireTypeCode } from '../../app/requests/requests.ts';
import type { AppSession } from '../../app/session.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import type { ListSubject } from '../../tokens/signer-client.ts';
import { warn } from '../terminal.ts';
import { groupedProblems } from './check-list.ts';
import { itemHead, itemRow, itemValue, listLines, listSubjectLines, listValue } from '../list-text.ts';
import { table } from '../output.ts';
import {
  addPinOptions,
  applicantFrom,
  runCommand,
  wholeNumber,
  type CommandResult,
  type Described,
  type TokenOptions,
} from '../run-command.ts';
import type { ActsAs } from '../../tokens/signer-client.ts';

interface NewListOptions extends Partial<TokenOptions> {
  readonly seal: string;
  readonly purpose: string;
  readonly at?: string[];
  readonly keyword?: string[];
  readonly seam?: string[];
  readonly matter?: string;
  readonly resolution?: string[];
  readonly uses: string;
  readonly hours?: string;
}

export function addNewList(command: Command): void {
  const collect = (value: string, before: string[] = []): string[] => [...before, value];
  addPinOptions(command.command('new-list').argument('<清单>'))
    .description(
      '一份清单一次申请：Excel、CSV 或文件夹（先照 check-list 检查），或 JSON 数组，每件 {file, counterparty?, amount?, currency?, reference?, placements? 或 at?/keyword?/seam?}',
    )
    .requiredOption('--seal <种类>', '01 公章 02 财务 03 发票 04 合同 05 法定代表人')
    .requiredOption('--purpose <事由>', '用印事由，整份清单相同')
    .option('--at <位置>', '没有写位置的文件盖在这里，例如 page=1,x=120mm,y=200mm', collect)
    .option('--keyword <字词>', '没有写位置的文件盖在字词后面', collect)
    .option('--seam <边>', '没有写位置的文件的骑缝：right 或 left', collect)
    .option('--matter <事项>', 'letter contract guarantee payment list（默认按印章种类）')
    .option('--resolution <文件>', '决议附件，可重复', collect)
    .option('--uses <次数>', '每份文件的份数（默认 1）', '1')
    .option('--hours <小时>', '有效时间，不超过制度所定')
    .option('--token <标签>', '经办人的 UKey（沙箱默认 soft-applicant）')
    .action((path: string, options: NewListOptions) =>
      runCommand(options, async (session) => shownList(session, await submitted(session, path, options))),
    );
}

async function submitted(session: AppSession, path: string, options: NewListOptions): Promise<string> {
  const typeCode = requireTypeCode(options.seal);
  const items = await itemsIn(session, typeCode, path, options);
  const draft = await composeList(session, {
    ...{ typeCode, items, reason: options.purpose, uses: wholeNumber('--uses', options.uses) },
    matter: options.matter === undefined ? undefined : requireMatter(options.matter),
    resolutions: (options.resolution ?? []).map((file) => resolve(file)),
    validHours: options.hours === undefined ? undefined : wholeNumber('--hours', options.hours),
  });
  requireOnePath(draft, await previewList(session, options.token ?? 'soft-applicant', draft));
  let shown: ListSubject | undefined;
  const actor = await applicantFrom(session, options, async () => {
    shown = await describeList(session, draft);
    return { lines: listSubjectLines(shown) };
  });
  return submitList(session, actor, shown ? listAsShown(draft, shown) : draft);
}

/** A JSON array says all by itself; a table or a folder is checked file by file, and one that is refused stops all. */
async function itemsIn(
  session: AppSession,
  typeCode: SealTypeCode,
  path: string,
  options: NewListOptions,
): Promise<ListItem[]> {
  const items: ListItem[] = [];
  if (/\.json$/i.test(path)) {
    for (const item of readListDescription(path))
      items.push(await describedItem(session, typeCode, item, options));
    return items;
  }
  const { at = [], keyword = [], seam = [] } = options;
  const list = await openList(path);
  const looked = await lookAtFiles(session, list, { typeCode, rule: { at, keyword, seam } });
  const checked = checkedTogether(looked ?? []);
  groupedProblems(checked, options.lang ?? 'zh').forEach(warn);
  const count = checked.filter(({ state }) => state === 'refused').length;
  if (count > 0) throw new BianyinError('table-rows-refused', { file: list.name, count });
  return checked.flatMap((file) => itemOfFile(file) ?? []);
}

/** What the signer says of a stored list. */
export function describedList(
  session: AppSession,
  id: string,
  as?: ActsAs,
  without?: readonly number[],
): Described {
  return async () => {
    const subject = await session.signer().describeList(id, as, without);
    const { shown } = subject;
    return { lines: listSubjectLines(subject), ...(shown.length === 0 ? {} : { shown }) };
  };
}

/** A list with all its files. */
export function shownList(session: AppSession, list: string | ListInFull): CommandResult {
  const shown = typeof list === 'string' ? showList(session, list) : list;
  const items = listItems(session, shown.id, { limit: -1 });
  return {
    value: { ok: true, list: listValue(shown), items: items.map(itemValue) },
    lines: [...listLines(shown), ...table([itemHead, ...items.map(itemRow)])],
  };
}
