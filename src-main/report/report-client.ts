/** Client of the report process; it is started with the first report. */
import { fileURLToPath } from 'node:url';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { workerProcess } from '../platform/worker-process.ts';
import type { HandOverSheetInput } from './hand-over-sheet.ts';
import type { JournalSheetInput } from './journal-sheet.ts';
import { picturesAnswer, type ReportRequest } from './messages.ts';
import type { SheetInput } from './sheet-input.ts';

interface CopyInput {
  /** Hex SM3 of the octets that were verified. */
  readonly sm3: string;
  /** The sentence under each page. */
  readonly notice: string;
  readonly at: Date;
}

/** `out` is a new file. Errors: `output-exists`, `output-not-writable`, `report-not-made`. */
export interface ReportClient {
  sheet(kind: 'sheet' | 'slip', file: string, input: SheetInput, out: string): Promise<void>;
  /** Errors: also `print-copy-not-made`, `file-changed-while-reading`. */
  copy(file: string, input: CopyInput, out: string): Promise<void>;
  journal(input: JournalSheetInput, out: string): Promise<void>;
  handOver(input: HandOverSheetInput, out: string): Promise<void>;
  /** PNG as base64 by hex SM3; empty when they cannot be read. */
  pictures(file: string): Promise<Readonly<Record<string, string>>>;
  stop(): void;
}

const HEAP_MIB = 1024;
const LIMIT_MS = 60_000;
const PICTURES_MS = 10_000;

/** Starts no process before the first call. */
export function reportClient(): ReportClient {
  const worker = workerProcess({
    name: '报告进程',
    entry: fileURLToPath(new URL('./report-process.ts', import.meta.url)),
    heapMiB: HEAP_MIB,
  });
  const make = async (request: ReportRequest): Promise<void> => {
    try {
      await worker.call(request, LIMIT_MS);
    } catch (cause) {
      throw madeNothing(cause);
    }
  };
  return {
    sheet: (name, file, input, out) => make({ name, file, out, input: { ...input } }),
    copy: (file, { at, ...input }, out) => make({ name: 'copy', file, out, ...input, at: at.toISOString() }),
    journal: ({ table, madeAt, ...input }, out) =>
      make({ name: 'journal', out, input: { ...input, table: plain(table), madeAt: madeAt.toISOString() } }),
    handOver: (input, out) => make({ name: 'handOver', out, input: { ...input } }),
    async pictures(file) {
      try {
        return picturesAnswer.parse(await worker.call({ name: 'pictures', file }, PICTURES_MS));
      } catch (error) {
        if (error instanceof BianyinError) return {};
        throw error;
      }
    },
    stop: () => worker.stop(),
  };
}

/** A worker that was late or died has made no report; what it was called is nobody's concern. */
function madeNothing(cause: unknown): unknown {
  const isLost = failedWith(cause, 'worker-timeout', 'worker-lost', 'internal');
  return isLost ? new BianyinError('report-not-made', {}, { cause }) : cause;
}

function plain({
  title,
  columns,
  rows,
}: JournalSheetInput['table']): Extract<ReportRequest, { name: 'journal' }>['input']['table'] {
  return { title, columns: columns.map((column) => ({ ...column })), rows: rows.map((row) => [...row]) };
}
