/** What every command shares: options, one session, printing, and the exit code. */
import type { Command } from 'commander';
import { pinFile } from '../app/sandbox-setup.ts';
import { openSession, type Session } from '../app/session.ts';
import { homeDirectory } from '../platform/home-directory.ts';
import type { Actor } from '../tokens/signer-client.ts';
import { printError, printResult, type OutputOptions } from './output.ts';
import { pinFromFile, readPin, type PinOptions } from './pin-input.ts';

export interface CommonOptions extends OutputOptions {
  readonly home?: string;
}

export interface TokenOptions extends CommonOptions, PinOptions {
  readonly token: string;
}

/** What a command shows: a value for `--json`, lines for people, and an exit code (default 0). */
export interface Shown {
  readonly value: unknown;
  readonly lines: readonly string[];
  readonly exitCode?: number;
}

/** Options of every command. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--home <目录>', '数据目录（默认 BIANYIN_HOME，或 ~/.bianyin）')
    .option('--json', '输出 JSON')
    .option('--lang <zh|en>', '语言', 'zh');
}

/** Options of commands that open a token. There is none that takes the PIN itself. */
export function addTokenOptions(command: Command): Command {
  return addPinOptions(command.requiredOption('--token <标签>', 'UKey 的标签（见 token list）'));
}

export function addPinOptions(command: Command): Command {
  return command
    .option('--pin-file <文件>', '从文件第一行读 PIN')
    .option('--pin-stdin', '从标准输入第一行读 PIN');
}

/** Runs one command to its end: shows what it returns, or its error, and stops the workers. */
export async function runCommand(
  options: CommonOptions,
  work: (session: Session) => Promise<Shown> | Shown,
): Promise<void> {
  let session: Session | undefined;
  try {
    session = openSession(homeDirectory(options.home));
    const { value, lines, exitCode } = await work(session);
    printResult(options, value, lines);
    process.exitCode = exitCode ?? 0;
  } catch (error) {
    process.exitCode = printError(options, error);
  } finally {
    session?.stop();
  }
}

/** The token and PIN of an acting person. Errors: `pin-required`, `file-not-readable`. */
export async function actorFrom(options: TokenOptions): Promise<Actor> {
  return { token: options.token, pin: await readPin(options, `${options.token} 的 PIN：`) };
}

/** The applicant of a sandbox needs no typing: token and PIN file are the sandbox's own, unless others are named. */
export async function applicantFrom(session: Session, options: Partial<TokenOptions>): Promise<Actor> {
  const token = options.token ?? SANDBOX_APPLICANT;
  const named = options.pinFile !== undefined || options.pinStdin === true;
  const isSandboxDefault = options.token === undefined && !named && session.settings?.kind === 'sandbox';
  if (isSandboxDefault) return { token, pin: pinFromFile(pinFile(session.home, token)) };
  return actorFrom({ ...options, token });
}

const SANDBOX_APPLICANT = 'soft-applicant';
