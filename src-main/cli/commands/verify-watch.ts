/** `bianyin verify --watch DIR`: each new document once, one line for each verdict, until Ctrl-C. */
import { verificationOptions, verifyFile } from '../../app/verify/verify-files.ts';
import { isFolder } from '../../app/verify/batch/list-documents.ts';
import { watchFolder } from '../../app/verify/batch/watch-folder.ts';
import { openAppSession, type AppSession } from '../../app/session.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { homeDirectory } from '../../platform/home-directory.ts';
import { resultOfError, resultOfReport, type FileResult } from '../../report/result-table.ts';
import { printError } from '../output.ts';
import { say, sayJson, warn } from '../terminal.ts';
import type { CommonOptions } from '../run-command.ts';
import { resultLine } from './verify-line.ts';

export interface WatchRequest extends CommonOptions {
  readonly folder: string;
  readonly trust: readonly string[];
  readonly at: Date | undefined;
  /** Also the documents that are there already. */
  readonly existing: boolean;
}

/** Ends with code 0 on Ctrl-C. Errors (code 2): `folder-not-readable`, `trust-file-malformed`, `home-damaged`. */
export async function watchAndVerify(request: WatchRequest): Promise<void> {
  let session: AppSession | undefined;
  try {
    session = openAppSession(homeDirectory(request.home));
    await watchUntilStopped(session, request);
    process.exitCode = 0;
  } catch (error) {
    process.exitCode = printError(request, error);
  } finally {
    session?.stop();
  }
}

async function watchUntilStopped(session: AppSession, request: WatchRequest): Promise<void> {
  const { folder, existing, lang = 'zh' } = request;
  if (!isFolder(folder)) throw new BianyinError('usage', { what: '--watch 文件夹' });
  // Wrong trust is refused before anybody waits for files.
  await verificationOptions(
    session,
    request.at ? { trust: request.trust, at: request.at } : { trust: request.trust },
  );
  const watching = watchFolder({
    folder,
    existing,
    async onFile(path) {
      const result = await verdictOf(session, path, request);
      if (result === null) return 'gone';
      print(request, result);
      return 'done';
    },
    onFolder: (isThere) => tell(words[lang][isThere ? 'back' : 'gone']),
  });
  tell(words[lang].watching);
  if (watching.skipped > 0) tell(words[lang].skipped(watching.skipped));
  await stopAsked();
  await watching.stop();
  tell(words[lang].stopped);
}

/** Null: the file is not there any more. Trust is read anew for each file, because a watch may run for weeks. */
async function verdictOf(
  session: AppSession,
  path: string,
  { trust, at }: WatchRequest,
): Promise<FileResult | null> {
  const options = await verificationOptions(session, at ? { trust, at } : { trust });
  const found = await verifyFile(session.documents, path, options);
  if ('report' in found) return resultOfReport(found.file, found.report);
  if (found.error.code === 'file-not-readable') return null;
  return resultOfError(found.file, found.error, { now: options.now, engine: engineVersion });
}

function print({ json, lang = 'zh' }: WatchRequest, result: FileResult): void {
  if (json === true) sayJson(result);
  else say([resultLine(result, lang)]);
}

function tell(text: string): void {
  warn(text);
}

/** A timer that never fires keeps the program alive where the folder's events do not. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 3_600_000);
    const stop = (): void => {
      clearInterval(alive);
      resolve();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
  });
}

const words = {
  zh: {
    watching: '正在看着这个文件夹：放进来的文件验完就报。按 Ctrl-C 停止。',
    skipped: (count: number) => `已在里面的 ${count} 个文件不验；要一起验，请加 --all。`,
    gone: '文件夹现在读不到了，等它回来。',
    back: '文件夹又能读了。',
    stopped: '已停止。',
  },
  en: {
    watching: 'Watching the folder: each file that arrives is verified and told. Ctrl-C stops.',
    skipped: (count: number) => `${count} files that are there already are left out; --all takes them too.`,
    gone: 'The folder cannot be read now; waiting for it.',
    back: 'The folder can be read again.',
    stopped: 'Stopped.',
  },
} as const;
