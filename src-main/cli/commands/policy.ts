/** `bianyin policy show`, `changes`, `profile`, and what policy-hand-over.ts adds */
import { Command } from 'commander';
import type { Policy } from '../../approval/policy.ts';
import { viewOfEffect } from '../../app/office/policy-draft/draft-view.ts';
import { draftEffect, takeProfile } from '../../app/office/policy-draft/policy-draft.ts';
import { showPolicy } from '../../app/seals/overview.ts';
import { profileIds, type ProfileId } from '../../contract/office-views.ts';
import { chinaTimeText, parseInstant } from '../../domain/instant.ts';
import { combinedDutyText } from '../../domain/combined-duty.ts';
import { matterNames } from '../../domain/matter.ts';
import { roleNames } from '../../domain/role.ts';
import { sealKindNames } from '../../domain/seal-kind.ts';
import { table } from '../output.ts';
import { effectLines } from '../policy-text.ts';
import { addHandOverCommands } from './policy-hand-over.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';
import { oneOf } from '../usage-error.ts';

export function policyCommand(): Command {
  const command = new Command('policy').description('用印制度');
  command
    .command('show')
    .description('谁是什么角色，谁保管哪枚印章，什么事项要谁批')
    .action((options: CommonOptions) =>
      runCommand(options, (session) => {
        const { policy, sm3 } = showPolicy(session);
        return { value: { ok: true, sm3, policy }, lines: policyLines(policy, sm3) };
      }),
    );
  command
    .command('changes')
    .description('正在编辑的制度与现行的有何不同，会使哪些正在办理的申请作废')
    .action((options: CommonOptions) =>
      runCommand(options, (session) => {
        const effect = draftEffect(session);
        return { value: { ok: true, effect: effect && viewOfEffect(effect) }, lines: effectLines(effect) };
      }),
    );
  command
    .command('profile')
    .description('把正在编辑的制度换成一份样本的审批矩阵，人员和印章不变；法定代表人签署后才生效')
    .argument('<样本>', profileIds.join(' 或 '), oneOf(...profileIds))
    .action((profile: ProfileId, options: CommonOptions) =>
      runCommand(options, (session) => {
        const draft = takeProfile(session, profile);
        const { combined = [] } = draft.matrix;
        const value = { ok: true, profile, combined, rules: draft.matrix.rules.length };
        return { value, lines: [`已换成样本 ${profile}，还没有签署。`, ...combinedLines(draft)] };
      }),
    );
  addHandOverCommands(command);
  return command;
}

function policyLines(policy: Policy, sm3: string): string[] {
  const people = policy.people.map((person) => [
    person.name,
    person.roles.map((role) => roleNames[role].zh).join('、'),
  ]);
  const keepers = policy.seals.map((seal) => [
    sealKindNames[seal.typeCode].zh,
    policy.people
      .filter(({ id }) => seal.keepers.includes(id))
      .map(({ name }) => name)
      .join('、'),
  ]);
  return [
    `${policy.enterprise.name} 用印制度 第 ${policy.sequence} 版，自 ${chinaTimeText(parseInstant(policy.validFrom), 'zh')} 起（SM3 ${sm3.slice(0, 16)}…）`,
    '',
    ...table([['人员', '角色'], ...people]),
    '',
    ...table([['印章', '保管人'], ...keepers]),
    '',
    ...table([['事项', '印章', '金额', '审批路径'], ...matrixRows(policy)]),
    ...(policy.matrix.timeStamp === 'required' ? ['', '每次盖章都必须加时间戳。'] : []),
    ...combinedLines(policy),
  ];
}

function combinedLines({ matrix: { combined = [] } }: Pick<Policy, 'matrix'>): string[] {
  if (combined.length === 0) return [];
  return ['', `人员不足，职责未能分离：${combinedDutyText(combined.join(' '), 'zh')}。`];
}

function matrixRows({ matrix }: Policy): string[][] {
  return matrix.rules.flatMap((rule) => {
    const bounds = matrix.bounds[rule.matter] ?? [];
    return rule.tiers.map((tier, i) => [
      matterNames[rule.matter].zh,
      sealKindNames[rule.seal].zh,
      tierWords(bounds, rule.tiers.length > 1 ? i : null),
      [...tier.map((role) => roleNames[role].zh), roleNames.keeper.zh].join(' → '),
    ]);
  });
}

function tierWords(bounds: readonly string[], tier: number | null): string {
  if (tier === null) return '不限';
  const [from, below] = [tier === 0 ? undefined : bounds[tier - 1], bounds[tier]];
  if (from === undefined) return `不足 ${below ?? ''} 元`;
  return below === undefined ? `${from} 元起，或未写金额` : `${from} 元起，不足 ${below} 元`;
}
