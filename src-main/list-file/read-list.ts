/** Starts a process that reads one list and gives it a time and a memory limit: a hostile table can hang or crash only itself. */
import { fileURLToPath } from 'node:url';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ReadList } from '../domain/listed-row.ts';
import { displayName } from '../platform/display-name.ts';
import { workerProcess } from '../platform/worker-process.ts';
import { MOST_FILES, MOST_OCTETS } from './grid.ts';
import { listAnswer } from './list-messages.ts';

const SECONDS = 60;
const HEAP_MIB = 768;

/** The rows of an Excel or CSV list. Errors: `table-*`, `file-not-readable`, `worker-*`. */
export async function readListFile(path: string): Promise<ReadList> {
  const entry = fileURLToPath(new URL('./list-process.ts', import.meta.url));
  const worker = workerProcess({ name: '清单进程', entry, heapMiB: HEAP_MIB, onlyReadsFiles: true });
  try {
    return listAnswer.parse(await worker.call({ file: path }, SECONDS * 1000));
  } catch (cause) {
    if (!(cause instanceof BianyinError)) throw cause;
    const about = { file: displayName(path), rows: MOST_FILES, megabytes: MOST_OCTETS / (1024 * 1024) };
    throw new BianyinError(cause.code, { ...about, ...cause.detail }, { cause });
  } finally {
    worker.stop();
  }
}
