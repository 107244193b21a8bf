/** The report process: sets reports, slips, copies and registers as PDF, and takes seal pictures out of untrusted files. */
import { toBase64, toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { openPdf } from '../pdf/document.ts';
import { writeNewFile } from '../platform/atomic-file.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { guardProcess } from '../platform/process-guard.ts';
import { serveRequests } from '../platform/worker-main.ts';
import { handOverSheet } from './hand-over-sheet.ts';
import { journalSheet } from './journal-sheet.ts';
import { reportRequest, type ReportRequest } from './messages.ts';
import { printCopy } from './print-copy.ts';
import { sealPictures } from './seal-pictures.ts';
import type { SealPictures } from './sheet-input.ts';
import { slipSheet } from './slip-sheet.ts';
import { verificationSheet } from './verification-sheet.ts';

/** A larger file is not loaded a second time to be printed, octets. */
const LARGEST_COPY = 96 * 1024 * 1024;

/** Pictures of seals and printed files come from anybody; the heap alone is no bound (platform/process-guard.ts). */
const MEMORY_MIB = 2048;

guardProcess(MEMORY_MIB);
serveRequests(async (message) => {
  const request = reportRequest.parse(message);
  switch (request.name) {
    case 'sheet':
      return write(request.out, await verificationSheet(request.input, picturesOf(request.file)));
    case 'slip':
      return write(request.out, await slipSheet(request.input));
    case 'copy':
      return write(request.out, await copyOf(request));
    case 'journal':
      return write(
        request.out,
        await journalSheet({ ...request.input, madeAt: new Date(request.input.madeAt) }),
      );
    case 'handOver':
      return write(request.out, await handOverSheet(request.input));
    case 'pictures':
      return Object.fromEntries(
        [...picturesOf(request.file)].map(([name, octets]) => [name, toBase64(octets)]),
      );
  }
});

function write(out: string, octets: Uint8Array): null {
  writeNewFile(out, octets);
  return null;
}

/** None when the file is gone: the report stands without them. */
function picturesOf(file: string): SealPictures {
  try {
    const source = openFileSource(file);
    try {
      return sealPictures(source);
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof BianyinError) return new Map();
    throw error;
  }
}

/** The copy is of the octets that were verified, and of no others. */
function copyOf(request: Extract<ReportRequest, { name: 'copy' }>): Promise<Uint8Array> {
  const source = openFileSource(request.file);
  try {
    if (source.size > LARGEST_COPY) throw new BianyinError('print-copy-not-made');
    const octets = source.read(0, source.size);
    if (toHex(sm3(octets)) !== request.sm3) throw new BianyinError('file-changed-while-reading');
    const { pageCount: pages } = openPdf(source);
    return printCopy(octets, { notice: request.notice, pages, at: new Date(request.at) });
  } finally {
    source.close();
  }
}
