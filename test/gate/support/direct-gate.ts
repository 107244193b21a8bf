/**
 * The permit gate in this process, at any time of the clock: the same functions that the signer process calls. The PKCS#11
 * library is loaded once and reads the tokens of the sandbox that was made for the test file; copies of the home share them.
 */
import type { InstalledProfile } from '../../../src-main/tokens/profile-file.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import type { CityPort } from '../../../src-main/city/city-port.ts';
import { syncCity } from '../../../src-main/city/sync-city.ts';
import { toBase64, fromBase64 } from '../../../src-main/crypto/bytes.ts';
import { policyKind, type Policy } from '../../../src-main/approval/policy.ts';
import { openStatement } from '../../../src-main/approval/statement.ts';
import { instantText } from '../../../src-main/domain/instant.ts';
import { openMoment, type HomeMoment } from '../../../src-main/home/home-moment.ts';
import { applySeal } from '../../../src-main/signer/apply-seal.ts';
import { describeDelegation } from '../../../src-main/signer/describe-delegation.ts';
import { describeRequest } from '../../../src-main/signer/describe-subject.ts';
import type { Acting } from '../../../src-main/signer/shown-as.ts';
import { signAcceptance, signDelegation, signRevocation } from '../../../src-main/signer/sign-delegations.ts';
import type { DelegationSubject, SealOutcome, SignedSubject } from '../../../src-main/signer/answers.ts';
import type { DelegationDraft, RequestDraft } from '../../../src-main/signer/messages.ts';
import { openTokenModule, type TokenModule } from '../../../src-main/signer/pkcs11/token-module.ts';
import {
  signCancellation,
  signDecision,
  signPolicy,
  signRequest,
  type OpenToken,
} from '../../../src-main/signer/sign-statements.ts';
import { randomBytes } from 'node:crypto';
import { softUkeyModulePath } from '../../token/soft-ukey-fixture.ts';
import { pinOf, type Sandbox } from './sandbox.ts';
import { contractApprovers } from './story.ts';

let tokens: TokenModule | undefined;

/** Opens the library on the tokens of this sandbox. One at a time: the library reads its folder when it starts. */
export function openTokens(
  sandbox: Sandbox,
  path: string = softUkeyModulePath(),
  installed: readonly InstalledProfile[] = [],
): TokenModule {
  if (tokens) throw new Error('the library is open already');
  process.env['BIANYIN_SOFT_UKEY_DIR'] = sandbox.home.tokens;
  tokens = openTokenModule(path, installed);
  return tokens;
}

export function closeTokens(): void {
  tokens?.close();
  tokens = undefined;
}

function library(): TokenModule {
  if (!tokens) throw new Error('openTokens comes first');
  return tokens;
}

function tokenOf(person: string) {
  const found = library()
    .listTokens()
    .find(({ label }) => label === `soft-${person}`);
  if (!found) throw new Error(`no token of ${person}`);
  return found;
}

/** A question of the gate for a time stamp: what to answer with, given the imprint. */
export type Stamp = (imprint: Uint8Array, city: CityPort) => Promise<Uint8Array | null>;
export const honestStamp: Stamp = (imprint, city) => city.timestamp({ imprint });

export interface DirectGate {
  city(): CityPort;
  /** Fetches lists and seal status from the city. */
  sync(): Promise<void>;
  submit(file: string, change?: Partial<RequestDraft>, person?: string): Promise<string>;
  /** `shown`: what came with the question for the PIN; absent: nothing did. */
  approve(id: string, person: string, shown?: readonly string[]): Promise<string>;
  /** What the PIN window says to this person. */
  describe(id: string, person: string, act: Acting['act']): SignedSubject;
  approveAll(id: string): Promise<void>;
  reject(id: string, person: string, reason: string): Promise<string>;
  cancel(id: string, person: string, reason: string): Promise<string>;
  /** Grants a delegation, accepts one, ends one; each returns what it is called by. */
  delegate(person: string, draft: DelegationDraft, shown?: readonly string[]): Promise<string>;
  accept(person: string, delegationSm3: string, shown?: readonly string[]): Promise<string>;
  /** What the PIN window says of a delegation that this person would grant. */
  describeGrant(person: string, draft: DelegationDraft): DelegationSubject;
  revoke(person: string, delegationSm3: string): Promise<string>;
  /** Signs a changed version of the newest policy with the key of seal 05; `named`: the requests that were said to end by it. */
  changePolicy(change: (policy: Policy) => Partial<Policy>, named?: readonly string[]): Promise<string>;
  apply(id: string, file: string, output: string, options?: ApplyOptions): Promise<SealOutcome>;
  /** Looks at the home. */
  moment<T>(look: (moment: HomeMoment) => T): T;
  /** Works in the home; it stays open until the work is done. */
  work<T>(work: (moment: HomeMoment) => Promise<T>): Promise<T>;
}

export interface ApplyOptions {
  readonly person?: string;
  readonly stamp?: Stamp;
  readonly timestampLength?: number;
  readonly pin?: Uint8Array;
  /** What happens while the gate asks whether to go on. */
  readonly onStep?: (step: string) => void;
}

/** The gate of a home at one moment of the clock. */
export function gateAt(sandbox: Sandbox, now: Date = new Date()): DirectGate {
  const city = (): CityPort =>
    createSandboxCity({
      directory: sandbox.home.city,
      random: (length) => randomBytes(length),
      now: () => now,
    });
  const inWorld = async <T>(work: (moment: HomeMoment) => Promise<T>): Promise<T> => {
    const moment = openMoment(sandbox.home.root, now);
    try {
      return await work(moment);
    } finally {
      moment.close();
    }
  };
  const signing = (
    person: string,
    work: (moment: HomeMoment, token: OpenToken) => Promise<string>,
    shown?: readonly string[],
  ): Promise<string> =>
    inWorld((moment) =>
      library().withSession(`soft-${person}`, pinOf(sandbox, person), (session) =>
        work(moment, { label: `soft-${person}`, session, shown }),
      ),
    );
  const approve = (id: string, person: string, shown?: readonly string[]): Promise<string> =>
    signing(person, (moment, token) => signDecision(moment, token, id), shown);
  return {
    city,
    work: inWorld,
    sync: async () => void (await syncCity(city(), sandbox.home, now)),
    submit: (file, change = {}, person = 'applicant') =>
      signing(person, (moment, token) => signRequest(moment, token, draftOf(file, change))),
    approve,
    describe(id, person, act) {
      const { label, certificates } = tokenOf(person);
      const moment = openMoment(sandbox.home.root, now);
      try {
        return describeRequest(moment, id, { act, label, certificates });
      } finally {
        moment.close();
      }
    },
    async approveAll(id) {
      for (const person of contractApprovers) await approve(id, person);
    },
    reject: (id, person, reason) =>
      signing(person, (moment, token) => signDecision(moment, token, id, { reason })),
    cancel: (id, person, reason) =>
      signing(person, (moment, token) => signCancellation(moment, token, id, reason)),
    delegate: (person, draft, shown) =>
      signing(person, (moment, token) => signDelegation(moment, token, draft), shown),
    accept: (person, sm3, shown) =>
      signing(person, (moment, token) => signAcceptance(moment, token, sm3), shown),
    describeGrant(person, draft) {
      const moment = openMoment(sandbox.home.root, now);
      try {
        return describeDelegation(moment, tokenOf(person), draft);
      } finally {
        moment.close();
      }
    },
    revoke: (person, delegationSm3) =>
      signing(person, (moment, token) => signRevocation(moment, token, { delegationSm3, reason: '已返岗' })),
    changePolicy: (change, named = []) =>
      signing('legal', (moment, token) => signPolicy(moment, token, nextPolicy(moment, now, change), named)),
    apply: (id, file, output, options = {}) =>
      inWorld((moment) => applyIn(moment, sandbox, city(), { id, file, output, ...options })),
    moment(look) {
      const moment = openMoment(sandbox.home.root, now);
      try {
        return look(moment);
      } finally {
        moment.close();
      }
    },
  };
}

function nextPolicy(moment: HomeMoment, now: Date, change: (policy: Policy) => Partial<Policy>): Policy {
  const signed = moment.store.policies().at(-1);
  if (!signed) throw new Error('no policy');
  const { value, sm3 } = openStatement(policyKind, signed);
  const time = instantText(now);
  const next = { ...value, sequence: value.sequence + 1, prevSm3: sm3, validFrom: time, time };
  return { ...next, ...change(value) };
}

function applyIn(
  moment: HomeMoment,
  sandbox: Sandbox,
  city: CityPort,
  request: ApplyOptions & { id: string; file: string; output: string },
): Promise<SealOutcome> {
  const { id, file, output, person = 'keeper', stamp = honestStamp, timestampLength = 0 } = request;
  const pin = toBase64(request.pin ?? pinOf(sandbox, person));
  const message = {
    name: 'seal.apply',
    token: `soft-${person}`,
    pin,
    requestId: id,
    file,
    output,
    timestampLength,
  };
  return applySeal(moment, library(), message, async (question) => {
    // The other question is whether to go on; no answer means yes.
    const { imprint, step } = question as { imprint?: string; step?: string };
    if (step !== undefined) request.onStep?.(step);
    if (imprint === undefined) return null;
    const token = await stamp(fromBase64(imprint), city);
    return token && toBase64(token);
  });
}

function draftOf(file: string, change: Partial<RequestDraft>): RequestDraft {
  return {
    file,
    typeCode: '04',
    placements: [{ kind: 'at', pages: [1], xMm: 120, yMm: 200 }],
    reason: '合同签订',
    matter: 'contract',
    counterparty: '河南中州展览工程有限公司',
    amount: '128000',
    currency: 'CNY',
    attachments: [],
    uses: 1,
    ...change,
  };
}
