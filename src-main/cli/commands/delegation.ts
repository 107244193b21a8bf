/** `bianyin delegation list | grant | accept | end` (docs/adr/0045) */
import { Command } from 'commander';
import {
  acceptDelegation,
  delegationOf,
  endDelegation,
  grantDelegation,
  listDelegations,
} from '../../app/office/delegations.ts';
import type { DelegationView } from '../../contract/delegation-calls.ts';
import { groupedAmount } from '../../domain/amount.ts';
import { delegationStateNames } from '../../domain/delegation-state.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { chinaTimeText, parseInstant } from '../../domain/instant.ts';
import { isMatter, matterNames, matters, type Matter } from '../../domain/matter.ts';
import { sealKindNames } from '../../domain/seal-kind.ts';
import type { DelegationSubject } from '../../tokens/signer-client.ts';
import type { AppSession } from '../../app/session.ts';
import {
  actorFrom,
  addTokenOptions,
  runCommand,
  type CommonOptions,
  type Described,
  type TokenOptions,
} from '../run-command.ts';

interface GrantOptions extends TokenOptions {
  readonly to: string;
  readonly seals: string;
  readonly matters?: string;
  readonly max?: string;
  readonly from: string;
  readonly until: string;
}

export function delegationCommand(): Command {
  const command = new Command('delegation').description('授权委托：请制度里列明的代理人代办');
  command
    .command('list')
    .description('谁可以代谁办理、哪些印章和事项、到什么时候')
    .action((options: CommonOptions) => runCommand(options, (session) => answer(session)));
  addTokenOptions(command.command('grant'))
    .description('由委托人的 UKey 签署；代理人接受后生效，到最后一天 23:59:59 结束')
    .requiredOption('--to <代理人>', '用印制度里列明的代理人')
    .requiredOption('--seals <类型>', '印章类型，用逗号分开，例如 01,04')
    .option('--matters <事项>', `事项，用逗号分开；不写就是全部：${matters.join('、')}`)
    .option('--max <金额>', '上限（元）；不写就不限')
    .requiredOption('--from <日期>', '第一天，例如 2026-12-01')
    .requiredOption('--until <日期>', '最后一天')
    .action((options: GrantOptions) =>
      runCommand(options, async (session) => {
        const draft = delegationOf(wanted(session, options));
        const told = described(() => session.signer().describeDelegation(options.token, draft));
        await grantDelegation(session, await actorFrom(session, options, told), draft);
        return answer(session);
      }),
    );
  addTokenOptions(command.command('accept'))
    .description('由代理人的 UKey 接受')
    .argument('<委托书>', '编号（SM3）或它的开头')
    .action((name: string, options: TokenOptions) =>
      runCommand(options, async (session) => {
        const sm3 = numberOf(session, name);
        const told = described(() => session.signer().describeStoredDelegation(sm3));
        await acceptDelegation(session, await actorFrom(session, options, told), sm3);
        return answer(session);
      }),
    );
  addTokenOptions(command.command('end'))
    .description('立即撤销：由委托人、代理人或法定代表人的 UKey 签署')
    .argument('<委托书>', '编号（SM3）或它的开头')
    .requiredOption('--reason <文字>', '为什么撤销')
    .action((name: string, options: TokenOptions & { readonly reason: string }) =>
      runCommand(options, async (session) => {
        const sm3 = numberOf(session, name);
        const told = described(() => session.signer().describeStoredDelegation(sm3));
        await endDelegation(session, await actorFrom(session, options, told), sm3, options.reason);
        return answer(session);
      }),
    );
  return command;
}

function wanted(session: AppSession, { to, seals, matters: listed, max, from, until }: GrantOptions) {
  const known = listDelegations(session);
  const deputy = known.grantors
    .flatMap(({ deputies }) => deputies)
    .find((each) => [each.id, each.name].includes(to));
  if (!deputy) throw new BianyinError('delegation-refused', { what: 'not-named' });
  const codes = seals.split(/[,，、\s]+/);
  const esIds = known.seals.flatMap(({ esId, typeCode }) => (codes.includes(typeCode) ? [esId] : []));
  return {
    ...{ deputyId: deputy.id, esIds, from, until, maxAmount: max ?? null },
    matters: listed === undefined ? [...matters] : listed.split(/[,，、\s]+/).map(matterOf),
  };
}

function matterOf(word: string): Matter {
  if (isMatter(word)) return word;
  throw new BianyinError('usage', { what: word });
}

/** Errors: `delegation-refused` where none or several begin so. */
function numberOf(session: AppSession, name: string): string {
  const found = listDelegations(session).delegations.filter(({ sm3 }) => sm3.startsWith(name));
  if (found.length !== 1 || !found[0]) throw new BianyinError('delegation-refused', { what: 'unknown' });
  return found[0].sm3;
}

function answer(session: AppSession) {
  const { delegations } = listDelegations(session);
  const lines = delegations.length === 0 ? ['还没有授权委托。'] : delegations.flatMap(linesOf);
  return { value: { ok: true, delegations }, lines };
}

function linesOf(each: DelegationView): string[] {
  const { sm3, state } = each;
  const [who = '', ...rest] = factsOf(each);
  return [`${sm3.slice(0, 12)}　${who}　${delegationStateNames[state].zh}`, ...rest];
}

/** Before the PIN, in the signer's words. */
function described(subject: () => Promise<DelegationSubject>): Described {
  return async () => {
    const told = await subject();
    const lines = factsOf(told).map((line) => `  ${line.trim()}`);
    return { lines: ['将要签名的授权委托（由签名进程核对）：', ...lines], shown: [told.shownSm3] };
  };
}

function factsOf(delegation: Omit<DelegationSubject, 'shownSm3'>): string[] {
  const { grantor, deputy, seals, matters: for_, maxAmount, from, until } = delegation;
  const kinds = seals
    .map((each) => (each === null ? '制度里已没有的印章' : sealKindNames[each].zh))
    .join('、');
  const limit = maxAmount === null ? '不限金额' : `不超过 ￥${groupedAmount(maxAmount)}`;
  const [begins, ends] = [from, until].map((each) => chinaTimeText(parseInstant(each), 'zh'));
  return [
    `${deputy} 代 ${grantor}`,
    `  ${kinds}；${for_.map((each) => matterNames[each].zh).join('、')}；${limit}`,
    `  ${begins} — ${ends}`,
  ];
}
