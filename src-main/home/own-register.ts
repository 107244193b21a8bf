/**
 * What a home itself knows of a use of one of its seals: the register has it, or has not. Reads only: verifying a file changes
 * nothing, and a register that cannot be believed is an answer of its own.
 */
import { policiesSoFar } from '../approval/policy-chain.ts';
import {
  permitDifference,
  type PermitClaims,
  type PermitDifference,
  type PermitRecord,
} from '../approval/compare-permit.ts';
import { readSeals } from '../city/seal-register.ts';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { memoryOf } from '../city/trust-memory-settings.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { HomeDirectory } from '../platform/home-directory.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { organisationCodes } from '../pki/organisation-code.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import { readMark } from '../store/journal-mark.ts';
import type { UseName } from '../store/signed-files.ts';
import { openStore, type Store } from '../store/store.ts';
import { believedTrust } from './believed-trust.ts';
import { certificateChecker } from './certificate-checker.ts';
import { legalCertificates } from './own-seals.ts';

/** A signature as a verifier has read it. Digests are hex SM3. */
export interface SealUse {
  /** Null: a signature without a seal. */
  readonly esId: string | null;
  /** Of the certificate that signed; null when it cannot be read. */
  readonly certificateSm3: string | null;
  /** Codes of the enterprise that this certificate names. */
  readonly organisationCodes: readonly string[];
  /** Of the signature value; null for a signature of another kind. */
  readonly signatureSm3: string | null;
  /** The time by which it was made, where that is proven. */
  readonly provenBy: Date | null;
  readonly permit: PermitClaims | null;
}

/** What the home says to it. `differs`: the register has the use, and the permit in the file is another one. */
export type RegisterAnswer =
  | { readonly kind: 'not-own' | 'not-registered' | 'before-register' }
  /**
   * `waitsForStamp`: its file was to have a time stamp and has none yet. `unended`: the register has the signature and no file of
   * it, because a process died or the file was not where it was written.
   */
  | { readonly kind: 'registered'; readonly waitsForStamp: boolean; readonly unended: boolean }
  | { readonly kind: 'differs'; readonly what: PermitDifference }
  | { readonly kind: 'not-comparable'; readonly reason: string };

/** What tells the enterprise's own signatures from others. */
export interface OwnMarks {
  /** Unified social credit codes that its certificates may name. */
  readonly codes: ReadonlySet<string>;
  readonly esIds: ReadonlySet<string>;
  /** Hex SM3 of the certificates that its seals list. */
  readonly certificates: ReadonlySet<string>;
}

/**
 * A register of seals that cannot be read leaves the code of the enterprise to tell by; settings that cannot be read (null)
 * leave the codes that its seals name. A home that is damaged knows less, and trusts no use more for it.
 */
export function ownMarks(home: HomeDirectory, uscc: string | null): OwnMarks {
  const seals = orElse(() => readSeals(home.seals), []);
  return {
    codes: new Set(uscc === null ? seals.flatMap(codesNamedBy) : [uscc]),
    esIds: new Set(seals.map(({ info }) => info.esId)),
    certificates: new Set(seals.flatMap(listedBy)),
  };
}

/** Asks the home for one signature. Never throws an error of ours: what cannot be read is `not-comparable`. */
export function askRegister(home: HomeDirectory, own: OwnMarks, use: SealUse, now: Date): RegisterAnswer {
  if (!isOwn(use, own)) return { kind: 'not-own' };
  try {
    const store = openStore(home.root, { readOnly: true, now: () => now });
    try {
      return answerFrom(store, home, use, now);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof BianyinError) return { kind: 'not-comparable', reason: error.code };
    throw error;
  }
}

/** Digest of the register's newest row; null where there is none to be read. */
export function registerMark(home: HomeDirectory): string | null {
  return orElse(() => readMark(home.root)?.sm3 ?? null, null);
}

/**
 * By number, by key, or by whom the certificate names: a seal that was made behind the register's back is own too, and so is a
 * signature that a seal's key made without its seal.
 */
function isOwn({ esId, certificateSm3, organisationCodes }: SealUse, own: OwnMarks): boolean {
  if (esId !== null && (own.esIds.has(esId) || organisationCodes.some((code) => own.codes.has(code))))
    return true;
  return certificateSm3 !== null && own.certificates.has(certificateSm3);
}

function codesNamedBy({ info: { certificateList: list } }: SESeal): string[] {
  if (list.type !== 'certificates') return [];
  return list.certificates.flatMap((der) => orElse(() => organisationCodes(parseCertificate(der)), []));
}

function listedBy({ info: { certificateList: list } }: SESeal): string[] {
  return list.type === 'certificates'
    ? list.certificates.map((der) => toHex(sm3(der)))
    : list.digests.map(({ value }) => toHex(value));
}

function answerFrom(store: Store, home: HomeDirectory, use: SealUse, now: Date): RegisterAnswer {
  const journal = store.verifyJournal();
  if (!journal.ok) return { kind: 'not-comparable', reason: 'journal-broken' };
  const made = use.signatureSm3 === null ? null : store.madeSignature(use.signatureSm3);
  if (made === null) {
    const [first] = store.journal({ limit: 1 });
    const isOlder = use.provenBy !== null && first !== undefined && use.provenBy < new Date(first.time);
    return { kind: isOlder ? 'before-register' : 'not-registered' };
  }
  // The gate writes a permit into every seal; without one this is not what it made.
  if (use.permit === null) return { kind: 'differs', what: 'approvals' };
  const { trust, status } = believedTrust(home, () => memoryOf(store));
  const world = { trust, status, seals: readSeals(home.seals), now, judgedAt: now };
  const policies = policiesSoFar({
    policies: store.policies(),
    legalCertificates: legalCertificates(world),
    now,
    clockFloor: store.latestTime(),
    checkCertificate: certificateChecker(trust),
    // What was done is judged by what there was: nobody acts by it now.
    putBack: null,
  });
  const what = permitDifference(use.permit, recordOf(store, made, policies));
  return what === null
    ? { kind: 'registered', waitsForStamp: waitsForStamp(store, use), unended: made.end !== 'completed' }
    : { kind: 'differs', what };
}

/** What the register had of a request when this use of it was spent; `policies`: the chain of today, checked. */
export function recordOf(
  store: Pick<Store, 'request' | 'seenAtUse'>,
  { requestId, number }: UseName,
  policies: PermitRecord['policies'],
): PermitRecord {
  const { request, decisions, delegations, recorded } = store.request(requestId);
  const { policies: known, reached, seq } = store.seenAtUse(requestId, number);
  return {
    request,
    decisions,
    delegations,
    recorded,
    usedAt: seq,
    policies: policies.slice(0, known),
    reached,
  };
}

function waitsForStamp(store: Store, { signatureSm3, provenBy }: SealUse): boolean {
  return provenBy === null && store.waitingStamps().some((each) => each.signatureSm3 === signatureSm3);
}
