/** `bianyin sandbox init | publish` */
import { Command } from 'commander';
import { sampleContract } from '../../app/office/sample-contract.ts';
import { initSandbox } from '../../app/office/sandbox-setup.ts';
import { publishSandboxPack } from '../../app/trust/publish-sandbox-pack.ts';
import { sealKindNames } from '../../domain/seal-kind.ts';
import { table } from '../output.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';

export function sandboxCommand(): Command {
  const command = new Command('sandbox').description('沙箱：嵌入的城市系统和软件 UKey，仅供试用');
  command
    .command('init')
    .description('新建沙箱：企业、人员、软件 UKey、五枚印章、用印制度、一份示例合同')
    .option('--trust-aside', '先把已导入的信任文件移到旁边的 <目录>.before 里')
    .option('--skf', '印章保管人的软件 UKey 改由 SKF 接口（GM/T 0016）读写')
    .action((options: CommonOptions & { readonly trustAside?: boolean; readonly skf?: boolean }) =>
      runCommand(options, async (session) => {
        const tokens = await initSandbox(session.home, session.now, options);
        const contract = await sampleContract(session.home, session.now);
        const rows = tokens.map((token) => [
          token.label,
          token.holder,
          token.title,
          token.seals.map((code) => sealKindNames[code].zh).join('、'),
          token.pinFile,
        ]);
        return {
          value: { ok: true, home: session.home.root, tokens, contract },
          lines: [
            '沙箱已建好（仅供试用，软件 UKey 不能代替真的 UKey）。',
            ...table([['标签', '持有人', '职务', '保管的印章', 'PIN 文件'], ...rows]),
            `示例合同 ${contract}`,
          ],
        };
      }),
    );
  command
    .command('publish')
    .argument('<文件>')
    .description('沙箱城市发布一份信任包（.btp），供别的电脑离线验章')
    .option('--since <号>', '只带第几号以后的印章状态变化（增量）')
    .action((file: string, options: CommonOptions & { readonly since?: string }) =>
      runCommand(options, async (session) => {
        const view = await publishSandboxPack(session, file, options.since);
        return {
          value: { ok: true, ...view },
          lines: [`信任包 ${view.version} 已发布。`, ...view.roots.map(({ sm3 }) => `根证书 SM3 ${sm3}`)],
        };
      }),
    );
  return command;
}
