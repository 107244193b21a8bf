/** `bianyin backup settings | now | list | check | drill | restore` (docs/adr/0041) */
import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  backUpNow,
  backupOverview,
  drillNow,
  listBackups,
  newRecoveryCode,
  planBackups,
} from '../../app/backup/backups.ts';
import { checkBackup, requirePlaceToRestore, restoreHome } from '../../app/backup/backup-files.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { addCodeOptions, readCode, requireSeen, showCode, type CodeOptions } from '../code-input.ts';
import { noticeLine, sizeText, stateLines, writerText } from '../backup-text.ts';
import { runCommand, wholeNumber, type CommonOptions } from '../run-command.ts';
import { warn } from '../terminal.ts';

interface SettingsOptions extends CommonOptions {
  readonly folder?: string;
  readonly keep?: string;
  readonly newCode?: boolean;
  readonly codeOut?: string;
}

interface FileOptions extends CommonOptions, CodeOptions {
  readonly file?: string;
}

interface RestoreOptions extends CommonOptions, CodeOptions {
  readonly to: string;
}

const at = (time: string): string => chinaTimeText(new Date(time), 'zh');

export function backupCommand(): Command {
  const command = new Command('backup').description('备份、恢复和恢复演练');
  command.addCommand(settingsCommand());
  command
    .command('now')
    .description('立即备份（计划任务也用这条命令，不需要恢复码）')
    .action((options: CommonOptions) =>
      runCommand(options, async (session) => {
        const taken = await backUpNow(session);
        const { file, size, madeAt, seq, sound, skippedPaths, removed } = taken;
        skippedPaths.forEach((path) => warn(`没有备份（链接、设备或存不下的名字）：${path}`));
        if (!sound) warn('登记簿对不上，备份按现状保存，旧的备份一份也没有删除。请联系审计员。');
        return {
          value: { ok: true, ...taken },
          lines: [
            `已备份　${at(madeAt)}　${file}　${sizeText(size)}`,
            `登记簿到第 ${seq} 条；删除旧备份 ${removed} 份`,
          ],
          exitCode: sound && skippedPaths.length === 0 ? 0 : 1,
        };
      }),
    );
  command
    .command('list')
    .description('文件夹里的备份，最新的在前')
    .action((options: CommonOptions) =>
      runCommand(options, (session) => {
        const found = listBackups(session);
        const lines = found.map(
          ({ madeAt, size, journal, sound, writer, file }) =>
            `${at(madeAt)}　${sizeText(size)}　登记簿 ${journal.seq} 条　${sound ? '' : '登记簿对不上　'}${writerText(writer)}${file}`,
        );
        return { value: { ok: true, backups: found }, lines: lines.length > 0 ? lines : ['还没有备份。'] };
      }),
    );
  command
    .command('check')
    .description('一份备份是否完整（不需要恢复码；能不能打开，用 backup drill）')
    .argument('<文件>')
    .action((file: string, options: CommonOptions) =>
      runCommand(options, async () => {
        const checked = await checkBackup(resolve(file));
        const { madeAt, size, rows, sm3 } = checked;
        return {
          value: { ok: true, ...checked },
          lines: [`完整　${at(madeAt)}　${sizeText(size)}　登记簿 ${rows} 条`, `SM3　${sm3}`],
        };
      }),
    );
  command.addCommand(drillCommand());
  command.addCommand(restoreCommand());
  return command;
}

function settingsCommand(): Command {
  return new Command('settings')
    .description('备份到哪里、留几份、恢复码；不带选项则显示')
    .option('--folder <文件夹>', '备份到这个文件夹，最好在另一块盘上')
    .option('--keep <份数>', '留最新的几份（默认 30）')
    .option('--new-code', '设定新的恢复码，只显示这一次')
    .option('--code-out <文件>', '把新的恢复码写进一个只有自己能读的新文件，不显示')
    .action((options: SettingsOptions) =>
      runCommand(options, async (session) => {
        const { folder, keep, newCode, codeOut } = options;
        if (folder !== undefined || keep !== undefined)
          planBackups(session, {
            folder: folder === undefined ? undefined : resolve(folder),
            keep: keep === undefined ? undefined : wholeNumber('--keep', keep),
          });
        if (newCode === true) {
          requireSeen(codeOut);
          await newRecoveryCode(session, (code) => showCode(code, codeOut && resolve(codeOut)));
        }
        const overview = backupOverview(session);
        return { value: { ok: true, ...overview }, lines: stateLines(overview) };
      }),
    );
}

function drillCommand(): Command {
  return addCodeOptions(new Command('drill'))
    .description('恢复演练：用恢复码打开最新的备份，核对后删掉，结果记入登记簿')
    .option('--file <备份>', '试这一份，而不是最新的')
    .action((options: FileOptions) =>
      runCommand(options, async (session) => {
        backupOverview(session).notices.forEach((notice) => {
          if (notice.kind !== 'drill-due') warn(noticeLine(notice));
        });
        const code = await readCode(options);
        const file = options.file === undefined ? null : resolve(options.file);
        const result = await drillNow(session, { file, code });
        const { madeAt, rows, files } = result;
        return {
          value: { ok: true, ...result },
          lines: [
            `演练通过　${at(madeAt)} 的备份可以恢复：登记簿 ${rows} 条，文件 ${files} 个，全部核对无误`,
          ],
        };
      }),
    );
}

function restoreCommand(): Command {
  return addCodeOptions(new Command('restore'))
    .description('从备份恢复到一个新的空文件夹，不覆盖任何数据')
    .argument('<备份>')
    .requiredOption('--to <文件夹>', '新的数据文件夹')
    .action((file: string, options: RestoreOptions) =>
      runCommand(options, async (session) => {
        requirePlaceToRestore(resolve(options.to));
        const code = await readCode(options);
        const restored = await restoreHome({
          file: resolve(file),
          target: resolve(options.to),
          code,
          now: session.now(),
        });
        const { folder, madeAt, rows, files, stopped } = restored;
        return {
          value: { ok: true, ...restored },
          lines: [
            `已恢复到 ${folder}：登记簿 ${rows} 条，文件 ${files} 个`,
            `这是 ${at(madeAt)} 的备份：那以后的申请、审批和用印都不在里面，请对照已经盖出去的文件。`,
            ...(stopped.length > 0 ? [`没有办完的申请不再作数，请重新提交：${stopped.join('、')}`] : []),
            '请法定代表人先在窗口里重新签署用印制度：备份以后的改动不在里面。签署以前不能申请、审批或盖章；委托要重新办。',
            '盖章以前请先更新印章状态；原来的数据文件夹如果还在，请不要再用。',
          ],
        };
      }),
    );
}
