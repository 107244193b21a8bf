/**
 * The signer process: the only importer of pkcs11js and the only way to a signature. Started by tokens/signer-client.ts
 * with the home directory and the path of the PKCS#11 library as arguments; answers signer/messages.ts, nothing else.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { fromBase64, toBase64 } from '../crypto/bytes.ts';
import { homeDirectory, readHome } from '../platform/home-directory.ts';
import { serveRequests, type Ask } from '../platform/worker-main.ts';
import { addTimeStamp } from './add-time-stamp.ts';
import { applySeal } from './apply-seal.ts';
import { describeListDraft } from './list-draft.ts';
import { describeStoredList, signList, signListCancellation, signListDecision } from './sign-lists.ts';
import { applySeals } from './apply-seals.ts';
import { approveMany } from './approve-many.ts';
import { describeApprovals } from './sign-approval.ts';
import { describeDelegation, describeStoredDelegation } from './describe-delegation.ts';
import { describeDraft, describePolicy, describeRequest } from './describe-subject.ts';
import { pinOf } from './go-on.ts';
import { signAcceptance, signDelegation, signRevocation } from './sign-delegations.ts';
import type { Acting } from './shown-as.ts';
import { signClockCorrection } from './sign-clock-correction.ts';
import type { DriverExaminedMessage, TokenSummaryMessage } from './answers.ts';
import { examineDriver } from './pkcs11/examine-driver.ts';
import { signerRequest, type ActsAs, type SignerRequest } from './messages.ts';
import { openTokenModule, type TokenModule } from './pkcs11/token-module.ts';
import { profilesAtHome } from './profiles-at-home.ts';
import { makeToken, type SandboxRequest } from './sandbox-tokens.ts';
import {
  signCancellation,
  signDecision,
  signPolicy,
  signRequest,
  type OpenToken,
} from './sign-statements.ts';
import { testToken } from './test-token.ts';
import { tidyAfterKill } from '../home/after-kill.ts';
import { momentsOfLogin, openMoment, type HomeMoment } from '../home/home-moment.ts';

const [home = '', library = ''] = process.argv.slice(2);
/** File name of our own module, on each system. */
const softUkey = /bianyin-soft-ukey\.(so|dylib|dll)$/;
/** What our bridge stands before; undefined: the library is a PKCS#11 one. */
const skfLibrary = process.env['BIANYIN_SKF_LIBRARY'];
let opened: TokenModule | undefined;

/** The library is loaded with the first request that needs it, so that its failure is an answer. */
function tokens(): TokenModule {
  opened ??= openTokenModule(library, profilesAtHome(homeDirectory(home)), skfLibrary);
  return opened;
}

// What a signer before this one left unfinished when it was killed.
tidyAfterKill(homeDirectory(home), () => new Date());
serveRequests(async (message, ask) => answer(signerRequest.parse(message), ask));

async function answer(request: SignerRequest, ask: Ask): Promise<unknown> {
  if (request.name === 'token.list') {
    const { tokens: listed, unreadable } = tokens().listing();
    return { tokens: listed.map(summaryMessage), unreadable };
  }
  if (request.name === 'driver.examine') return examined(ask);
  if (request.name === 'token.peek') return tokens().peek();
  if (request.name === 'token.blanks') return tokens().countBlanks();
  if (request.name === 'token.look') return look(request);
  if (request.name === 'token.setPin') return setPin(request);
  if (request.name === 'token.test') return testToken(tokens(), library, request);
  if (isSandboxRequest(request)) {
    requireSandbox();
    return makeToken(tokens(), request);
  }
  if (request.name === 'seal.applyMany')
    return underOneOpening((open) => applySeals(open, tokens(), request, ask));
  if (request.name === 'decision.approveMany')
    return underOneOpening((open) => approveMany(open, tokens(), request, ask));
  const moment = openMoment(home, new Date());
  try {
    if (request.name === 'request.describe') {
      const acting = actingBy(request.as);
      return request.requestIds.map((id) => describeRequest(moment, id, acting));
    }
    if (request.name === 'approvals.describe')
      return describeApprovals(moment, request.approvals, actingBy(request.as));
    if (request.name === 'delegation.describe')
      return describeDelegation(moment, listed(request.token), request.delegation);
    if (request.name === 'delegation.describeStored')
      return describeStoredDelegation(moment, request.delegationSm3);
    if (request.name === 'policy.describe') return describePolicy(moment, request.policy);
    if (request.name === 'draft.describe') return describeDraft(moment, request.draft);
    if (request.name === 'list.describeDraft') return await describeListDraft(moment, request.draft, ask);
    if (request.name === 'list.describe')
      return describeStoredList(moment, request.listId, {
        acting: actingBy(request.as),
        without: request.without,
      });
    if (request.name === 'seal.apply') return await applySeal(moment, tokens(), request, ask);
    if (request.name === 'timestamp.add') return await addTimeStamp(moment, request, ask);
    return { id: await signWith(moment, request, ask) };
  } finally {
    moment.close();
  }
}

/** With the driver loaded anew: so that what it does while it is loaded is seen too. */
async function examined(ask: Ask): Promise<DriverExaminedMessage> {
  const { facts, error } = await examineDriver(
    { path: library, skfLibrary },
    profilesAtHome(homeDirectory(home)),
    (next, sofar) => ask({ name: 'examined', next, facts: sofar }),
  );
  return { facts, code: error?.code ?? null };
}

/** A login that shows what a token holds whose certificates are private: the next listing says it. Errors: `pin-*`, `token-*`. */
async function look(request: Extract<SignerRequest, { name: 'token.look' }>): Promise<null> {
  tokens().listTokens();
  await tokens().withSession(request.token, pinOf(request), () => null);
  return null;
}

/** Errors: `pin-*`, `token-*`. */
async function setPin(request: Extract<SignerRequest, { name: 'token.setPin' }>): Promise<null> {
  const { token, by } = request;
  const [pin, newPin] = [fromBase64(request.pin), fromBase64(request.newPin)];
  if (by === 'user') await tokens().changePin(token, pin, newPin);
  else await tokens().unblockPin(token, pin, newPin);
  return null;
}

/** Several acts of one login: what the signer itself has verified of the register is not verified again for each. */
async function underOneOpening<T>(work: (open: () => HomeMoment) => Promise<T>): Promise<T> {
  const moments = momentsOfLogin(home);
  try {
    return await work(() => moments.open(new Date()));
  } finally {
    moments.close();
  }
}

/** A token that is not there has nobody's name; opening it says so. */
function actingBy(as: ActsAs | undefined): Acting | null {
  if (!as) return null;
  const found = orElse(() => listed(as.token), null);
  return found ? { act: as.act, label: found.label, certificates: found.certificates } : null;
}

/** Errors: `token-not-found`. */
function listed(label: string) {
  const found = tokens()
    .listTokens()
    .find((each) => each.label === label);
  if (!found) throw new BianyinError('token-not-found', { label });
  return found;
}

type StatementRequest = Extract<SignerRequest, { name: `${string}.sign` }>;

async function signWith(moment: HomeMoment, request: StatementRequest, ask: Ask): Promise<string> {
  return tokens().withSession(request.token, pinOf(request), (session) =>
    signStatementOf(moment, { label: request.token, session, shown: request.shown }, request, ask),
  );
}

function signStatementOf(
  moment: HomeMoment,
  token: OpenToken,
  request: StatementRequest,
  ask: Ask,
): Promise<string> {
  switch (request.name) {
    case 'policy.sign':
      return signPolicy(moment, token, request.policy, request.touched);
    case 'request.sign':
      return signRequest(moment, token, request.draft);
    case 'list.sign':
      return signList(moment, token, request.draft, ask);
    case 'decision.sign': {
      const { requestId, decision, reason, comment, without } = request;
      const said = decision === 'reject' ? { reason } : { comment };
      if (!moment.store.isList(requestId)) return signDecision(moment, token, requestId, said);
      return signListDecision(moment, token, requestId, decision === 'reject' ? said : { ...said, without });
    }
    case 'cancellation.sign': {
      const sign = moment.store.isList(request.requestId) ? signListCancellation : signCancellation;
      return sign(moment, token, request.requestId, request.reason);
    }
    case 'delegation.sign':
      return signDelegation(moment, token, request.delegation);
    case 'acceptance.sign':
      return signAcceptance(moment, token, request.delegationSm3);
    case 'revocation.sign':
      return signRevocation(moment, token, request);
    case 'clock.sign':
      return signClockCorrection(moment, token, request);
  }
}

function isSandboxRequest(request: SignerRequest): request is SandboxRequest {
  return request.name.startsWith('sandbox.');
}

/** Software tokens are made in sandbox homes only, and by our own module only, whatever other drivers the home has. Errors: `sandbox-only`. */
function requireSandbox(): void {
  const settings = readHome(homeDirectory(home));
  if (settings.kind !== 'sandbox' || settings.pkcs11Module !== 'soft-ukey' || !softUkey.test(library))
    throw new BianyinError('sandbox-only');
}

function summaryMessage(token: ReturnType<TokenModule['listTokens']>[number]): TokenSummaryMessage {
  const {
    label,
    serial,
    manufacturer,
    model,
    isSoftware,
    offersSm2,
    isHidden,
    algorithms,
    pin,
    certificates,
    seals,
    problems,
  } = token;
  return {
    label,
    serial,
    manufacturer,
    model,
    isSoftware,
    offersSm2,
    isHidden,
    algorithms: [...algorithms],
    pin,
    certificates: certificates.map(({ id, label: name, der }) => ({
      id,
      label: name,
      certificate: toBase64(der),
    })),
    seals: seals.map(({ id, esId, der }) => ({ id, esId, seal: toBase64(der) })),
    problems: [...problems],
  };
}
