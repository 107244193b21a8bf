/** What every command shares: options, one session, printing, and the exit code. */
import type { Command } from 'commander';
import { pinFile } from '../app/office/sandbox-setup.ts';
import { openAppSession, type AppSession } from '../app/session.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { sentenceFor } from '../domain/errors/sentence.ts';
import { homeDirectory, isReadOnlyHome } from '../platform/home-directory.ts';
import type { Actor, ActsAs } from '../tokens/signer-client.ts';
import { subjectLines } from './subject-text.ts';
import { warn } from './terminal.ts';
import { printError, printResult, type OutputOptions } from './output.ts';
import { pinFromFile, readPin, type PinOptions } from './pin-input.ts';
import { pinWords } from './pin-words.ts';
import { oneOf } from './usage-error.ts';

export interface CommonOptions extends OutputOptions {
  readonly home?: string;
}

export interface TokenOptions extends CommonOptions, PinOptions {
  readonly token: string;
}

/** What a command shows: a value for `--json`, lines for people, and an exit code (default 0). */
export interface CommandResult {
  readonly value: unknown;
  readonly lines: readonly string[];
  readonly exitCode?: number;
  /** A table for programs instead of lines. */
  readonly data?: string;
}

/** Options of every command; they may stand before it or after it. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--home <目录>', '数据目录（默认 BIANYIN_HOME，或 ~/.bianyin）')
    .option('--json', '输出 JSON')
    .option('--lang <zh|en>', '语言（默认 zh）', oneOf('zh', 'en'));
}

/** Options of commands that open a token. There is none that takes the PIN itself. */
export function addTokenOptions(command: Command): Command {
  return addPinOptions(command.requiredOption('--token <标签>', 'UKey 的标签（见 token list）'));
}

/** How a PIN gets in: a file or standard input, else a prompt without echo. */
export function addPinOptions(command: Command): Command {
  return command
    .option('--pin-file <文件>', '从文件第一行读 PIN')
    .option('--pin-stdin', '从标准输入第一行读 PIN');
}

/** Runs one command to its end: shows what it returns, or its error, and stops the workers. */
export async function runCommand(
  options: CommonOptions,
  work: (session: AppSession) => Promise<CommandResult> | CommandResult,
): Promise<void> {
  let session: AppSession | undefined;
  try {
    session = openAppSession(homeDirectory(options.home));
    sayReadOnly(session, options);
    const { value, lines, exitCode, data } = await work(session);
    printResult(options, value, lines, data);
    process.exitCode = exitCode ?? 0;
  } catch (error) {
    process.exitCode = printError(options, error);
  } finally {
    session?.stop();
  }
}

/** What is listed and verified is as good as ever; whoever wants more should know before they try. */
function sayReadOnly({ home }: AppSession, { lang = 'zh' }: CommonOptions): void {
  if (isReadOnlyHome(home)) warn(sentenceFor(new BianyinError('store-read-only'), lang));
}

/** Lines of what the signer says that the signature will be about (docs/adr/0003), and the digests of the requests that they tell of. */
export type Described = () => Promise<{
  readonly lines: readonly string[];
  readonly shown?: readonly string[];
}>;

/** What is asked of the signer: for whom the holder of this token would decide, or seal. */
export function deciding({ token }: Pick<TokenOptions, 'token'>): ActsAs {
  return { token, act: 'decide' };
}
export function sealing({ token }: Pick<TokenOptions, 'token'>): ActsAs {
  return { token, act: 'apply' };
}

/** Asks the signer about a stored request. */
export function describedRequest(session: AppSession, id: string, as?: ActsAs): Described {
  return async () => {
    const [subject] = await session.signer().describeRequests([id], as);
    if (!subject) throw new BianyinError('request-unknown', { id });
    const { shownSm3 } = subject;
    return { lines: subjectLines(subject), ...(shownSm3 === null ? {} : { shown: [shownSm3] }) };
  };
}

/**
 * The token and PIN of an acting person, who sees what is signed before it is typed; without `described` it was shown already.
 * Errors: `pin-required`, `pin-file-not-private`, `file-not-readable`, `token-not-found`, `pin-locked`.
 */
export async function actorFrom(
  session: AppSession,
  options: TokenOptions,
  described?: Described,
): Promise<Actor> {
  const { token } = options;
  let shown: readonly string[] | undefined;
  const prompt = async (): Promise<string> => {
    const question = await pinPrompt(session, token);
    const said = await described?.();
    said?.lines.forEach((line) => warn(line));
    shown = said?.shown;
    return question;
  };
  const pin = await readPin(options, prompt);
  return { token, pin, ...(shown ? { shown } : {}) };
}

/** Says how near the lock is before somebody types. Errors: `token-not-found`, `pin-locked`. */
async function pinPrompt(session: AppSession, label: string): Promise<string> {
  const found = (await session.signer().listTokens()).find((each) => each.label === label);
  if (!found) throw new BianyinError('token-not-found', { label });
  const { state } = found.pin;
  if (state === 'locked') throw new BianyinError('pin-locked', { label });
  return `${label} 的 PIN${state === 'ok' ? '' : `（${pinWords[state]}）`}：`;
}

/** The applicant of a sandbox needs no typing: token and PIN file are the sandbox's own, unless others are named. */
export async function applicantFrom(
  session: AppSession,
  options: Partial<TokenOptions>,
  described: Described,
): Promise<Actor> {
  const token = options.token ?? SANDBOX_APPLICANT;
  const named = options.pinFile !== undefined || options.pinStdin === true;
  const isSandboxDefault = options.token === undefined && !named && session.settings?.kind === 'sandbox';
  if (isSandboxDefault) return { token, pin: pinFromFile(pinFile(session.home, token)) };
  return actorFrom(session, { ...options, token }, described);
}

const SANDBOX_APPLICANT = 'soft-applicant';

/** A number that an option names. Errors: `usage`. */
export function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new BianyinError('usage', { what: `${option} 1` });
}
