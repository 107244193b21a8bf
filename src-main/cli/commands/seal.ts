/** `bianyin seal list`, `bianyin seal apply` */
import { resolve } from 'node:path';
import { Command } from 'commander';
import { requireReadyToSeal } from '../../app/requests/before-pin.ts';
import { homeStanding } from '../../app/office/home-standing.ts';
import { listSeals } from '../../app/seals/overview.ts';
import { requestNotes } from '../../app/requests/file-notes.ts';
import { requestWarnings } from '../../app/requests/file-warnings.ts';
import { isList } from '../../app/requests/request-lists.ts';
import { sealFile } from '../../app/requests/requests.ts';
import { timeStampOutlook } from '../../app/requests/time-stamping.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { lapseText } from '../../domain/lapse-text.ts';
import { timeStampStateNames } from '../../domain/time-stamp.ts';
import { table } from '../output.ts';
import { sayTimeStamp } from '../time-stamp-lines.ts';
import { sayNotes, sayWarnings } from '../warning-lines.ts';
import { isSet } from '../../app/requests/seal-set.ts';
import { sealedNext } from './seal-sets.ts';
import { sealedList, wishOf, type ApplyOptions } from './seal-lists.ts';
import {
  actorFrom,
  addTokenOptions,
  describedRequest,
  sealing,
  runCommand,
  type CommonOptions,
} from '../run-command.ts';

const statusWords: Readonly<Record<string, string>> = {
  valid: '有效',
  expired: '过期',
  frozen: '冻结',
  cancelled: '注销',
  unknown: '未知',
};

export function sealCommand(): Command {
  const command = new Command('seal').description('印章');
  command
    .command('list')
    .description('本企业的印章：名称、状态、有效期、保管人')
    .action((options: CommonOptions) => runCommand(options, showSeals));
  addTokenOptions(command.command('apply').argument('<申请编号>'))
    .description('按已批准的申请盖章')
    .requiredOption('--out <文件>', '盖好的文件；不会覆盖任何已有文件。清单：放盖好的文件的文件夹')
    .option('--file <文件>', '原文件现在的位置（移动过时）；内容必须与审批时相同')
    .option('--no-timestamp', '不加时间戳（签章时间没有证明，验证结论是无法确认）')
    .option('--timestamp-later', '取不到时间戳也先盖，记为“待时间戳”，以后用 timestamp add 补盖')
    .action((requestId: string, options: ApplyOptions) =>
      runCommand(options, async (session) => {
        const timeStamp = wishOf(options);
        if (isSet(session, requestId)) return sealedNext(session, requestId, options);
        if (isList(session, requestId)) return sealedList(session, requestId, options);
        const output = resolve(options.out);
        const file = options.file === undefined ? undefined : resolve(options.file);
        await requireReadyToSeal(session, { requestId, output, timeStamp, moved: file });
        const outlook = await timeStampOutlook(session, timeStamp);
        const warnings = await requestWarnings(session, requestId, file);
        sayWarnings(warnings);
        sayNotes(await requestNotes(session, requestId, { moved: file }));
        sayTimeStamp(outlook, options.lang ?? 'zh');
        const actor = await actorFrom(
          session,
          options,
          describedRequest(session, requestId, sealing(options)),
        );
        const outcome = await sealFile(session, actor, {
          ...{ requestId, output, timeStamp },
          ...(file === undefined ? {} : { file }),
        });
        const stamped = timeStampStateNames[outcome.timeStamp].zh;
        const timestamped = outcome.timeStamp === 'stamped';
        return {
          value: { ok: true, ...outcome, timestamped, output, warnings },
          lines: [
            `已盖章：${outcome.sealName}，${outcome.marks} 处，${stamped}，自验通过。`,
            ...(outcome.timeStamp === 'waiting'
              ? [`补盖：bianyin timestamp add ${options.out} --out 文件`]
              : []),
            `文件 ${options.out}（SM3 ${outcome.outputSm3.slice(0, 16)}…）；申请 ${requestId} 还可用印 ${outcome.usesLeft} 次。`,
          ],
        };
      }),
    );
  return command;
}

async function showSeals(
  session: Parameters<typeof listSeals>[0],
): Promise<{ value: unknown; lines: string[] }> {
  const seals = await listSeals(session);
  const rows = seals.map((seal) => [
    seal.typeCode ?? '',
    seal.name,
    `${seal.widthMm}×${seal.heightMm} mm`,
    statusWords[seal.status] ?? seal.status,
    `${seal.validFrom.slice(0, 10)} 至 ${seal.validTo.slice(0, 10)}`,
    seal.keepers.join('、'),
    seal.esId,
  ]);
  const head = ['种类', '名称', '尺寸', '状态', '有效期', '保管人', '印章编号'];
  const asOf = seals.find((seal) => seal.statusAsOf !== null)?.statusAsOf;
  const lines = seals.length === 0 ? ['还没有领取印章。'] : table([head, ...rows]);
  const { lapses } = homeStanding(session);
  return {
    value: { ok: true, seals, lapses },
    lines: [
      ...lines,
      ...(asOf ? [`印章状态截至 ${chinaTimeText(new Date(asOf), 'zh')}`] : []),
      ...lapses.map((lapse) => `提醒　${lapseText(lapse, 'zh')}`),
    ],
  };
}
