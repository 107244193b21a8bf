/** The terminal program: `npm run -s bianyin -- …`. Exit codes: 0 done or all PASS, 1 FAIL, 2 error, 3 UNSURE, 4 nothing signed. */
import { Command, CommanderError } from 'commander';
import { engineVersion } from '../domain/engine-version.ts';
import { journalCommand } from './commands/journal.ts';
import { policyCommand } from './commands/policy.ts';
import { requestCommand } from './commands/request.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { sealCommand } from './commands/seal.ts';
import { tokenCommand } from './commands/token.ts';
import { verifyCommand } from './commands/verify.ts';
import { addCommonOptions } from './run-command.ts';

/** The last word on the exit code of a run without a command, or with a wrong one. */
const USAGE = 2;

function program(): Command {
  const root = new Command('bianyin')
    .description('汴印：先审批，后盖章；私钥不出 UKey；验章不联网。')
    .version(engineVersion, '-V, --version', '显示版本')
    .helpCommand(false);
  for (const make of [
    sandboxCommand,
    tokenCommand,
    sealCommand,
    policyCommand,
    requestCommand,
    verifyCommand,
    journalCommand,
  ]) {
    root.addCommand(make());
  }
  for (const command of everyCommand(root)) {
    command
      .exitOverride()
      .configureHelp({ styleTitle: titleInChinese })
      .helpOption('-h, --help', '显示用法')
      .showHelpAfterError('（用 --help 查看用法）');
    if (command.commands.length === 0) addCommonOptions(command);
  }
  return root;
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

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

try {
  await program().parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Help and version end with 0; everything else is a wrong use.
  process.exitCode = error.exitCode === 0 ? 0 : USAGE;
}
