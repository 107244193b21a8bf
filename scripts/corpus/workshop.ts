/** The bench of a corpus run: one sandbox home, its session, and a way to start afresh when a file did not come to an end. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initSandbox, pinFile } from '../../src-main/app/office/sandbox-setup.ts';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { workerProcess, type WorkerProcess } from '../../src-main/platform/worker-process.ts';
import type { Actor } from '../../src-main/tokens/signer-client.ts';

/** What one file may cost, of the processor's time. */
export const LIMIT_MS = 10_000;
/** When a step counts as hanging, by the wall clock: a busy machine is no finding about a file. */
export const HANG_MS = 60_000;

export interface Workshop {
  /** Folder for sealed files. */
  readonly outputs: string;
  session(): AppSession;
  actor(token: string): Actor;
  /** Middle of page 1 in the words of `--at`. Errors: those of the reader. */
  middleOfFirstPage(file: string): Promise<string>;
  /** Ends every process of this run; the next use starts new ones. */
  restart(): void;
  /** Ends the processes and removes everything. */
  close(): void;
}

/** Makes the sandbox home. Errors: those of its set-up. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-corpus-'));
  const home = homeDirectory(join(folder, 'home'));
  const now = (): Date => new Date();
  await initSandbox(home, now);
  let session = openAppSession(home, now);
  let middle = pageMiddleWorker();
  const stop = (): void => {
    session.stop();
    middle.stop();
  };
  return {
    outputs: folder,
    session: () => session,
    actor: (token) => ({ token, pin: pinOf(pinFile(home, token)) }),
    middleOfFirstPage: async (file) => String(await middle.call(file, HANG_MS)),
    restart() {
      stop();
      session = openAppSession(home, now);
      middle = pageMiddleWorker();
    },
    close() {
      stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function pageMiddleWorker(): WorkerProcess {
  const entry = fileURLToPath(new URL('./page-middle-process.ts', import.meta.url));
  return workerProcess({ name: 'page middle', entry });
}

function pinOf(file: string): Uint8Array {
  return Uint8Array.from(Buffer.from(readFileSync(file, 'latin1').trim(), 'latin1'));
}
