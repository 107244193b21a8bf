/** Software UKeys for tests: the module that the run's set-up built (test/support/global-setup.ts), and tokens in a folder of the test's own. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const built = fileURLToPath(new URL('../../native/soft-ukey/build/libbianyin-soft-ukey.so', import.meta.url));

/** Absolute path of the module. */
export function softUkeyModulePath(): string {
  return built;
}

export interface TestToken {
  readonly directory: string;
  readonly label: string;
  readonly pin: string;
  readonly soPin: string;
}

/**
 * Initialises a token in `directory` (made when missing) and returns the path of its file. Runs in a process of its
 * own: PKCS#11 lets a library be initialised once per process, and the caller may have it open.
 */
export function createTestToken(token: TestToken): string {
  mkdirSync(token.directory, { recursive: true, mode: 0o700 });
  const before = new Set(tokenFiles(token.directory));
  const kind = JSON.stringify([token.label, token.soPin, token.pin]);
  const known = before.size === 0 ? made.get(kind) : undefined;
  if (known) return writeToken(token.directory, known);
  const script = new URL('make-token.ts', import.meta.url);
  runTokenScript(script, [token.label, token.soPin, token.pin], { directory: token.directory });
  const name = tokenFiles(token.directory).find((each) => !before.has(each));
  if (name === undefined) throw new Error('no token file was made');
  const path = join(token.directory, name);
  made.set(kind, { name, octets: readFileSync(path) });
  return path;
}

/** Tokens that were made in this process: the next one of the same kind, alone in its folder, is a copy. */
const made = new Map<string, { readonly name: string; readonly octets: Uint8Array }>();

function writeToken(directory: string, { name, octets }: { name: string; octets: Uint8Array }): string {
  const path = join(directory, name);
  writeFileSync(path, octets, { mode: 0o600 });
  return path;
}

/** A folder for tokens that disappears with the test (or suite hook) that asked for it. */
export function temporaryTokenDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bianyin-tokens-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export interface ScriptSettings {
  readonly directory: string;
  /** BIANYIN_SOFT_UKEY_FAULT of the child. */
  readonly fault?: string;
  readonly timeoutMs?: number;
  /** Standard input. */
  readonly input?: string;
}

export interface ScriptResult {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of test/token in a child process with the module's variables set. */
export function tryTokenScript(script: URL, args: readonly string[], settings: ScriptSettings): ScriptResult {
  const child = spawnSync(process.execPath, commandLine(script, args), {
    encoding: 'utf8',
    input: settings.input,
    timeout: settings.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
    env: childEnvironment(settings),
  });
  return { status: child.status, signal: child.signal, stdout: child.stdout, stderr: child.stderr };
}

/** Starts a script and gives what it printed when it ends, however it ends. */
export function startTokenScript(
  script: URL,
  args: readonly string[],
  settings: ScriptSettings,
): Promise<string> {
  const child = spawn(process.execPath, commandLine(script, args), {
    env: childEnvironment(settings),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  return new Promise((resolve) => child.on('close', () => resolve(text)));
}

function commandLine(script: URL, args: readonly string[]): string[] {
  return ['--disable-warning=ExperimentalWarning', fileURLToPath(script), softUkeyModulePath(), ...args];
}

function childEnvironment(settings: ScriptSettings): NodeJS.ProcessEnv {
  const { directory, fault } = settings;
  return { ...process.env, BIANYIN_SOFT_UKEY_DIR: directory, BIANYIN_SOFT_UKEY_FAULT: fault ?? '' };
}

/** As `tryTokenScript`, but the script must succeed; returns what it printed. */
export function runTokenScript(script: URL, args: readonly string[], settings: ScriptSettings): string {
  const result = tryTokenScript(script, args, settings);
  if (result.status !== 0) throw new Error(`${script.pathname}: ${result.signal ?? ''} ${result.stderr}`);
  return result.stdout;
}

function tokenFiles(directory: string): readonly string[] {
  return readdirSync(directory).filter((name) => name.endsWith('.ukey'));
}
