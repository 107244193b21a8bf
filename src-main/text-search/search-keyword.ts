/**
 * Starts the search process and gives it a time, a memory and an answer limit: an untrusted PDF can hang or crash only itself.
 * Node's permission model lets it read files, and nothing else: no writing, no programs, no native modules.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { KeywordHit } from '../domain/placement-keyword.ts';
import { searchAnswer } from './search-messages.ts';
import type { SearchQuestion } from './search-messages.ts';

export interface SearchLimits {
  /** Time for the whole search, seconds. */
  readonly seconds: number;
  /** Size of the JavaScript heap of the process, MiB. */
  readonly heapMiB: number;
  /** The script to run; tests put one here that hangs or dies. */
  readonly script: string;
}

const defaults: SearchLimits = {
  seconds: 60,
  heapMiB: 512,
  script: fileURLToPath(new URL('./search-process.ts', import.meta.url)),
};
const maxAnswerBytes = 1_000_000;

/**
 * All hits of a keyword in a PDF file, in page order; empty when there are none.
 * Errors: `text-search-timeout`, `text-search-failed` (crash, out of memory, unreadable file, malformed answer).
 */
export async function searchKeyword(
  question: SearchQuestion & { readonly keyword: string },
  limits: Partial<SearchLimits> = {},
): Promise<KeywordHit[]> {
  try {
    return searchAnswer.parse(await askSearchProcess(question, limits)).hits;
  } catch (cause) {
    if (cause instanceof BianyinError) throw cause;
    throw new BianyinError('text-search-failed', {}, { cause });
  }
}

/** What the search process answers, unchecked. Errors: `text-search-timeout`, `text-search-failed`. */
export async function askSearchProcess(
  question: SearchQuestion,
  limits: Partial<SearchLimits> = {},
): Promise<unknown> {
  const { seconds, heapMiB, script } = { ...defaults, ...limits };
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMiB}`, '--permission', '--allow-fs-read=*', '--no-warnings', script],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: cleanEnvironment(),
      windowsHide: true,
    },
  );
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, seconds * 1000);
  try {
    const answer = await answerOf(child, JSON.stringify(question));
    return JSON.parse(answer) as unknown;
  } catch (cause) {
    if (late) throw new BianyinError('text-search-timeout', { seconds }, { cause });
    throw new BianyinError('text-search-failed', {}, { cause });
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

type SearchProcess = ReturnType<typeof spawn>;

async function answerOf(child: SearchProcess, question: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxAnswerBytes) child.kill('SIGKILL');
    else chunks.push(chunk);
  });
  // A process that died early closes its stdin; its exit code tells more than the broken pipe.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(question);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the search process ended with ${code ?? 'a signal'}`);
  return Buffer.concat(chunks).toString('utf8');
}

/** Nothing of the caller's environment goes in, except what Windows needs to start a program. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['SystemRoot', 'TEMP', 'TMP'] as const;
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
