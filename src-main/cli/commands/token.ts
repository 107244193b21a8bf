/** `bianyin token list|change-pin|unblock` */
import { Command } from 'commander';
import { listTokens } from '../../app/seals/overview.ts';
import { isRole, roleNames } from '../../domain/role.ts';
import { table } from '../output.ts';
import { pinWords } from '../pin-words.ts';
import { addPinCommands } from './token-pin.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';

export function tokenCommand(): Command {
  const command = new Command('token').description('UKey');
  command
    .command('list')
    .description('插着的 UKey：标签、持有人、角色、印章、PIN 状态')
    .action((options: CommonOptions) =>
      runCommand(options, async (session) => {
        const tokens = await listTokens(session);
        const rows = tokens.map((token) => [
          token.label,
          token.holder?.name ?? '（不在制度中）',
          (token.holder?.roles ?? []).map((role) => (isRole(role) ? roleNames[role].zh : role)).join('、'),
          token.seals.map((seal) => seal.name).join('、'),
          pinWords[token.pinState],
          token.isSoftware ? '软件（演示）' : token.model,
        ]);
        const head = ['标签', '持有人', '角色', '印章', 'PIN', '介质'];
        return {
          value: { ok: true, tokens },
          lines: tokens.length === 0 ? ['没有插入 UKey。'] : table([head, ...rows]),
        };
      }),
    );
  addPinCommands(command);
  return command;
}
