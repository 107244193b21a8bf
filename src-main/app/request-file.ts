/** Where the file of a request is: remembered, or named again when it was moved. What it says is compared, never where it lies. */
import { toHex } from '../crypto/bytes.ts';
import { sm3Stream } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { displayName } from '../platform/display-name.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { requestFileSetting } from '../store/settings.ts';
import { showRequest, withWorld } from './requests.ts';
import type { Session } from './session.ts';

/** Octets hashed before other work gets its turn. */
const CHUNK = 4 * 1024 * 1024;

/** Hex SM3 of all octets. Errors: `file-changed-while-reading`. */
export async function sm3OfSource(source: ByteSource): Promise<string> {
  const hash = sm3Stream();
  for (let at = 0; at < source.size; at += CHUNK) {
    hash.update(source.read(at, Math.min(CHUNK, source.size - at)));
    await new Promise(setImmediate);
  }
  return toHex(hash.digest());
}

/** The place of a request's file. Errors: `request-unknown`, `file-not-readable`. */
export function requestFile(session: Session, id: string): string {
  const { file, request } = showRequest(session, id);
  if (file === null) throw new BianyinError('file-not-readable', { file: request.document.name });
  return file;
}

/**
 * Remembers a new place for the file of a request. Errors: `request-unknown`, `file-not-readable`, `document-changed` when
 * the octets there are others.
 */
export async function relocateRequestFile(session: Session, id: string, path: string): Promise<void> {
  const { request } = showRequest(session, id);
  const source = openFileSource(path);
  try {
    if ((await sm3OfSource(source)) !== request.document.sm3)
      throw new BianyinError('document-changed', { name: displayName(path) });
  } finally {
    source.close();
  }
  withWorld(session, ({ store }) => store.setSetting(requestFileSetting(id), path));
}
