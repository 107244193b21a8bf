/** `bianyin policy hand-over | leave | sign | sheet` (docs/adr/0046) */
import type { Command } from 'commander';
import { handOver, leave, lookAtLeaving } from '../../app/office/policy-draft/hand-over.ts';
import { viewOfEffect } from '../../app/office/policy-draft/draft-view.ts';
import { draftEffect } from '../../app/office/policy-draft/policy-draft.ts';
import { draftToSign, signDraft } from '../../app/office/policy-draft/sign-draft.ts';
import { handOverSheetInput, listHandOvers } from '../../app/register/hand-over-sheets.ts';
import type { AppSession } from '../../app/session.ts';
import type { HandOverView } from '../../contract/hand-over-calls.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { sealKindNames } from '../../domain/seal-kind.ts';
import { openRequestLines } from '../../domain/open-request.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { reportClient } from '../../report/report-client.ts';
import { safeText } from '../../report/safe-text.ts';
import { draftOf, leavingFrom, leavingLines, pairs, personNamed, type Takers } from '../leaving.ts';
import { effectLines } from '../policy-text.ts';
import {
  actorFrom,
  addTokenOptions,
  runCommand,
  type CommonOptions,
  type TokenOptions,
} from '../run-command.ts';

interface HandOverOptions extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly seals?: string;
}

interface SheetOptions extends CommonOptions {
  readonly out?: string;
}

export function addHandOverCommands(command: Command): void {
  command
    .command('hand-over')
    .description('移交保管：把印章由一位保管人移交另一位，写进制度草案；法定代表人签署后生效')
    .requiredOption('--from <人员>', '移交人')
    .requiredOption('--to <人员>', '接收人')
    .option('--seals <类型>', '印章类型，用逗号分开，例如 01,04；不写就是移交人保管的全部')
    .action((options: HandOverOptions) =>
      runCommand(options, (session) => {
        const { from, to, seals } = options;
        const fromId = personNamed(session, from);
        const esIds = sealsOf(session, fromId, seals?.split(/[,，、\s]+/));
        handOver(session, { fromId, toId: personNamed(session, to), esIds });
        return drafted(session);
      }),
    );
  command
    .command('leave')
    .description('离任：把一个人从制度草案里移出，逐项写明由谁接任；没有写明的空缺')
    .argument('<人员>', '谁离任')
    .option('--to <人员>', '接任其余全部角色、印章和代理的人')
    .option('--seal <类型=人员>', '例如 01=林慧，可以写多次', pairs, [])
    .option('--role <角色=人员>', '例如 counsel=林慧，可以写多次', pairs, [])
    .option('--deputy <委托人=人员>', '代理谁由谁接，可以写多次', pairs, [])
    .action((name: string, options: CommonOptions & Takers) =>
      runCommand(options, (session) => {
        const leaving = leavingFrom(session, personNamed(session, name), options);
        const { people } = draftOf(session);
        const nameOf = (id: string): string => people.find((each) => each.id === id)?.name ?? id;
        const look = lookAtLeaving(session, leaving);
        const told = leavingLines(look, leaving, nameOf);
        leave(session, leaving);
        const { value, lines } = drafted(session);
        return { value: { ...value, leaving: look }, lines: [...told, '', ...lines] };
      }),
    );
  addTokenOptions(command.command('sign'))
    .description('由法定代表人的 UKey 签署制度草案，签署后生效')
    .action((options: TokenOptions) =>
      runCommand(options, async (session) => {
        const draft = await draftToSign(session, options.token);
        const lines = effectLines(draft.effect);
        const actor = await actorFrom(session, options, () => Promise.resolve({ lines }));
        await signDraft(session, actor, draft);
        const { sequence } = draft.policy;
        return {
          value: { ok: true, sequence, effect: viewOfEffect(draft.effect) },
          lines: [`用印制度 第 ${sequence} 版已签署。`],
        };
      }),
    );
  command
    .command('sheet')
    .description('印章移交单：列出有移交的各版制度，或把其中一版的移交单写成 PDF')
    .argument('[版本]', '第几版用印制度')
    .option('--out <文件>', 'PDF 写到哪里')
    .action((number: string | undefined, options: SheetOptions) =>
      runCommand(options, (session) =>
        number === undefined ? listed(session) : sheet(session, number, options),
      ),
    );
}

/** Errors: `usage` for a kind that there is not. */
function sealsOf(session: AppSession, keeperId: string, kinds?: readonly string[]): string[] {
  const { seals } = draftOf(session);
  const strange = kinds?.find((kind) => !seals.some(({ typeCode }) => typeCode === kind));
  if (strange !== undefined) throw new BianyinError('usage', { what: strange });
  const wanted = seals.filter(({ typeCode, keepers }) =>
    kinds ? kinds.includes(typeCode) : keepers.includes(keeperId),
  );
  return wanted.map(({ esId }) => esId);
}

function drafted(session: AppSession) {
  const effect = draftEffect(session);
  return {
    value: { ok: true, effect: effect && viewOfEffect(effect) },
    lines: [...effectLines(effect), '', '已写进制度草案。用 bianyin policy sign 由法定代表人签署后生效。'],
  };
}

function listed(session: AppSession) {
  const handOvers = listHandOvers(session);
  const lines = handOvers.length === 0 ? ['还没有移交过印章，也没有人离任。'] : handOvers.flatMap(linesOf);
  return { value: { ok: true, handOvers }, lines };
}

function linesOf({ policy, time, seals, left, open }: HandOverView): string[] {
  const moved = seals.map(
    ({ typeCode, from, to }) => `${sealKindNames[typeCode].zh} ${from.join('、')} → ${to.join('、')}`,
  );
  const gone = left.map((name) => `${name} 离任`);
  const head = `第 ${policy} 版　${chinaTimeText(new Date(time), 'zh')}　${[...moved, ...gone].join('；')}`;
  return [
    head,
    ...(open.length === 0 ? [] : [`  未办结 ${open.length} 件：`]),
    ...open.flatMap((each) =>
      openRequestLines(each, 'zh').map((line, i) => `  ${i === 0 ? '' : '  '}${safeText(line)}`),
    ),
  ];
}

async function sheet(session: AppSession, number: string, { out }: SheetOptions) {
  const policy = /^[1-9]\d{0,5}$/.test(number) ? Number(number) : null;
  if (policy === null) throw new BianyinError('usage', { what: number.slice(0, 20) });
  if (out === undefined) throw new BianyinError('option-missing', { option: '--out' });
  requireOutsideHome(session.home, out);
  const client = reportClient();
  try {
    await client.handOver(handOverSheetInput(session, policy, 'zh'), out);
  } finally {
    client.stop();
  }
  return { value: { ok: true, policy, out }, lines: [`移交单已写到 ${out}。没有加盖印章。`] };
}
