/** Hands the octets of a dropped file to the application, piece by piece; only one piece is in memory at a time. */
import { ADOPTED_PIECE, LARGEST_ADOPTED } from '../../src-main/contract/adopt-calls.ts';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { call, CallFailure } from './bridge.ts';

/** Octets that have been handed over, of how many. */
export type AdoptProgress = (done: number, total: number) => void;

/** Errors: `too-large`, those of the calls; a file that cannot be read (a folder) rejects with what the browser says. */
export async function adoptFile(file: File, onProgress?: AdoptProgress): Promise<DocumentView> {
  if (file.size > LARGEST_ADOPTED) throw new CallFailure({ code: 'too-large', detail: {} });
  if (file.size === 0) throw new CallFailure({ code: 'file-empty', detail: { file: file.name } });
  const name = file.name.slice(0, 255);
  const { adoption } = await call('adoption.begin', { name, size: file.size });
  try {
    for (let offset = 0; offset < file.size; offset += ADOPTED_PIECE) {
      const piece = new Uint8Array(await file.slice(offset, offset + ADOPTED_PIECE).arrayBuffer());
      await call('adoption.write', { adoption, offset, data: base64(piece) });
      onProgress?.(offset + piece.length, file.size);
    }
    return await call('adoption.finish', { adoption });
  } catch (cause) {
    void call('adoption.cancel', { adoption }).catch(() => undefined);
    throw cause;
  }
}

/** Arguments that one call of a function can take are few. */
const STRIDE = 0x8000;

function base64(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += STRIDE) {
    text += String.fromCharCode(...octets.subarray(at, at + STRIDE));
  }
  return btoa(text);
}
