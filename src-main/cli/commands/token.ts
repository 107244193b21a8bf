/** `bianyin token list|change-pin|unblock|modules|test|profiles|diagnose` */
import { Command } from 'commander';
import { pluggedTokens } from '../../app/seals/overview.ts';
import { isRole, roleNames } from '../../domain/role.ts';
import { tokenAlgorithmText } from '../../domain/token-algorithm.ts';
import { problemCode, tokenProblemText } from '../../domain/token-problem-text.ts';
import { table } from '../output.ts';
import { pinWords } from '../pin-words.ts';
import { addDiagnoseCommand } from './token-diagnose.ts';
import { modulesCommand } from './token-modules.ts';
import { addTestCommand, profilesCommand } from './token-profiles.ts';
import { addPinCommands } from './token-pin.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';

export function tokenCommand(): Command {
  const command = new Command('token').description('UKey');
  command
    .command('list')
    .description('插着的 UKey：标签、持有人、角色、印章、PIN 状态')
    .action((options: CommonOptions) =>
      runCommand(options, async (session) => {
        const { tokens, unreadable } = await pluggedTokens(session);
        const rows = tokens.map((token) => [
          token.label,
          token.holder?.name ?? (token.isHidden ? '（登录后才知道）' : '（不在制度中）'),
          (token.holder?.roles ?? []).map((role) => (isRole(role) ? roleNames[role].zh : role)).join('、'),
          token.seals.map((seal) => seal.name).join('、'),
          tokenAlgorithmText(token.algorithms, 'zh'),
          pinWords[token.pinState],
          token.isSoftware ? '软件（演示）' : token.model,
        ]);
        const head = ['标签', '持有人', '角色', '印章', '算法', 'PIN', '介质'];
        return {
          value: { ok: true, tokens, unreadable },
          lines: [
            ...(tokens.length === 0 ? ['没有插入 UKey。'] : table([head, ...rows])),
            ...tokens.flatMap(({ label, problems }) =>
              problems.map(({ what, ckr }) => tokenProblemText(problemCode(what), { token: label, ckr })),
            ),
            ...unreadable.map(({ slot, ckr }) =>
              tokenProblemText('slot-unreadable', { slot: String(slot), ckr }),
            ),
          ],
        };
      }),
    );
  addPinCommands(command);
  command.addCommand(modulesCommand());
  addTestCommand(command);
  addDiagnoseCommand(command);
  command.addCommand(profilesCommand());
  return command;
}
