/** Calls that sign on a token: each asks for the PIN in its own window, shows there what is signed, and runs alone. */
import { basename, dirname, extname, join } from 'node:path';
import { existsSync } from 'node:fs';
import type { CallInput } from '../../contract/calls.ts';
import type { PinQuestion } from '../../contract/pin.ts';
import { placementText } from '../../domain/placement-text.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import { requireReadyToSeal, requireRunning } from '../before-pin.ts';
import { CallRefusal } from '../call-refusal.ts';
import { tokenByLabel } from '../preview-request.ts';
import {
  applySeal,
  cancelRequest,
  decideRequest,
  showRequest,
  submitRequest,
  type RequestView as StoredRequest,
} from '../requests.ts';
import { sealFactsById, sealFactsOfType } from '../seal-facts.ts';
import { askPin, type PinSubject } from './ask-pin.ts';
import { folderName, showDocument, type PageWindow } from './page-window.ts';
import { viewOfRequest } from './request-view.ts';
import type { Answer, Handlers } from './route-call.ts';

type SigningCalls = 'request.new' | 'request.approve' | 'request.reject' | 'request.cancel' | 'seal.apply';
type Action = PinQuestion['action'];

export function signingHandlers(window: PageWindow): Handlers<SigningCalls> {
  const { running } = window;
  const session = running.session;
  return {
    'request.new': (input) => newRequest(window, input),
    'request.approve': ({ token, id }) =>
      signed(window, { token, id, action: 'approve' }, (actor) => decideRequest(session(), actor, id)),
    'request.reject': ({ token, id, reason }) =>
      signed(window, { token, id, action: 'reject' }, (actor) =>
        decideRequest(session(), actor, id, { reason }),
      ),
    'request.cancel': ({ token, id, reason }) =>
      signed(window, { token, id, action: 'cancel' }, (actor) => cancelRequest(session(), actor, id, reason)),
    'seal.apply': (input) => running.exclusively(() => apply(window, input)),
  };
}

interface Signing {
  readonly token: string;
  readonly id: string;
  readonly action: Action;
}

/** One decision about a stored request. */
function signed(
  window: PageWindow,
  { token, id, action }: Signing,
  work: (actor: Actor) => Promise<StoredRequest>,
): Promise<Answer<'request.show'>> {
  return window.running.exclusively(async () => {
    requireRunning(window.running.session(), id);
    const actor = await actorFor(window, token, aboutRequest(window, id, action));
    return viewOfRequest(await telling(window, work(actor)));
  });
}

function newRequest(window: PageWindow, input: CallInput<'request.new'>): Promise<Answer<'request.new'>> {
  const { running, documents } = window;
  return running.exclusively(async () => {
    const document = documents.unchanged(input.document);
    const actor = await actorFor(window, input.token, aboutDraft(window, input, document.name));
    // Somebody may have looked the PIN up for two minutes.
    documents.unchanged(input.document);
    const { typeCode, placements, reason, uses, matter, counterparty, amount, currency, validHours } = input;
    const work = submitRequest(running.session(), actor, {
      file: document.path,
      typeCode,
      at: placements.filter(({ kind }) => kind === 'at').map(placementText),
      keyword: [],
      seam: placements.filter(({ kind }) => kind === 'seam').map(placementText),
      reason,
      resolutions: input.resolutions.map((id) => documents.unchanged(id).path),
      uses,
      ...(matter === undefined ? {} : { matter }),
      ...(counterparty === undefined ? {} : { counterparty }),
      ...(amount === undefined ? {} : { amount }),
      ...(currency === undefined ? {} : { currency }),
      ...(validHours === undefined ? {} : { validHours }),
    });
    return viewOfRequest(showRequest(running.session(), await telling(window, work)));
  });
}

async function apply(
  window: PageWindow,
  { token, id, timestamp }: CallInput<'seal.apply'>,
): Promise<Answer<'seal.apply'>> {
  const { running, ports } = window;
  requireRunning(running.session(), id);
  const { file } = showRequest(running.session(), id);
  if (file === null) throw new BianyinError('file-not-readable', { file: id });
  const output = await ports.chooseSave(freeNameFor(file));
  if (output === null) throw new CallRefusal('cancelled');
  await requireReadyToSeal(running.session(), id, output);
  const actor = await actorFor(window, token, aboutRequest(window, id, 'apply'));
  const work = applySeal(running.session(), actor, { requestId: id, output, timestamp });
  const outcome = await telling(window, work);
  return { ...outcome, document: await showDocument(window, output), folder: folderName(output) };
}

/** Token and PIN of the acting person. Errors: `token-not-found`, `pin-locked`, `cancelled`. */
async function actorFor({ running }: PageWindow, label: string, about: PinSubject): Promise<Actor> {
  const token = await tokenByLabel(running.session(), label);
  return { token: label, pin: await askPin(running, token, about) };
}

/** Tells the pages afterwards, also of a failure: it may have cost a try of the PIN, or a use. */
async function telling<T>({ running }: PageWindow, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    running.tell({ kind: 'requests.changed' });
    running.tell({ kind: 'tokens.changed' });
  }
}

/** Errors: `request-unknown`, `seal-not-in-register`. */
function aboutRequest({ running }: PageWindow, id: string, action: Action): PinSubject {
  const { request } = showRequest(running.session(), id);
  const { name, picture } = sealFactsById(running.session(), request.seal.esId);
  const subject = {
    requestId: id,
    fileName: request.document.name,
    sm3: request.document.sm3,
    sealName: name,
    typeCode: request.seal.typeCode,
    placements: request.placements.length,
    reason: request.reason,
    counterparty: request.counterparty ?? null,
    amount: request.amount ?? null,
    currency: request.currency ?? null,
    picture,
  };
  return { action, subject };
}

function aboutDraft(
  { running }: PageWindow,
  { typeCode, placements, reason, counterparty, amount, currency }: CallInput<'request.new'>,
  fileName: string,
): PinSubject {
  const { name, picture } = sealFactsOfType(running.session(), typeCode);
  const subject = {
    ...{ requestId: null, fileName, sm3: null, sealName: name, typeCode, reason, picture },
    placements: placements.length,
    counterparty: counterparty ?? null,
    amount: amount ?? null,
    currency: currency ?? null,
  };
  return { action: 'request', subject };
}

/** `合同.pdf` → `合同-已盖章.pdf` beside it, or with the first number that is free. */
function freeNameFor(file: string): string {
  const stem = join(dirname(file), basename(file, extname(file)));
  for (let n = 1; ; n++) {
    const name = `${stem}-已盖章${n === 1 ? '' : `-${n}`}${extname(file)}`;
    if (!existsSync(name)) return name;
  }
}
