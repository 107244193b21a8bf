/** `bianyin request new | list | show | approve | reject | cancel` */
import { resolve } from 'node:path';
import { Command } from 'commander';
import { requireDecidable, requireRunning } from '../../app/requests/before-pin.ts';
import {
  cancelRequest,
  decideRequest,
  listRequests,
  showRequest,
  submitRequest,
  type NewRequest,
  type RequestOnRecord,
} from '../../app/requests/requests.ts';
import { fileNotes, requestNotes } from '../../app/requests/file-notes.ts';
import { fileWarnings, requestWarnings } from '../../app/requests/file-warnings.ts';
import { approvalTold } from '../../app/requests/approve-together.ts';
import { listNotes, READ_IN_TERMINAL } from '../../app/requests/list-notes.ts';
import { listWarnings } from '../../app/requests/list-warnings.ts';
import { typedComment } from '../../app/requests/typed-fields.ts';
import { cancelList, decideList, isList, listLists, saidOf } from '../../app/requests/request-lists.ts';
import { templateOf } from '../../app/requests/placing-templates.ts';
import { sealFactsOfType } from '../../app/seals/seal-facts.ts';
import type { AppSession } from '../../app/session.ts';
import { approvedTogether, placesIn, type ApproveOptions } from './approve-together.ts';
import { addCheckList } from './check-list.ts';
import type { WantedApproval, DraftSubject } from '../../tokens/signer-client.ts';
import { approvalLines, listRow, listValue } from '../list-text.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { ruleOfTemplate } from '../../domain/placing-template.ts';
import { table } from '../output.ts';
import { requestLines, requestRow, requestValue } from '../request-text.ts';
import { subjectLines } from '../subject-text.ts';
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import { noteLines, sayNotes, sayWarnings, warningLines } from '../warning-lines.ts';
import { addNewList, describedList, shownList } from './request-lists.ts';
import { submittedSet } from './seal-sets.ts';
import {
  actorFrom,
  addPinOptions,
  addTokenOptions,
  applicantFrom,
  describedRequest,
  deciding,
  runCommand,
  wholeNumber,
  type CommonOptions,
  type Described,
  type CommandResult,
  type TokenOptions,
} from '../run-command.ts';

interface NewOptions extends Partial<TokenOptions> {
  readonly seal?: string;
  readonly at?: string[];
  readonly keyword?: string[];
  readonly seam?: string[];
  readonly purpose: string;
  readonly matter?: string;
  readonly counterparty?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly resolution?: string[];
  readonly uses: string;
  readonly hours?: string;
  readonly with?: string[];
  readonly pair?: string;
  readonly template?: string;
}

export function requestCommand(): Command {
  const command = new Command('request').description('用印申请与审批');
  addNew(command);
  addNewList(command);
  command
    .command('list')
    .description('所有申请')
    .action((options: CommonOptions) =>
      runCommand(options, (session) => {
        const [views, lists] = [listRequests(session), listLists(session)];
        const head = ['编号', '状态', '事由', '文件', '次数', '等待'];
        const rows = [...views.map(requestRow), ...lists.map(listRow)];
        return {
          value: { ok: true, requests: views.map(requestValue), lists: lists.map(listValue) },
          lines: rows.length === 0 ? ['还没有申请。'] : table([head, ...rows]),
        };
      }),
    );
  command
    .command('show')
    .argument('<申请编号>')
    .description('一份申请或一份清单：内容、审批路径、走到哪一步')
    .action((id: string, options: CommonOptions) =>
      runCommand(options, (session) =>
        isList(session, id) ? shownList(session, id) : shown(session, showRequest(session, id)),
      ),
    );
  addCheckList(command);
  addDecisions(command);
  return command;
}

function addNew(command: Command): void {
  const collect = (value: string, before: string[] = []): string[] => [...before, value];
  addPinOptions(command.command('new').argument('<文件>'))
    .description('申请用印；位置可以写多个')
    .option('--seal <种类>', '01 公章 02 财务 03 发票 04 合同 05 法定代表人（不用模板时必写）')
    .option('--template <名称>', '按模板定印章和位置（见 template list）')
    .requiredOption('--purpose <事由>', '用印事由')
    .option(
      '--at <位置>',
      'page=2,x=120mm,y=200mm（印章中心，从页面左上角量起），或 field=名称（对方备好的签章域）',
      collect,
    )
    .option('--keyword <字词>', '盖在字词后面，例如 盖章处；有多处时写 盖章处#2', collect)
    .option('--seam <边>', '骑缝：right 或 left，可加 ,y=150mm,pages=1-12', collect)
    .option(
      '--with <种类:位置>',
      '同一文件上的另一枚章，一起申请：05:page=1,x=150mm,y=200mm，可重复',
      collect,
    )
    .option('--pair <种类>', '在每一处右边 4 mm 再盖一枚（财务章配法人章：--pair 05），一起申请')
    .option('--matter <事项>', 'letter contract guarantee payment list（默认按印章种类）')
    .option('--counterparty <名称>', '相对方')
    .option('--amount <金额>', '例如 128000.00；不写按最高档审批')
    .option('--currency <币种>', 'ISO 4217，写了金额时默认 CNY')
    .option('--resolution <文件>', '决议附件，可重复', collect)
    .option('--uses <次数>', '份数（默认 1）', '1')
    .option('--hours <小时>', '有效时间，不超过制度所定')
    .option('--token <标签>', '经办人的 UKey（沙箱默认 soft-applicant）')
    .action((file: string, typed: NewOptions) =>
      runCommand(typed, async (session) => {
        const options = byTemplate(session, typed);
        const input = inputFrom(file, options);
        if (options.with !== undefined || options.pair !== undefined)
          return shownList(session, await submittedSet(session, input, options));
        let said: readonly SealingWarning[] = [];
        // Before the PIN: whoever asks for a seal decides as well.
        const id = await submitRequest(
          session,
          async (draft) => {
            const size = sealFactsOfType(session, draft.typeCode);
            const placed = { placements: draft.placements, size };
            said = sayWarnings(await fileWarnings(session, input.file, placed));
            sayNotes(await fileNotes(session, input.file));
            let shown: DraftSubject | undefined;
            const actor = await applicantFrom(session, options, async () => {
              shown = await session.signer().describeDraft(draft);
              return { lines: subjectLines(shown) };
            });
            return { actor, shown };
          },
          input,
        );
        return shown(session, showRequest(session, id), said);
      }),
    );
}

/** A template gives seal, words, seam and companion, unless somebody has written others. Errors: `template-unknown`, `option-missing` without a seal. */
function byTemplate(session: AppSession, options: NewOptions): NewOptions {
  if (options.template === undefined) {
    if (options.seal === undefined)
      throw new BianyinError('option-missing', { option: '--seal 04 / --template 名称' });
    return options;
  }
  const template = templateOf(session, options.template);
  const { keyword, seam } = ruleOfTemplate(template);
  return {
    ...{ seal: template.typeCode, keyword, seam },
    ...(template.hasPair ? { pair: '05' } : {}),
    ...options,
  };
}

function inputFrom(file: string, options: NewOptions): NewRequest {
  const {
    seal,
    at = [],
    keyword = [],
    seam = [],
    purpose,
    resolution = [],
    matter,
    counterparty,
    amount,
    currency,
  } = options;
  return {
    file: resolve(file),
    typeCode: seal ?? '',
    at,
    keyword,
    seam,
    reason: purpose,
    resolutions: resolution.map((path) => resolve(path)),
    uses: wholeNumber('--uses', options.uses),
    ...(matter === undefined ? {} : { matter }),
    ...(counterparty === undefined ? {} : { counterparty }),
    ...(amount === undefined ? {} : { amount }),
    ...(currency === undefined ? {} : { currency }),
    ...(options.hours === undefined ? {} : { validHours: wholeNumber('--hours', options.hours) }),
  };
}

/** What is said of one approval that is given alone: each option once. Errors: `usage`, `comment-not-usable`. */
function saidOfOne({ comment = [], without = [] }: ApproveOptions) {
  if (comment.length > 1 || without.length > 1)
    throw new BianyinError('usage', { what: '--comment / --without：一份申请一份意见' });
  const [typed, places] = [comment[0], without[0]];
  return {
    comment: typedComment(typed),
    ...(places === undefined ? {} : { without: placesIn(places) }),
  };
}

function addDecisions(command: Command): void {
  const collect = (value: string, before: string[] = []): string[] => [...before, value];
  addTokenOptions(command.command('approve').argument('<申请编号...>'))
    .description('同意并签名；写几份申请、清单或成套用印就一并同意，只输一次 PIN，逐份签名')
    .option(
      '--comment <意见>',
      '审批意见：一起签名，写进登记簿，不随文件外发；几份时写 编号=意见，可重复',
      collect,
    )
    .option(
      '--without <件号>',
      '清单里不同意的件号，例如 3,7（意见里写明理由）；几份时写 编号=3,7，可重复',
      collect,
    )
    .action(([id = '', ...more]: string[], options: ApproveOptions) =>
      runCommand(options, async (session) => {
        if (more.length > 0) return approvedTogether(session, [id, ...more], options);
        const { comment, without } = saidOfOne(options);
        if (isList(session, id)) return decidedList(session, id, options, { comment, without });
        if (without) throw new BianyinError('usage', { what: '--without 3,7（清单）' });
        requireDecidable(session, id);
        const said = sayWarnings(await requestWarnings(session, id));
        sayNotes(await requestNotes(session, id));
        const described = describedApproval(session, { requestId: id, comment }, options.token);
        const actor = await actorFrom(session, options, described);
        return shown(session, await decideRequest(session, actor, id, { comment }), said);
      }),
    );
  addTokenOptions(command.command('reject').argument('<申请编号>'))
    .description('驳回')
    .requiredOption('--reason <理由>', '驳回理由')
    .action((id: string, options: TokenOptions & { reason: string }) =>
      runCommand(options, async (session) => {
        if (isList(session, id)) return decidedList(session, id, options, { reason: options.reason });
        requireDecidable(session, id);
        const actor = await actorFrom(session, options, describedRequest(session, id, deciding(options)));
        return shown(session, await decideRequest(session, actor, id, { reason: options.reason }));
      }),
    );
  addPinOptions(command.command('cancel').argument('<申请编号>'))
    .description('撤回自己的申请')
    .option('--token <标签>', '经办人的 UKey（沙箱默认 soft-applicant）')
    .option('--reason <理由>', '撤回理由（默认“经办人撤回”）', '经办人撤回')
    .action((id: string, options: Partial<TokenOptions> & { reason: string }) =>
      runCommand(options, async (session) => {
        if (isList(session, id)) {
          const actor = await applicantFrom(session, options, describedList(session, id));
          return shownList(session, await cancelList(session, actor, id, options.reason));
        }
        requireRunning(session, id);
        const actor = await applicantFrom(session, options, describedRequest(session, id));
        return shown(session, await cancelRequest(session, actor, id, options.reason));
      }),
    );
}

/** One signature for all of a list, with what is true of its files said before. */
async function decidedList(
  session: AppSession,
  id: string,
  options: TokenOptions,
  said: Parameters<typeof decideList>[3] = {},
): Promise<CommandResult> {
  const { comment, without } = said;
  saidOf(said);
  const isApproval = said.reason === undefined;
  if (isApproval) await sayOfList(session, id, without);
  const described = isApproval
    ? describedApproval(session, { requestId: id, comment: typedComment(comment), without }, options.token)
    : describedList(session, id, deciding(options));
  const actor = await actorFrom(session, options, described);
  return shownList(session, await decideList(session, actor, id, said));
}

/** What is to be known of the files of a list, and what the register knows of each, before the PIN. */
async function sayOfList(session: AppSession, id: string, without?: readonly number[]): Promise<void> {
  sayWarnings((await listWarnings(session, id)).map(({ code }) => code));
  for (const { fileName, notes } of await listNotes(session, id, { mayRead: READ_IN_TERMINAL, without }))
    sayNotes(notes, `${fileName}：`);
}

/** What the signer says of an approval, with what is said beside it: it signs that comment and no other. */
function describedApproval(session: AppSession, approval: WantedApproval, token: string): Described {
  return async () => {
    const told = await approvalTold(session, approval, token);
    return { lines: approvalLines(told), shown: told.shown };
  };
}

/** With what is to be known of the file and was not `said` yet, as long as somebody can still decide. */
async function shown(
  session: AppSession,
  view: RequestOnRecord,
  said?: readonly SealingWarning[],
): Promise<CommandResult> {
  const isOpen = ['in-approval', 'ready', 'partly-used'].includes(view.state);
  const warnings = isOpen ? await requestWarnings(session, view.request.id) : [];
  const notes = isOpen ? await requestNotes(session, view.request.id) : [];
  return {
    value: { ok: true, request: requestValue(view), warnings, notes },
    lines: [
      ...requestLines(view),
      ...warningLines(warnings.filter((each) => said?.includes(each) !== true)),
      ...(said ? [] : noteLines(notes)),
    ],
  };
}
