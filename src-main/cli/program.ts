/** The commands of the terminal program, with what all of them share: options, help in Chinese, errors as one sentence. */
import { Command, type Option } from 'commander';
import { engineVersion } from '../domain/engine-version.ts';
import { backupCommand } from './commands/backup.ts';
import { journalCommand } from './commands/journal.ts';
import { policyCommand } from './commands/policy.ts';
import { requestCommand } from './commands/request.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { sealCommand } from './commands/seal.ts';
import { clockCommand } from './commands/clock.ts';
import { templateCommand } from './commands/template.ts';
import { delegationCommand } from './commands/delegation.ts';
import { timestampCommand } from './commands/timestamp.ts';
import { tokenCommand } from './commands/token.ts';
import { trustCommand } from './commands/trust.ts';
import { verifyCommand } from './commands/verify.ts';
import { columnsOf } from './output.ts';
import { addCommonOptions } from './run-command.ts';

/** A program that has read no arguments yet. Errors: `CommanderError` from `parseAsync`, for help and version too. */
export function program(): Command {
  const root = new Command('bianyin')
    .description('汴印：先审批，后盖章；私钥不出 UKey；验章不联网。')
    .version(engineVersion, '-V, --version', '显示版本');
  for (const make of [
    sandboxCommand,
    tokenCommand,
    sealCommand,
    policyCommand,
    requestCommand,
    templateCommand,
    timestampCommand,
    clockCommand,
    delegationCommand,
    verifyCommand,
    trustCommand,
    journalCommand,
    backupCommand,
  ]) {
    root.addCommand(make());
  }
  for (const command of everyCommand(root)) {
    command
      .exitOverride()
      .helpCommand(false)
      .configureHelp({ styleTitle: titleInChinese, displayWidth: columnsOf, optionDescription })
      .helpOption('-h, --help', '显示用法')
      // Printed below, as one sentence or as JSON. A help that was not asked for does not spoil the JSON: it goes to stderr.
      .configureOutput({ outputError: () => undefined });
    if (command.commands.length === 0 || command === root) addCommonOptions(command);
  }
  // Options of the root are found wherever they stand; the commands get them from there.
  return root.hook('preAction', (_, action) => {
    for (const [name, value] of Object.entries(root.opts())) action.setOptionValue(name, value);
  });
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

function titleInChinese(title: string): string {
  return titles[title] ?? title;
}

/** Defaults are named in the descriptions, in their language. */
function optionDescription({ description }: Option): string {
  return description;
}

/** A command and all below it. */
export function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
