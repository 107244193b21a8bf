/** `bianyin trust import | show | export | fork-check`: trust packs (.btp), by LAN or USB, without a network. */
import { Command } from 'commander';
import { checkForks, type ForkCheck } from '../../app/trust/fork-check.ts';
import {
  exportTrustPack,
  importTrustPack,
  readPackFile,
  showTrustPack,
  type TrustPackView,
} from '../../app/trust/trust-packs.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';

interface ImportOptions extends CommonOptions {
  readonly rootSm3?: string;
}

export function trustCommand(): Command {
  const command = new Command('trust').description('信任包：根证书、吊销名单、印章状态，离线也能验章');
  command.addCommand(importCommand());
  command
    .command('show')
    .description('本机现在依据的信任包')
    .action((options: CommonOptions) =>
      runCommand(options, ({ home }) => {
        const view = showTrustPack(home);
        if (!view) throw new BianyinError('trust-pack-missing');
        return { value: { ok: true, ...view }, lines: linesOf(view, options.lang === 'en') };
      }),
    );
  command
    .command('export')
    .argument('<文件>')
    .description('把本机的信任包存成新文件，带给另一台电脑')
    .action((file: string, options: CommonOptions) =>
      runCommand(options, ({ home }) => {
        const view = exportTrustPack(home, file);
        return { value: { ok: true, ...view }, lines: linesOf(view, options.lang === 'en') };
      }),
    );
  command.addCommand(forkCheckCommand());
  return command;
}

function importCommand(): Command {
  return new Command('import')
    .argument('<文件>')
    .description('导入信任包；不合格的一律拒绝，本机不变')
    .option('--root-sm3 <指纹>', '第一次导入：与发布单位核对过的根证书 SM3 指纹（64 位十六进制）')
    .action((file: string, options: ImportOptions) =>
      runCommand(options, ({ home, now }) => {
        const { rootSm3 } = options;
        const pinned = rootSm3 === undefined ? {} : { pinned: rootSm3 };
        const view = importTrustPack(home, readPackFile(file), { now: now(), ...pinned });
        return { value: { ok: true, ...view }, lines: linesOf(view, options.lang === 'en') };
      }),
    );
}

/** Exit code: 0 nothing found, 1 a fork, 3 nothing that could be compared. */
function forkCheckCommand(): Command {
  return new Command('fork-check')
    .argument('<文件...>')
    .description('与别的电脑或 U 盘上的信任包（或 trust show --json 的输出）比对，看有没有分叉')
    .action((files: string[], options: CommonOptions) =>
      runCommand(options, ({ home }) => {
        const check = checkForks(home, files);
        const exitCode = check.forks.length > 0 ? 1 : check.shared === 0 ? 3 : 0;
        const lines = forkLines(check, options.lang === 'en');
        return { value: { ok: exitCode === 0, ...check }, lines, exitCode };
      }),
    );
}

function linesOf(view: TrustPackView, isEnglish: boolean): string[] {
  const { version, issuer, thisUpdate, nextUpdate, status } = view;
  const counts = isEnglish
    ? `${view.intermediates} authorities, ${view.sealMakers} seal makers, ${view.timeStampers} time-stamp authorities, ${view.crls} revocation lists`
    : `签发机构 ${view.intermediates}，印章制作单位 ${view.sealMakers}，时间戳 ${view.timeStampers}，吊销名单 ${view.crls}`;
  const roots = view.roots.map(({ name, sm3 }) => `${isEnglish ? 'Root' : '根证书'} ${name}\n  SM3 ${sm3}`);
  const statusLine = status
    ? isEnglish
      ? `Seal status number ${status.seq}, as of ${status.thisUpdate}`
      : `印章状态第 ${status.seq} 号，截至 ${status.thisUpdate}`
    : isEnglish
      ? 'No seal status'
      : '没有印章状态';
  return [
    isEnglish ? `Trust pack ${version} of ${issuer}` : `信任包 ${version}，${issuer}`,
    isEnglish ? `As of ${thisUpdate}, until ${nextUpdate}` : `截至 ${thisUpdate}，有效到 ${nextUpdate}`,
    ...roots,
    counts,
    statusLine,
  ];
}

function forkLines({ forks, shared, unsigned }: ForkCheck, isEnglish: boolean): string[] {
  const found = forks.map(({ line, seq, first, second }) =>
    isEnglish
      ? `FORK: ${first} and ${second} disagree about ${line === 'pack' ? 'trust pack' : 'seal status'} number ${seq}. Keep both and report it.`
      : `分叉：${first} 与 ${second} 的${line === 'pack' ? '信任包' : '印章状态'}第 ${seq} 号不一致。请保留两份文件并报告发布单位。`,
  );
  const nothing = isEnglish
    ? 'Nothing to compare: no number is known to two of them.'
    : '没有可以比对的：没有哪一号是两边都知道的。';
  const same = isEnglish ? `No fork: ${shared} numbers agree.` : `没有分叉：${shared} 个编号一致。`;
  const doubtful = unsigned.map((name) =>
    isEnglish ? `${name}: not verified by a signature here.` : `${name}：这份的签名没有在本机验证。`,
  );
  return [...(found.length > 0 ? found : [shared === 0 ? nothing : same]), ...doubtful];
}
