/** Where the file of a request is: remembered, or named again when it was moved. What it says is compared, never where it lies. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { displayName } from '../../platform/display-name.ts';
import { openFileSource } from '../../platform/file-byte-source.ts';
import { requestFileSetting } from '../../store/settings.ts';
import { showRequest } from './requests.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';

/** The place of a request's file. Errors: `request-unknown`, `file-not-readable`. */
export function requestFile(session: AppSession, id: string): string {
  const { file, request } = showRequest(session, id);
  if (file === null) throw new BianyinError('file-not-readable', { file: request.document.name });
  return file;
}

/** The place of an attachment of a request (0 for the first). Errors: `request-unknown`, `file-not-readable`. */
export function attachmentFile(session: AppSession, id: string, index: number): string {
  const { attachmentFiles, request } = showRequest(session, id);
  const file = attachmentFiles[index] ?? null;
  const name = request.attachments[index]?.name ?? id;
  if (file === null) throw new BianyinError('file-not-readable', { file: name });
  return file;
}

/**
 * Remembers a new place for the file of a request. Errors: `request-unknown`, `file-not-readable`, `document-changed` when
 * the octets there are others.
 */
export async function relocateRequestFile(session: AppSession, id: string, path: string): Promise<void> {
  const { request } = showRequest(session, id);
  const source = openFileSource(path);
  try {
    if ((await sm3OfSource(source)) !== request.document.sm3)
      throw new BianyinError('document-changed', { name: displayName(path) });
  } finally {
    source.close();
  }
  withMoment(session, ({ store }) => store.setSetting(requestFileSetting(id), path));
}
