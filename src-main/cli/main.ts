/** The terminal program: `npm run -s bianyin -- …`. Exit codes: 0 done or all PASS, 1 FAIL, 2 error, 3 UNSURE, 4 nothing signed. */
import { Command, CommanderError } from 'commander';
import { engineVersion } from '../domain/engine-version.ts';
import { journalCommand } from './commands/journal.ts';
import { policyCommand } from './commands/policy.ts';
import { requestCommand } from './commands/request.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { sealCommand } from './commands/seal.ts';
import { tokenCommand } from './commands/token.ts';
import { trustCommand } from './commands/trust.ts';
import { verifyCommand } from './commands/verify.ts';
import { columnsOf, printError } from './output.ts';
import { addCommonOptions } from './run-command.ts';
import { outputOptionsIn, usageError } from './usage-error.ts';

/** The last word on the exit code of a run without a command, or with a wrong one. */
const USAGE = 2;

function program(): Command {
  const root = new Command('bianyin')
    .description('汴印：先审批，后盖章；私钥不出 UKey；验章不联网。')
    .version(engineVersion, '-V, --version', '显示版本');
  for (const make of [
    sandboxCommand,
    tokenCommand,
    sealCommand,
    policyCommand,
    requestCommand,
    verifyCommand,
    trustCommand,
    journalCommand,
  ]) {
    root.addCommand(make());
  }
  for (const command of everyCommand(root)) {
    command
      .exitOverride()
      .helpCommand(false)
      .configureHelp({ styleTitle: titleInChinese, displayWidth: columnsOf })
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

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** Whatever goes wrong is a 2: a crash must never look like a verdict (1, 3, 4) or a success. */
function fail(error: unknown): void {
  const output = outputOptionsIn(process.argv);
  process.exitCode = printError(
    output,
    error instanceof CommanderError ? usageError(error, output.lang) : error,
  );
}

process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});
// Whoever reads our output may go away before its end (`| head`).
process.stdout.on('error', () => process.exit(USAGE));

try {
  await program().parseAsync(process.argv);
} catch (error) {
  // Help and version are no errors.
  if (!(error instanceof CommanderError && error.exitCode === 0)) fail(error);
}
