/**
 * Adds a document time stamp to a sealed file that waits for one (docs/adr/0033). No key signs here: what is stamped must begin with a
 * file that the register vouches for, octet by octet, and the result is verified before it has a name.
 */
import { dirname } from 'node:path';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { tokenSupply } from '../home/token-supply.ts';
import type { HomeMoment } from '../home/home-moment.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { homeDirectory } from '../platform/home-directory.ts';
import { requireOutsideHome } from '../platform/outside-home.ts';
import { sweepStaleFiles } from '../platform/stale-files.ts';
import type { Ask } from '../platform/worker-main.ts';
import { openStampable } from '../signing/open-stampable.ts';
import type { WaitingStamp } from '../store/time-stamps.ts';
import { askForToken } from './ask-for-token.ts';
import { beginDraft, requireFreeName, type DraftFile } from './draft-file.ts';
import { joinedSource } from './joined-source.ts';
import { digestOfBeginning } from './hashed-file.ts';
import type { StampOutcome } from './answers.ts';
import type { SignerRequest } from './messages.ts';
import { checkStamped, readStamped, requireNothingStray } from './self-check.ts';

type StampRequest = Extract<SignerRequest, { name: 'timestamp.add' }>;

/**
 * Errors: `output-inside-home`, `timestamp-not-waiting`, `timestamp-failed`, `timestamp-untrusted`, `timestamp-clock-differs`, `document-signature-broken`,
 * `output-not-verified`, those of the file; then nothing was written and nothing changed.
 */
export async function addTimeStamp(
  moment: HomeMoment,
  request: StampRequest,
  ask: Ask,
): Promise<StampOutcome> {
  const home = homeDirectory(moment.home);
  sweepStaleFiles(dirname(request.output), moment.now, moment.store.unsettledDrafts());
  requireOutsideHome(home, request.output);
  requireFreeName(request.output);
  const source = openFileSource(request.file);
  let draft: DraftFile | undefined;
  try {
    draft = await beginDraft(source, request.output, home.unfinished);
    const waiting = waitingIn(moment, draft, request.requestId);
    const { content, prefixes } = draft.copy;
    const original = { source: content, prefixes };
    requireNothingStray(moment, original, waiting);
    // It may have got its stamp when the register could not be written any more.
    const known = readStamped(moment, original, waiting);
    if (known) return recorded(moment, waiting, { ...known, isNew: false });
    return await stamp(moment, request, { draft, waiting }, ask);
  } finally {
    draft?.discard();
    source.close();
  }
}

interface Work {
  readonly draft: DraftFile;
  readonly waiting: readonly WaitingStamp[];
}

/**
 * The uses whose sealed files the file is, or begins with, by the register's SM3: what others signed behind them since is covered as
 * well. `requestId`: whose file it was said to be. Errors: `journal-broken`, `timestamp-not-waiting`.
 */
function waitingIn(
  { store }: HomeMoment,
  { copy }: DraftFile,
  requestId: string | undefined,
): readonly WaitingStamp[] {
  const check = store.verifyJournal();
  if (!check.ok) throw new BianyinError('journal-broken', { seq: check.seq });
  const waiting = store
    .waitingStamps()
    .filter(
      ({ size, sealedSm3 }) => size <= copy.content.size && digestOfBeginning(copy, size) === sealedSm3,
    );
  const isIt = requestId === undefined || waiting.some((each) => each.requestId === requestId);
  if (waiting.length === 0 || !isIt) throw new BianyinError('timestamp-not-waiting');
  return waiting;
}

async function stamp(
  moment: HomeMoment,
  request: StampRequest,
  { draft, waiting }: Work,
  ask: Ask,
): Promise<StampOutcome> {
  const { content, stream, prefixes } = draft.copy;
  const prepared = openStampable(content).prepare({ tokenBytes: request.timestampLength, at: moment.now });
  const imprint = prepared.imprint(stream);
  const update = prepared.embed(await goodToken(moment, imprint, ask));
  // A service may take its time: what the register says now counts, and what it says of these very octets.
  const still = waitingIn(moment, draft, request.requestId);
  if (still.length !== waiting.length) throw new BianyinError('timestamp-not-waiting');
  const stamped = checkStamped(moment, { source: joinedSource(content, update), prefixes }, waiting);
  draft.writeUpdate(update);
  draft.publish();
  return recorded(moment, waiting, { ...stamped, isNew: true });
}

/** Errors: `timestamp-failed`, `timestamp-untrusted`, `timestamp-clock-differs`. */
async function goodToken(moment: HomeMoment, imprint: Uint8Array, ask: Ask): Promise<Uint8Array> {
  const token = await askForToken(ask, imprint);
  if (!token) throw new BianyinError('timestamp-failed');
  const supply = tokenSupply(moment, token, imprint);
  if (supply === 'untrusted') throw new BianyinError('timestamp-untrusted');
  if (supply === 'clock-differs') throw new BianyinError('timestamp-clock-differs');
  return token;
}

/** The file is there: should the register fail now, the same file is recognised when it is given again. */
function recorded(
  moment: HomeMoment,
  waiting: readonly WaitingStamp[],
  { sm3, time, isNew }: { readonly sm3: string; readonly time: string; readonly isNew: boolean },
): StampOutcome {
  moment.store.addStamp(waiting, { sealedSm3: sm3, time });
  const uses = waiting.map(({ requestId, number }) => ({ requestId, useNumber: number }));
  return { uses, time, outputSm3: sm3, isNew };
}
