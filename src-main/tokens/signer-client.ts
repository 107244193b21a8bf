/** Client of the signer process: typed calls, time limits, and the answer to its one question (a time stamp). Longer: one call for each request. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fromBase64, toBase64, toHex } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SealingStep } from '../domain/sealing-step.ts';
import { workerProcess, type WorkerProcess } from '../platform/worker-process.ts';
import { DriverRest, patientListing } from './patient-listing.ts';
import {
  approvalResult,
  approvalSubject,
  sealOutcome,
  sealResult,
  stampOutcome,
  signedId,
  delegationSubject,
  draftSubject,
  listSubject,
  policyEffectMessage,
  signedSubject,
  tokenListing,
  tokenTest,
  type ApprovalResult,
  type ApprovalSubject,
  type PolicyEffectMessage,
  type SealOutcome,
  type SealResult,
  type StampOutcome,
  type DelegationSubject,
  type DraftSubject,
  type ListSubject,
  type SignedSubject,
  type TokenListingMessage,
  type TokenTest,
  type TokenSummaryMessage,
} from '../signer/answers.ts';
import {
  signerQuestion,
  signerRequest,
  type ActsAs,
  type ApprovalItem,
  type Approving,
  type RequestDraft,
  type DelegationDraft,
  type ListDraft,
  type SignerRequest,
} from '../signer/messages.ts';

export type { ActsAs, ApprovalSubject, DelegationSubject, DraftSubject, ListSubject, SignedSubject };

/** A token by its label, and its PIN as octets; the octets are overwritten once they are on their way. */
export interface Actor {
  readonly token: string;
  /** Null: typed on the token's own keypad. */
  readonly pin: Uint8Array | null;
  /** Digests of the requests that were shown with the question for the PIN; absent where nothing was shown. */
  readonly shown?: readonly string[];
}

/** One approval: of a request that stands alone, a list or a set, and what is said with it. */
export interface WantedApproval extends Approving {
  readonly requestId: string;
}

/** Gives a time-stamp token (DER) over a 32-octet SM3 imprint, or null when there is none to be had. */
export type TimestampSource = (imprint: Uint8Array) => Promise<Uint8Array | null>;

/** Hears how far a sealing has come. `stop` stops it, until its use is being spent. */
export interface SealingWatch {
  /** Returns whether to go on. */
  onStep(requestId: string, step: SealingStep): 'go' | 'stop';
  /** One of several is over; `code` is null when it was sealed. */
  onItem(requestId: string, code: string | null): void;
}

/** `pin` is that of `by`: the user's own before the change, or the administrator's (SO PIN). */
export interface PinChange {
  readonly by: 'user' | 'administrator';
  readonly pin: Uint8Array;
  readonly newPin: Uint8Array;
}

export interface SealingItem {
  readonly requestId: string;
  readonly file: string;
  readonly output: string;
}

interface Stamping {
  /** Octets to keep free for the token; 0 when no time stamp is wanted. */
  readonly timestampLength: number;
  /** One is wanted, and the file may wait for it. */
  readonly mayWait?: boolean;
}

type ApplyParameters = SealingItem & Stamping;

/** A sealed file that waits for its time stamp, and what it becomes. */
interface StampParameters {
  /** Whose file it is said to be; no other is stamped then. */
  readonly requestId?: string;
  readonly file: string;
  readonly output: string;
  readonly timestampLength: number;
}

const blankCount = z.int().min(0);

/** Longest wait for one answer: a person may have to press a button on the token. */
const PATIENCE_MS = 120_000;
/** A driver that has not named its tokens by then is stopped; pages do not wait so long (patient-listing.ts). */
const LISTING_LIMIT_MS = 30_000;
/** Sealing copies and hashes the whole file as well. */
const SEALING_PATIENCE_MS = 600_000;
/** What each further one of several adds. */
const FURTHER_PATIENCE_MS = 60_000;

export interface SignerClient {
  listTokens(): Promise<TokenSummaryMessage[]>;
  /** The same, with the slots whose token says nothing of itself; for a person who asks: a driver that crashed is started again. */
  listing(): Promise<TokenListingMessage>;
  /** What changes when a token is plugged in or pulled, or its tries change; reads no object. */
  peek(): Promise<readonly string[]>;
  /** Slots with a token that nobody has initialised. */
  countBlanks(): Promise<number>;
  /** A new user PIN. The octets are overwritten. Errors: `pin-incorrect`, `pin-final-try`, `pin-locked`, `pin-length`, `token-*`. */
  setPin(token: string, change: PinChange): Promise<void>;
  /** Logs in, so that a token whose certificates are private says whose it is. Errors: `pin-*`, `token-*`. */
  look(actor: Actor): Promise<void>;
  /** What each way to sign comes to on this token (docs/adr/0060). Errors: `token-no-sm2-certificate`, `pin-*`, `token-*`. */
  testToken(actor: Actor): Promise<TokenTest>;
  /** What the signer says a signature about each stored request would be about, and for whom, in order. Errors: as `walkRequest`, `delegation-refused`. */
  describeRequests(requestIds: readonly string[], as?: ActsAs): Promise<SignedSubject[]>;
  /** The same for a request that is not written yet; hashes the file. Errors: `pdf-*`, `placement-*`. */
  describeDraft(draft: RequestDraft): Promise<DraftSubject>;
  /** The same for a list that is not written yet; every file is measured. Files that cannot be part of it are in `problems`. */
  describeListDraft(draft: ListDraft, onMeasured?: OnMeasured): Promise<ListSubject>;
  /** The same for a stored list. Errors: as `walkList`. */
  describeList(listId: string, as?: ActsAs, without?: readonly number[]): Promise<ListSubject>;
  /** What approvals will be about, in order; one that cannot be given says why (`refused`). */
  describeApprovals(approvals: readonly WantedApproval[], as?: ActsAs): Promise<ApprovalSubject[]>;
  signList(actor: Actor, draft: ListDraft, onMeasured?: OnMeasured): Promise<string>;
  /** What the signer says that signing a policy would change. Errors: `statement-malformed`, `policy-*`. */
  describePolicy(policy: unknown): Promise<PolicyEffectMessage>;
  /** `touched`: the requests that were named as ended by it. Errors: `policy-touches-more` when there are others. */
  signPolicy(actor: Actor, policy: unknown, touched: readonly string[]): Promise<string>;
  signRequest(actor: Actor, draft: RequestDraft): Promise<string>;
  signDecision(
    actor: Actor,
    requestId: string,
    decision: 'approve' | 'reject',
    reason: string,
    approving?: Approving,
  ): Promise<string>;
  /** One result for each request, list or set, in order; `onItem` hears of each as it ends. */
  approveMany(
    actor: Actor,
    approvals: readonly WantedApproval[],
    onItem: (code: string | null) => void,
  ): Promise<ApprovalResult[]>;
  signCancellation(actor: Actor, requestId: string, reason: string): Promise<string>;
  /** Puts the clock right; `seen` as it was shown. Returns the time that counts now. Errors: as `signClockCorrection`. */
  correctClock(actor: Actor, correction: { readonly reason: string; readonly seen: string }): Promise<string>;
  /** Delegations; each returns what it is called by. Errors: as signer/sign-delegations.ts. */
  describeDelegation(token: string, delegation: DelegationDraft): Promise<DelegationSubject>;
  describeStoredDelegation(delegationSm3: string): Promise<DelegationSubject>;
  signDelegation(actor: Actor, delegation: DelegationDraft): Promise<string>;
  signAcceptance(actor: Actor, delegationSm3: string): Promise<string>;
  signRevocation(actor: Actor, delegationSm3: string, reason: string): Promise<string>;
  applySeal(
    actor: Actor,
    parameters: ApplyParameters,
    timestamp: TimestampSource,
    watch?: SealingWatch,
  ): Promise<SealOutcome>;
  /** One result for each item, in order. */
  applySeals(
    actor: Actor,
    parameters: { readonly items: readonly SealingItem[] } & Stamping,
    timestamp: TimestampSource,
    watch: SealingWatch,
  ): Promise<SealResult[]>;
  /** Puts a document time stamp behind a file that waits for one. Needs no PIN. */
  addTimeStamp(parameters: StampParameters, timestamp: TimestampSource): Promise<StampOutcome>;
  readonly sandbox: SandboxTokens;
  stop(): void;
}

/** Making software tokens; the signer refuses it outside sandbox homes. */
interface SandboxTokens {
  initToken(token: string, soPin: Uint8Array, pin: Uint8Array): Promise<void>;
  /** Returns the public point, 65 octets. */
  generateKey(actor: Actor, id: Uint8Array, label: string): Promise<Uint8Array>;
  storeCertificate(actor: Actor, id: Uint8Array, label: string, certificate: Uint8Array): Promise<void>;
  storeSeal(actor: Actor, id: Uint8Array, esId: string, seal: Uint8Array): Promise<void>;
}

export interface SignerProgram {
  /** Home directory that the signer reads its facts from. */
  readonly home: string;
  /** Absolute path of the PKCS#11 library. */
  readonly library: string;
  /** Environment of the signer: where the software tokens are, faults in tests. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts nothing yet: the process begins with the first call. */
export function signerClient(program: SignerProgram): SignerClient {
  const worker = workerProcess({
    name: '签名进程',
    entry: fileURLToPath(new URL('../signer/signer-process.ts', import.meta.url)),
    args: [program.home, program.library],
    environment: program.environment,
    loadsForeignLibrary: true,
  });
  return clientOver(worker);
}

function clientOver(worker: WorkerProcess): SignerClient {
  const call = async <T>(request: SignerRequest, answer: z.ZodType<T>, limit = PATIENCE_MS): Promise<T> =>
    answer.parse(await worker.call(outgoing(request), limit));
  const statement = async (request: SignerRequest): Promise<string> => (await call(request, signedId)).id;
  const rest = new DriverRest();
  const asked = <T>(name: 'token.list' | 'token.peek', answer: z.ZodType<T>) =>
    patientListing(
      async (onAsked) => answer.parse(await worker.call({ name }, LISTING_LIMIT_MS, undefined, onAsked)),
      rest,
    );
  const patient = asked('token.list', tokenListing);
  const peeking = asked('token.peek', z.string().array());
  return {
    listTokens: async () => (await patient.list()).tokens,
    listing: () => patient.listNow(),
    peek: () => peeking.list(),
    countBlanks: () => call({ name: 'token.blanks' }, blankCount),
    async setPin(token, { by, pin, newPin }) {
      const request = outgoing({
        name: 'token.setPin',
        token,
        by,
        pin: toBase64(pin),
        newPin: toBase64(newPin),
      });
      [pin, newPin].forEach((octets) => octets.fill(0));
      await worker.call(request, PATIENCE_MS);
    },
    async look(actor) {
      await worker.call(outgoing({ name: 'token.look', ...sealed(actor) }), PATIENCE_MS);
    },
    testToken: (actor) => call({ name: 'token.test', ...sealed(actor) }, tokenTest, SEALING_PATIENCE_MS),
    describeRequests: (requestIds, as) =>
      call({ name: 'request.describe', requestIds: [...requestIds], as }, signedSubject.array()),
    describeDraft: (draft) => call({ name: 'draft.describe', draft }, draftSubject, SEALING_PATIENCE_MS),
    async describeListDraft(draft, onMeasured) {
      const request = outgoing({ name: 'list.describeDraft', draft });
      const answer = measuredBy(onMeasured);
      return listSubject.parse(await worker.call(request, patienceFor(draft.items.length), answer));
    },
    describeList: (listId, as, without) =>
      call({ name: 'list.describe', listId, as, without: without && [...without] }, listSubject),
    describeApprovals: (approvals, as) =>
      call(
        { name: 'approvals.describe', approvals: approvals.map(approvalMessage), as },
        approvalSubject.array(),
        patienceFor(approvals.length),
      ),
    async signList(actor, draft, onMeasured) {
      const request = outgoing({ name: 'list.sign', ...sealed(actor), draft });
      const answer = measuredBy(onMeasured);
      return signedId.parse(await worker.call(request, patienceFor(draft.items.length), answer)).id;
    },
    describePolicy: (policy) => call({ name: 'policy.describe', policy }, policyEffectMessage),
    signPolicy: (actor, policy, touched) =>
      statement({ name: 'policy.sign', ...sealed(actor), policy, touched: [...touched] }),
    signRequest: (actor, draft) => statement({ name: 'request.sign', ...sealed(actor), draft }),
    signDecision: (actor, requestId, decision, reason, { comment, without } = {}) =>
      statement({
        ...{ name: 'decision.sign', ...sealed(actor), requestId, decision, reason, comment },
        ...(without ? { without: [...without] } : {}),
      }),
    async approveMany(actor, approvals, onItem) {
      const request = outgoing({
        name: 'decision.approveMany',
        ...sealed(actor),
        approvals: approvals.map(approvalMessage),
      });
      const answer = itemsBy(onItem);
      return approvalResult.array().parse(await worker.call(request, patienceFor(approvals.length), answer));
    },
    signCancellation: (actor, requestId, reason) =>
      statement({ name: 'cancellation.sign', ...sealed(actor), requestId, reason }),
    correctClock: (actor, { reason, seen }) =>
      statement({ name: 'clock.sign', ...sealed(actor), reason, seen }),
    describeDelegation: (token, delegation) =>
      call({ name: 'delegation.describe', token, delegation }, delegationSubject),
    describeStoredDelegation: (delegationSm3) =>
      call({ name: 'delegation.describeStored', delegationSm3 }, delegationSubject),
    signDelegation: (actor, delegation) =>
      statement({ name: 'delegation.sign', ...sealed(actor), delegation }),
    signAcceptance: (actor, delegationSm3) =>
      statement({ name: 'acceptance.sign', ...sealed(actor), delegationSm3 }),
    signRevocation: (actor, delegationSm3, reason) =>
      statement({ name: 'revocation.sign', ...sealed(actor), delegationSm3, reason }),
    async applySeal(actor, parameters, timestamp, watch) {
      const request = outgoing({ name: 'seal.apply', ...sealed(actor), ...parameters });
      const answer = answersOf(timestamp, watch);
      return sealOutcome.parse(await worker.call(request, SEALING_PATIENCE_MS, answer));
    },
    async applySeals(actor, { items, ...stamping }, timestamp, watch) {
      const wanted = { items: [...items], ...stamping };
      const request = outgoing({ name: 'seal.applyMany', ...sealed(actor), ...wanted });
      return sealResult
        .array()
        .parse(await worker.call(request, patienceFor(items.length), answersOf(timestamp, watch)));
    },
    async addTimeStamp(parameters, timestamp) {
      const request = outgoing({ name: 'timestamp.add', ...parameters });
      const answer = answersOf(timestamp, undefined);
      return stampOutcome.parse(await worker.call(request, SEALING_PATIENCE_MS, answer));
    },
    sandbox: sandboxTokens(worker),
    stop: () => worker.stop(),
  };
}

function approvalMessage({ requestId, comment, without }: WantedApproval): ApprovalItem {
  return { requestId, comment, without: without && [...without] };
}

/** Hears how many files of a list have been measured. */
type OnMeasured = (done: number, total: number) => void;

function patienceFor(items: number): number {
  return SEALING_PATIENCE_MS + FURTHER_PATIENCE_MS * items;
}

function measuredBy(onMeasured: OnMeasured = () => undefined): (question: unknown) => Promise<null> {
  return (asked) => {
    const question = signerQuestion.parse(asked);
    if (question.name === 'measured') onMeasured(question.done, question.total);
    return Promise.resolve(null);
  };
}

function itemsBy(onItem: (code: string | null) => void): (question: unknown) => Promise<null> {
  return (asked) => {
    const question = signerQuestion.parse(asked);
    if (question.name === 'item') onItem(question.code);
    return Promise.resolve(null);
  };
}

/** What the signer asks in the middle of a sealing, answered. */
function answersOf(
  timestamp: TimestampSource,
  watch: SealingWatch | undefined,
): (question: unknown) => Promise<string | null> {
  return async (asked) => {
    const question = signerQuestion.parse(asked);
    if (question.name === 'step') return watch?.onStep(question.requestId, question.step) ?? 'go';
    if (question.name === 'measured') return null;
    if (question.name === 'item') {
      watch?.onItem(question.requestId, question.code);
      return null;
    }
    const token = await timestamp(fromBase64(question.imprint));
    return token && toBase64(token);
  };
}

function sandboxTokens(worker: WorkerProcess): SandboxTokens {
  const call = (request: SignerRequest): Promise<unknown> => worker.call(outgoing(request), PATIENCE_MS);
  return {
    async initToken(token, soPin, pin) {
      await call({ name: 'sandbox.initToken', token, soPin: toBase64(soPin), pin: toBase64(pin) });
    },
    async generateKey(actor, id, label) {
      const answer = await call({ name: 'sandbox.generateKey', ...copied(actor), id: toHex(id), label });
      return fromBase64(String(answer));
    },
    async storeCertificate(actor, id, label, certificate) {
      const body = { id: toHex(id), label, certificate: toBase64(certificate) };
      await call({ name: 'sandbox.storeCertificate', ...copied(actor), ...body });
    },
    async storeSeal(actor, id, esId, seal) {
      await call({ name: 'sandbox.storeSeal', ...copied(actor), id: toHex(id), esId, seal: toBase64(seal) });
    },
  };
}

/** What does not fit the signer's protocol was typed so by somebody (an empty label, a reason of a thousand words). Errors: `usage`. */
function outgoing(request: SignerRequest): SignerRequest {
  const checked = signerRequest.safeParse(request);
  if (checked.success) return checked.data;
  throw new BianyinError('usage', { what: checked.error.issues[0]?.path.join('.') ?? request.name });
}

/** The actor for a message; the caller's octets are overwritten. */
function sealed({ token, pin, shown }: Actor): {
  token: string;
  pin: string | null;
  shown?: string[];
} {
  const message = { token, pin: pin && toBase64(pin), ...(shown ? { shown: [...shown] } : {}) };
  pin?.fill(0);
  return message;
}

/** Several steps with one PIN; software tokens have no keypad. */
function copied({ token, pin }: Actor): { token: string; pin: string } {
  return { token, pin: toBase64(pin ?? new Uint8Array()) };
}
