/** A page of what is to be signed, the first unless another is asked for, as the signer's side draws it. It is there to be looked at: whatever fails, nobody is kept from signing. */
import { fileURLToPath } from 'node:url';
import { workerProcess } from '../platform/worker-process.ts';
import { firstPageAnswer } from '../signer/answers.ts';

/** Somebody waits for the PIN window meanwhile. */
const PATIENCE_MS = 15_000;
const HEAP_MIB = 384;

/** PNG as base64; null when it could not be drawn, or the file is not the one with this digest. */
export async function drawFirstPage(file: string, sm3: string, page = 1): Promise<string | null> {
  const worker = workerProcess({
    name: '首页',
    entry: fileURLToPath(new URL('../signer/first-page-process.ts', import.meta.url)),
    heapMiB: HEAP_MIB,
    isSilent: true,
  });
  try {
    return firstPageAnswer.parse(await worker.call({ file, sm3, page }, PATIENCE_MS)).png;
  } catch {
    return null;
  } finally {
    worker.stop();
  }
}
