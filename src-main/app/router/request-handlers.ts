/** Calls that look at requests: preview, list, show, and opening the file of one. */
import type { CallInput, CallName } from '../../contract/calls.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { previewRequest } from '../requests/preview-request.ts';
import { requestWarnings } from '../requests/file-warnings.ts';
import { attachmentFile, requestFile } from '../requests/request-file.ts';
import { sm3OfSource } from '../files/sm3-of-source.ts';
import { listRequests, showRequest } from '../requests/requests.ts';
import { sealFactsById } from '../seals/seal-facts.ts';
import { showDocument, type MainWindow } from './main-window.ts';
import { viewOfPreview, viewOfRequest } from './request-view.ts';
import type { Answer, Handlers } from './route-call.ts';

type RequestCalls = Extract<
  CallName,
  | 'request.preview'
  | 'request.list'
  | 'request.show'
  | 'request.open'
  | 'request.openAttachment'
  | 'request.marks'
  | 'request.warnings'
>;

export function requestHandlers(window: MainWindow): Handlers<RequestCalls> {
  const { session } = window.running;
  return {
    'request.preview': (input) => preview(window, input),
    'request.list': () => listRequests(session()).map(viewOfRequest),
    'request.show': ({ id }) => viewOfRequest(showRequest(session(), id)),
    'request.open': ({ id }) => openRequestFile(window, id),
    'request.openAttachment': ({ id, index }) => openAttachment(window, id, index),
    'request.warnings': ({ id }) => requestWarnings(session(), id),
    async 'request.marks'({ id }) {
      const { request } = showRequest(session(), id);
      const file = requestFile(session(), id);
      const seal = sealFactsById(session(), request.seal.esId);
      const { marks, fills } = await session().documents.planMarks(file, request.placements, seal);
      const dark = await session().documents.darkPages(file, request.placements, seal);
      return { marks, dark, fills, seal };
    },
  };
}

async function preview(
  { running, documents }: MainWindow,
  { document, resolutions, ...input }: CallInput<'request.preview'>,
): Promise<Answer<'request.preview'>> {
  const { path: file } = documents.unchanged(document);
  const seen = { ...input, file, resolutions: resolutions.length };
  return viewOfPreview(await previewRequest(running.session(), seen));
}

/** What is shown and what was asked for are compared through the descriptor that the page then reads from. */
export async function openRequestFile(window: MainWindow, id: string): Promise<Answer<'request.open'>> {
  const session = window.running.session();
  const { request, sm3: requestSm3 } = showRequest(session, id);
  const document = await showDocument(window, requestFile(session, id));
  const sm3 = await sm3OfSource(window.documents.get(document.id).source);
  const isAsRequested = sm3 === request.document.sm3;
  if (isAsRequested && document.problem === null) window.looked.opened(id, requestSm3);
  return { document, isAsRequested };
}

/** An attachment, when it still is the file that the request names. Errors: `file-not-readable`, `attachment-changed`. */
async function openAttachment(
  window: MainWindow,
  id: string,
  index: number,
): Promise<Answer<'request.openAttachment'>> {
  const session = window.running.session();
  const document = await showDocument(window, attachmentFile(session, id, index));
  const sm3 = await sm3OfSource(window.documents.get(document.id).source);
  const { attachments } = showRequest(session, id).request;
  if (sm3 === attachments[index]?.sm3) return document;
  window.documents.close(document.id);
  throw new BianyinError('attachment-changed', { name: document.name });
}
