/** `bianyin clock show | correct` (docs/adr/0039) */
import { Command } from 'commander';
import { correctClock, showClock, type ClockStanding } from '../../app/office/clock.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { warn } from '../terminal.ts';
import {
  actorFrom,
  addTokenOptions,
  runCommand,
  type CommonOptions,
  type TokenOptions,
} from '../run-command.ts';

interface CorrectOptions extends TokenOptions {
  readonly reason: string;
}

const states: Readonly<Record<ClockStanding['state'], string>> = {
  fine: '本机时钟与登记簿相符。',
  'ahead-before': '登记簿里有比现在晚的时间：本机时钟曾经走快。由法定代表人签署更正后即可继续用印。',
  contradicted: '本机时钟早于别人已经证明的时间，是现在的时钟不准。请先把系统时间调准。',
};

const policyAgain = '法定代表人章的证书已更换：更正时用新证书把现行用印制度按原文重签一次。';

export function clockCommand(): Command {
  const command = new Command('clock').description('本机时钟与登记簿');
  command
    .command('show')
    .description('现在的时间、登记簿里最晚的时间')
    .action((options: CommonOptions) =>
      runCommand(options, (session) => {
        const standing = showClock(session);
        return {
          value: { ok: true, ...standing },
          lines: linesOf(standing),
          exitCode: standing.state === 'fine' ? 0 : 1,
        };
      }),
    );
  addTokenOptions(command.command('correct'))
    .description('时钟曾经走快：由法定代表人的 UKey 签署更正，永久留在登记簿里')
    .requiredOption('--reason <文字>', '为什么更正，写进登记簿')
    .action((options: CorrectOptions) =>
      runCommand(options, async (session) => {
        const standing = showClock(session);
        const { seen } = standing;
        if (standing.state !== 'ahead-before' || seen === null) throw problemOf(standing);
        linesOf(standing).forEach(warn);
        const actor = await actorFrom(session, options);
        const time = await correctClock(session, actor, { reason: options.reason, seen });
        return {
          value: { ok: true, seen, time },
          lines: [`时钟已更正：登记簿从 ${chinaTimeText(new Date(time), 'zh')} 起继续。`],
        };
      }),
    );
  return command;
}

function linesOf({ state, now, seen, proven, signsPolicyAgain }: ClockStanding): string[] {
  const told = (name: string, time: string | null): string[] =>
    time === null ? [] : [`${name}　${chinaTimeText(new Date(time), 'zh')}`];
  return [
    ...told('现在', now),
    ...told('登记簿里最晚', seen),
    ...told('别人证明的最晚', proven),
    states[state],
    ...(signsPolicyAgain ? [policyAgain] : []),
  ];
}

function problemOf({ state, now, proven }: ClockStanding): BianyinError {
  if (state === 'contradicted') return new BianyinError('clock-contradicted', { now, proven: proven ?? '' });
  return new BianyinError('clock-not-behind');
}
