/** `bianyin timestamp check | list | add` */
import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  addTimeStampTo,
  listWaiting,
  timeStampSupply,
  type WaitingStamp,
} from '../../app/requests/time-stamping.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { timeStampOutlookNames, type TimeStampSupply } from '../../domain/time-stamp.ts';
import { displayName } from '../../platform/display-name.ts';
import { table } from '../output.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';

interface AddOptions extends CommonOptions {
  readonly out: string;
}

export function timestampCommand(): Command {
  const command = new Command('timestamp').description('时间戳：盖章时间的证明');
  command
    .command('check')
    .description('现在能不能取到时间戳（只发出一个空的指纹）')
    .action((options: CommonOptions) =>
      runCommand(options, async (session) => {
        const { state } = await timeStampSupply(session);
        return {
          value: { ok: true, state },
          lines: [supplyLine(state)],
          exitCode: state === 'ready' ? 0 : 1,
        };
      }),
    );
  command
    .command('list')
    .description('盖好以后还在等时间戳的文件')
    .action((options: CommonOptions) =>
      runCommand(options, (session) => {
        const waiting = listWaiting(session);
        const head = ['用印编号', '盖章时间', '文件', 'SM3'];
        return {
          value: { ok: true, waiting: waiting.map(waitingValue) },
          lines: waiting.length === 0 ? ['没有文件在等时间戳。'] : table([head, ...waiting.map(waitingRow)]),
        };
      }),
    );
  command
    .command('add')
    .argument('<盖好的文件>')
    .description('给待时间戳的文件补盖时间戳；原来的文件不变')
    .requiredOption('--out <文件>', '补好的文件；不会覆盖任何已有文件')
    .action((file: string, options: AddOptions) =>
      runCommand(options, async (session) => {
        const place = { file: resolve(file), output: resolve(options.out) };
        const { uses, time, outputSm3, isNew } = await addTimeStampTo(session, place);
        const names = uses.map(({ requestId, useNumber }) => `${requestId}#${useNumber}`).join('、');
        const written = isNew ? options.out : file;
        return {
          value: { ok: true, uses, time, outputSm3, isNew, output: isNew ? place.output : place.file },
          lines: [
            `${isNew ? '已补盖时间戳' : '这个文件已有时间戳，登记簿已更新'}：${chinaTimeText(new Date(time), 'zh')}，用印 ${names}，自验通过。`,
            `文件 ${written}（SM3 ${outputSm3.slice(0, 16)}…）`,
          ],
        };
      }),
    );
  return command;
}

function supplyLine(state: TimeStampSupply): string {
  return state === 'ready' ? '时间戳服务正常。' : `${timeStampOutlookNames[state].zh}。`;
}

function waitingValue({ requestId, number, time, sealedSm3, place }: WaitingStamp): unknown {
  return { requestId, useNumber: number, time, sealedSm3, file: place };
}

function waitingRow({ requestId, number, time, sealedSm3, place }: WaitingStamp): string[] {
  return [
    `${requestId}#${number}`,
    chinaTimeText(new Date(time), 'zh'),
    displayName(place),
    `${sealedSm3.slice(0, 16)}…`,
  ];
}
