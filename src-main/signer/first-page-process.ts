/**
 * Entry of the process that draws a page of what is to be signed, the first or the one that gets the seal, for the PIN window (docs/adr/0003). It draws the octets that it
 * has hashed and no others, and only when they are the ones that the signer has named. It has no keys and is started for one page.
 */
import { encode } from 'fast-png';
import { toBase64, toHex } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { openForDrawing } from '../page-drawing/drawn-document.ts';
import { displayName } from '../platform/display-name.ts';
import { openFileSource, sizeOf } from '../platform/file-byte-source.ts';
import { guardProcess } from '../platform/process-guard.ts';
import { serveRequests } from '../platform/worker-main.ts';
import { firstPageQuestion } from './answers.ts';
import { hashFile } from './hashed-file.ts';

/** All memory of this process, MiB. */
const MEMORY_MIB = 768;
/** Processor time for one page, and what each octet of a large file adds for its digest. */
const PROCESSOR_MS = 8_000;
const OCTETS_PER_MS = 50_000;
const guard = guardProcess(MEMORY_MIB);

serveRequests(async (message) => {
  const { file, sm3, page } = firstPageQuestion.parse(message);
  guard.beginRequest(PROCESSOR_MS + sizeOf(file) / OCTETS_PER_MS);
  const source = openFileSource(file);
  try {
    const { stream, content } = hashFile(source);
    if (toHex(stream.digest()) !== sm3)
      throw new BianyinError('file-not-as-shown', { file: displayName(file) });
    const document = await openForDrawing(content);
    const { width, height, pixels } = await document.draw(page, 'display');
    return { png: toBase64(encode({ width, height, data: pixels, channels: 4, depth: 8 })) };
  } finally {
    source.close();
  }
});
