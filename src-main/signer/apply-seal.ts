/**
 * The permit gate (docs/adr/0002): the only way to a seal; long, since the order of its steps is to be read in one place.
 * Everything is read and measured here; the use is spent before the token signs; the output is verified before it has a name.
 */
import { dirname } from 'node:path';
import { evaluatePermit, type Permit } from '../approval/permit.ts';
import { typeCodeOf } from '../city/seal-register.ts';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { joinedSource } from './joined-source.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { report, type Ask } from '../platform/worker-main.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { homeDirectory } from '../platform/home-directory.ts';
import { sweepStaleFiles } from '../platform/stale-files.ts';
import { sweepNoted } from '../platform/unfinished-files.ts';
import { openSealable } from '../signing/open-sealable.ts';
import type { PreparedSeal, Sealable } from '../signing/sealable.ts';
import type { SpendFacts, UseEnd } from '../store/uses.ts';
import { composeSeal, rehearse, type ComposedSeal, type SealingPlan } from './compose-seal.ts';
import { beginDraft, requireFreeName, type DraftFile } from './draft-file.ts';
import { goOn, pinOf, tellStep } from './go-on.ts';
import type { SealOutcome } from './answers.ts';
import type { SignerRequest } from './messages.ts';
import type { TokenModule } from './pkcs11/token-module.ts';
import { OpenUse } from './open-use.ts';
import { checkOutput, requireIntactSignatures } from './self-check.ts';
import { sealOnToken, type SealOnToken } from './seal-on-token.ts';
import { askForToken } from './ask-for-token.ts';
import { dropEarlierHalf, filesOfSealing, isHalf, measuredFor, requireWholeSet } from './place-in-set.ts';
import { requireShown } from './shown-as.ts';
import { tokenSupply } from '../home/token-supply.ts';
import { atMoment, requireSealStatus, type HomeMoment } from '../home/home-moment.ts';
import { requireSoundRegister } from '../home/sound-register.ts';

export type ApplyRequest = Omit<Extract<SignerRequest, { name: 'seal.apply' }>, 'name'>;
/** What sealing needs of the tokens: one of several requests gets a session that is open already. */
export type SealingTokens = Pick<TokenModule, 'listTokens' | 'withSession'>;

/** What is known before the file is parsed. */
interface Ground {
  readonly moment: HomeMoment;
  readonly request: ApplyRequest;
  readonly held: SealOnToken;
  readonly draft: DraftFile;
  /** What was approved, as it was found in the file. */
  readonly measured: ReturnType<typeof measuredFor>;
}

/** One sealing under way. */
interface Work extends Ground {
  readonly document: Sealable;
}

/**
 * Seals the file of a request. Nothing is spent before the PIN was right.
 * Errors: every code of the permit, the token, the file and the city; then nothing has been written.
 */
export async function applySeal(
  moment: HomeMoment,
  tokens: SealingTokens,
  wished: ApplyRequest,
  ask: Ask,
): Promise<SealOutcome> {
  // Before anything is refused: what a killed sealing has left goes also when this one comes to nothing.
  const home = homeDirectory(moment.home);
  const { unfinished } = home;
  const kept = moment.store.unsettledDrafts();
  sweepNoted(unfinished, kept);
  sweepStaleFiles(dirname(wished.output), moment.now, kept);
  const stored = moment.store.request(wished.requestId);
  const request = filesOfSealing(moment, stored, wished);
  requireFreeName(request.output);
  const source = openFileSource(request.file);
  let draft: DraftFile | undefined;
  try {
    const held = sealOnToken(moment, tokens, request.token, stored);
    requireSealStatus(moment, held.seal);
    requireWholeSet(moment, stored);
    draft = await beginDraft(source, request.output, unfinished);
    const measured = measuredFor(stored, draft.copy);
    await goOn(ask, request.requestId, 'copied');
    const ground = { moment, request, held, draft, measured };
    // First of all: a file that was not approved is not even parsed.
    const { binding, list, keeper } = permitFor(ground, moment.store.facts(request.requestId));
    requireShown(request.shown, { ...binding, listSm3: list?.listSm3 }, request.requestId, keeper);
    return await sealDraft({ ...ground, document: openHashed(ground) }, tokens, ask);
  } finally {
    draft?.discard();
    source.close();
  }
}

/** Parses what was hashed. Errors: as `openSealable`, `document-signature-broken`. */
function openHashed({ moment, draft }: Ground): Sealable {
  const { content, prefixes } = draft.copy;
  const document = openSealable(content);
  if (document.isSigned) requireIntactSignatures(moment, { source: content, prefixes });
  return document;
}

async function sealDraft(work: Work, tokens: SealingTokens, ask: Ask): Promise<SealOutcome> {
  const { moment, request, draft } = work;
  const { pages } = work.document;
  const plan = planFor(work, permitFor(work, moment.store.facts(request.requestId), pages));
  const prepared = rehearse(plan);
  draft.writeUpdate(prepared.update);
  await goOn(ask, request.requestId, 'checked');
  return tokens.withSession(request.token, pinOf(request), async (session) => {
    requireFreeName(request.output);
    // The last moment to change one's mind: nothing happens between this answer and the spending.
    await goOn(ask, request.requestId, 'spending');
    const { permit, number, usesLeft } = moment.store.spendUse(request.requestId, (facts) => {
      requireSoundRegister(moment.store);
      const current = permitFor(work, facts, pages);
      requireSameRequest(current, plan.permit);
      return current;
    });
    const use = new OpenUse(moment.store, { requestId: request.requestId, number });
    let outcome: SealOutcome;
    try {
      const holder = use.holder(work.held, session);
      const composed = await composeSeal(
        { ...plan, permit },
        prepared,
        holder,
        number,
        draft.copy.stream,
        stamper(work, ask),
      );
      // Nobody is asked between signature and file: should the host die now, the file is finished all the same.
      outcome = finish(work, { prepared, composed, number, usesLeft });
    } catch (error) {
      throw unsealed(draft, use, error);
    }
    await tellStep(ask, request.requestId, 'verified');
    return outcome;
  });
}

/**
 * What might hold a signature goes first. Where it cannot, or where the end does not come on record, the use stays open, and the
 * draft as it is tells the next start what came of it (docs/adr/0022).
 */
function unsealed(draft: DraftFile, use: OpenUse, error: unknown): unknown {
  const said = draft.empty() ? use.failed(error) : use.leftOpen(error);
  if (!use.isEnded) draft.leave();
  return said;
}

/** What was rehearsed must be what is permitted: another request may have been put under the same number since. */
function requireSameRequest({ binding, request }: Permit, rehearsed: Permit): void {
  if (binding.requestSm3 !== rehearsed.binding.requestSm3) {
    throw new BianyinError('request-submission-mismatch', { id: request.id });
  }
}

/** Evaluates the permit on facts of this moment. Errors: those of `evaluatePermit`. */
function permitFor(ground: Ground, stored: SpendFacts, pages?: number): Permit {
  const { moment, request, held, measured } = ground;
  const { seal } = held;
  moment.status.requireSealing(seal, moment.now);
  const isOver = moment.now > seal.info.validEnd || moment.now < seal.info.validStart;
  return evaluatePermit({
    ...atMoment(moment, stored),
    keeperCertificate: held.keeper.der,
    document: { ...measured, ...(pages === undefined ? {} : { pages }) },
    // The city has just said that the seal is valid; what is left are its own dates.
    seal: { esId: seal.info.esId, state: isOver ? 'expired' : 'valid', certificate: held.certificate.der },
    insistsOnTimeStamp: request.timestampLength > 0 && request.mayWait !== true,
  });
}

function planFor({ moment, document, held, request }: Work, permit: Permit): SealingPlan {
  return {
    document,
    seal: held.seal,
    certificate: held.certificate.der,
    permit,
    signedAt: moment.now,
    timestampLength: request.timestampLength,
    mayWait: request.mayWait ?? false,
  };
}

/** Asks the host for a token over an imprint. A file that may wait takes only one that proves something; null for any other. */
function stamper({ moment, request }: Work, ask: Ask): (imprint: Uint8Array) => Promise<Uint8Array | null> {
  return async (imprint) => {
    const token = await askForToken(ask, imprint);
    if (!token || request.mayWait !== true) return token;
    const isGood = token.length <= request.timestampLength && tokenSupply(moment, token, imprint) === 'ready';
    return isGood ? token : null;
  };
}

/**
 * The file is there and its digest on record: should this fail, the next start finds both and says so (home/settle-signed-file.ts),
 * or that the file is not where it was, until somebody verifies it.
 */
function complete({ moment, request }: Work, number: number, end: UseEnd): void {
  try {
    moment.store.endUse(request.requestId, number, end);
  } catch (error) {
    if (!(error instanceof BianyinError)) report('use-end', error);
  }
}

interface Signed {
  readonly prepared: PreparedSeal;
  readonly composed: ComposedSeal;
  readonly number: number;
  readonly usesLeft: number;
}

function finish(work: Work, { prepared, composed, number, usesLeft }: Signed): SealOutcome {
  const { moment, request, draft, held } = work;
  const source = joinedSource(draft.copy.content, composed.update);
  const read = { source, prefixes: draft.copy.prefixes };
  const outputSm3 = checkOutput(moment, read, {
    isTimestamped: composed.timeStamp === 'stamped',
    isHalf: isHalf(moment.store.request(request.requestId)),
  });
  const facts = {
    sealedSm3: outputSm3,
    signatureSm3: toHex(sm3(composed.signature)),
    certificateSerial: parseCertificate(held.certificate.der).serialNumber.toString(16),
    timeStamp: composed.timeStamp,
  };
  const places = { size: source.size, draft: draft.path, target: request.output };
  // On record before a file with this signature is on disk; from now on the register finds it, not the note of a draft.
  moment.store.recordSignature(request.requestId, number, { ...facts, ...places });
  draft.forget();
  draft.writeUpdate(composed.update);
  draft.publish();
  complete(work, number, { outcome: 'completed', ...facts });
  // The file of the seal before is in this one.
  dropEarlierHalf(homeDirectory(moment.home), moment.store.request(request.requestId));
  return {
    requestId: request.requestId,
    esId: held.seal.info.esId,
    sealName: held.seal.info.name,
    typeCode: typeCodeOf(held.seal) ?? '',
    useNumber: number,
    usesLeft,
    documentSm3: work.measured.sm3,
    outputSm3,
    outputSize: source.size,
    marks: prepared.marks,
    timeStamp: composed.timeStamp,
  };
}
