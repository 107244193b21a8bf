/** Calls that look at requests: preview, list, show, and opening the file of one. */
import type { CallInput, CallName } from '../../contract/calls.ts';
import { toHex } from '../../crypto/bytes.ts';
import { sm3Stream } from '../../crypto/sm3.ts';
import type { ByteSource } from '../../domain/byte-source.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { previewRequest } from '../preview-request.ts';
import { listRequests, showRequest } from '../requests.ts';
import { sealFactsById } from '../seal-facts.ts';
import { showDocument, type PageWindow } from './page-window.ts';
import { viewOfPreview, viewOfRequest } from './request-view.ts';
import type { Answer, Handlers } from './route-call.ts';

type RequestCalls = Extract<
  CallName,
  'request.preview' | 'request.list' | 'request.show' | 'request.open' | 'request.marks'
>;

export function requestHandlers(window: PageWindow): Handlers<RequestCalls> {
  const { session } = window.running;
  return {
    'request.preview': (input) => preview(window, input),
    'request.list': () => listRequests(session()).map(viewOfRequest),
    'request.show': ({ id }) => viewOfRequest(showRequest(session(), id)),
    'request.open': ({ id }) => openFile(window, id),
    async 'request.marks'({ id }) {
      const { request, file } = showRequest(session(), id);
      if (file === null) throw new BianyinError('file-not-readable', { file: request.document.name });
      const seal = sealFactsById(session(), request.seal.esId);
      const { marks } = await session().documents.planMarks(file, request.placements, seal);
      return { marks, seal };
    },
  };
}

async function preview(
  { running, documents }: PageWindow,
  { document, resolutions, ...input }: CallInput<'request.preview'>,
): Promise<Answer<'request.preview'>> {
  const { path: file } = documents.unchanged(document);
  const seen = { ...input, file, resolutions: resolutions.length };
  return viewOfPreview(await previewRequest(running.session(), seen));
}

/** What is shown and what was asked for are compared through the descriptor that the page then reads from. */
async function openFile(window: PageWindow, id: string): Promise<Answer<'request.open'>> {
  const { request, file } = showRequest(window.running.session(), id);
  if (file === null) throw new BianyinError('file-not-readable', { file: request.document.name });
  const document = await showDocument(window, file);
  const sm3 = await sm3Of(window.documents.get(document.id).source);
  return { document, isAsRequested: sm3 === request.document.sm3 };
}

/** Octets hashed before other calls get their turn. */
const CHUNK = 4 * 1024 * 1024;

async function sm3Of(source: ByteSource): Promise<string> {
  const hash = sm3Stream();
  for (let at = 0; at < source.size; at += CHUNK) {
    hash.update(source.read(at, Math.min(CHUNK, source.size - at)));
    await new Promise(setImmediate);
  }
  return toHex(hash.digest());
}
