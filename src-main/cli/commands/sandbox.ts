/** `bianyin sandbox init` */
import { Command } from 'commander';
import { initSandbox } from '../../app/sandbox-setup.ts';
import { sealKindNames } from '../../domain/seal-kind.ts';
import { table } from '../output.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';

export function sandboxCommand(): Command {
  const command = new Command('sandbox').description('沙箱：嵌入的城市系统和软件 UKey，仅供试用');
  command
    .command('init')
    .description('新建沙箱：企业、人员、软件 UKey、五枚印章、用印制度')
    .action((options: CommonOptions) =>
      runCommand(options, async (session) => {
        const tokens = await initSandbox(session.home, session.now);
        const rows = tokens.map((token) => [
          token.label,
          token.holder,
          token.title,
          token.seals.map((code) => sealKindNames[code].zh).join('、'),
          token.pinFile,
        ]);
        return {
          value: { ok: true, home: session.home.root, tokens },
          lines: [
            '沙箱已建好（仅供试用，软件 UKey 不能代替真的 UKey）。',
            ...table([['标签', '持有人', '职务', '保管的印章', 'PIN 文件'], ...rows]),
          ],
        };
      }),
    );
  return command;
}
