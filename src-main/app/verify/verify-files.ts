/** Verifies files in the document worker, with the trust of the home (when there is one) and what the caller adds. */
import { existsSync } from 'node:fs';
import type { PlacedStatus } from '../../city/status-store.ts';
import type { TrustMaterial } from '../../city/trust-store.ts';
import { toBase64 } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { isOfSandbox, isSandboxFolder } from '../trust/of-sandbox.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import type { DocumentClient, VerifyOptions } from '../../document-worker/document-client.ts';
import type { StatusInput, TrustInput } from '../../document-worker/messages.ts';
import { displayName } from '../../platform/display-name.ts';
import { noteLastSeen, readLastSeen } from '../../platform/last-seen.ts';
import { homeExists } from '../../platform/home-directory.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { AppSession } from '../session.ts';
import { freshenHome } from '../trust/freshen-home.ts';
import { compareAtHome } from './compare-at-home.ts';
import { noteFoundFile } from './found-file.ts';
import { withoutTrust } from './without-trust.ts';
import { believedForReading, type TrustAtHome } from '../../home/believed-trust.ts';
import { ownMarks, registerMark } from '../../home/own-register.ts';
import { packVersion, trustClockFloor } from '../trust/trust-packs.ts';
import { readTrustPaths } from '../trust/trust-paths.ts';

export interface VerifyRequest {
  readonly files: readonly string[];
  /** Certificate files (DER or PEM) or folders of them, trusted besides the home's anchors. */
  readonly trust: readonly string[];
  readonly at?: Date;
}

/** The report of a file, or why there is none: the file itself cannot be read. */
export type FileReport =
  | { readonly file: string; readonly report: VerificationReport }
  | { readonly file: string; readonly error: BianyinError };

/** One report per file, in order. Errors: `trust-file-malformed` for what the caller adds. */
export async function verifyFiles(session: AppSession, request: VerifyRequest): Promise<FileReport[]> {
  const options = await verificationOptions(session, request);
  const reports: FileReport[] = [];
  for (const file of request.files) reports.push(await verifyFile(session.documents, file, options));
  return reports;
}

/** What files are judged by now: the trust of the home and what is added to it. Errors: `trust-file-malformed` for what is added. */
export async function verificationOptions(
  session: AppSession,
  { trust, at }: Pick<VerifyRequest, 'trust' | 'at'>,
): Promise<JudgingOptions> {
  // A city that cannot be asked makes the verdict older, not impossible; the report says as of when it speaks.
  await freshenHome(session).catch(() => undefined);
  const { trust: judgedBy, isSandbox, problem } = trustOf(session, trust);
  const options = {
    ...{ trust: judgedBy, now: session.now(), ...(at ? { at } : {}) },
    ...(isSandbox ? { isSandbox } : {}),
    ...(problem ? { trustProblem: problem } : {}),
  };
  if (!hasTrust(session)) return options;
  const seen = readLastSeen(session.home, session.now());
  return {
    ...options,
    ...(seen ? { seenUntil: seen } : {}),
    // A home that is damaged is a home all the same: its own seals are compared with what is left of it.
    ...(homeExists(session.home) ? atHome(session, session.settings?.enterprise.uscc ?? null) : {}),
    // What somebody trusts for once may show any time, and so is not kept.
    ...(trust.length === 0 ? { noteSeen: (report) => noteProvenTimes(session, report) } : {}),
  };
}

/** What files are judged by, and what becomes of the times that they prove. */
export interface JudgingOptions extends VerifyOptions {
  readonly noteSeen?: (report: VerificationReport) => void;
  /** Adds what policy and register of this home say of its own seals. */
  readonly compare?: (report: VerificationReport) => VerificationReport;
  /** A sealed file that the register misses is put on record when it turns up. */
  readonly noteFound?: (path: string, report: VerificationReport) => Promise<void>;
  /** A root of a sandbox is trusted, or the home is one. */
  readonly isSandbox?: boolean;
  /** Why the trust of this home was not used. */
  readonly trustProblem?: BianyinError;
  /** Digest of the register as it is; absent without one. What was found by another one is not found again. */
  readonly registerSm3?: string;
}

function atHome(
  session: AppSession,
  uscc: string | null,
): Pick<JudgingOptions, 'compare' | 'noteFound' | 'registerSm3'> {
  const { home } = session;
  const ours = { home, own: ownMarks(home, uscc) };
  const registerSm3 = registerMark(home);
  return {
    compare: (report) => compareAtHome(report, ours),
    noteFound: (path, report) => noteFoundFile(session, path, report),
    ...(registerSm3 === null ? {} : { registerSm3 }),
  };
}

/** The latest time that a trusted time stamp in the file proves. A disk that takes nothing must not hide a verdict. */
function noteProvenTimes({ home, now }: AppSession, { signatures }: VerificationReport): void {
  const times = signatures.flatMap(({ signedAt }) => (signedAt?.source === 'proven' ? [signedAt.value] : []));
  const latest = times.sort().at(-1);
  if (latest === undefined) return;
  try {
    noteLastSeen(home, new Date(latest), now());
  } catch {
    // It is noted with the next file.
  }
}

/** One file that is not there must not hide what is known of others: its error is its result. */
export async function verifyFile(
  documents: Pick<DocumentClient, 'verify'>,
  path: string,
  options: JudgingOptions,
): Promise<FileReport> {
  const file = displayName(path);
  try {
    const found = await documents.verify(path, options);
    const report = judgedHere(found, options);
    options.noteSeen?.(report);
    await options.noteFound?.(path, report);
    return { file, report };
  } catch (error) {
    if (error instanceof BianyinError) return { file, error };
    throw error;
  }
}

/** What the engine cannot know: what this home says of its own seals, and what its trust is worth. */
function judgedHere(found: VerificationReport, options: JudgingOptions): VerificationReport {
  const { compare, trustProblem, isSandbox } = options;
  const compared = compare?.(found) ?? found;
  const report = trustProblem ? withoutTrust(compared, trustProblem.code) : compared;
  return isSandbox === true ? { ...report, trust: { ...report.trust, sandbox: true } } : report;
}

const noTrust: TrustInput = {
  ...{ anchors: [], intermediates: [], crls: [], sealMakers: [], ocsp: [] },
  ...{ snapshot: null, trustListVersion: null, clockFloor: null },
};

interface JudgingTrust {
  readonly trust: TrustInput;
  readonly isSandbox: boolean;
  readonly problem: BianyinError | null;
}

function trustOf(session: AppSession, added: readonly string[]): JudgingTrust {
  const { trust: own, anchors, problem } = ownTrust(session);
  const more = readTrustPaths(added);
  const isSandbox =
    isSandboxFolder(session.home, session.settings) ||
    [...anchors, ...more.anchors.map(parseCertificate)].some(isOfSandbox);
  const trust = {
    ...own,
    anchors: [...own.anchors, ...more.anchors.map(toBase64)],
    intermediates: [...own.intermediates, ...more.intermediates.map(toBase64)],
    crls: [...own.crls, ...more.crls.map(toBase64)],
    ocsp: [...(own.ocsp ?? []), ...(more.ocsp ?? []).map(toBase64)],
  };
  return { trust, isSandbox, problem };
}

/** Trust that cannot be read or believed is none: what is judged without it is never green, and everything else goes on. */
function ownTrust(
  session: AppSession,
): Pick<JudgingTrust, 'trust' | 'problem'> & Pick<TrustMaterial, 'anchors'> {
  const none = { trust: noTrust, anchors: [], problem: null };
  if (!hasTrust(session)) return none;
  try {
    const believed = believedForReading(session.home);
    return { trust: homeTrust(believed), anchors: believed.trust.anchors, problem: null };
  } catch (error) {
    if (error instanceof BianyinError) return { ...none, problem: error };
    throw error;
  }
}

/** A counter has no enterprise, and so no settings; what it trusts came in a trust pack. */
function hasTrust({ settings, home }: AppSession): boolean {
  return settings !== null || existsSync(home.trust);
}

function homeTrust(believed: TrustAtHome): TrustInput {
  const { trust: material } = believed;
  return {
    anchors: material.anchors.map(({ der }) => toBase64(der)),
    intermediates: material.intermediates.map(({ der }) => toBase64(der)),
    crls: material.crls.map(({ der }) => toBase64(der)),
    sealMakers: material.sealMakers.map(({ der }) => toBase64(der)),
    ocsp: (material.ocsp ?? []).map(({ der }) => toBase64(der)),
    trustListVersion: material.pack ? packVersion(material.pack.pack) : null,
    ...statusOf(believed),
  };
}

/** A status store that does not verify is not believed; the verdict says so. */
function statusOf(believed: TrustAtHome): Pick<TrustInput, 'snapshot' | 'clockFloor'> {
  try {
    const found = believed.status.locate();
    const clockFloor = trustClockFloor(believed)?.toISOString() ?? null;
    return { snapshot: found && statusInput(found), clockFloor };
  } catch (error) {
    if (error instanceof BianyinError) return { snapshot: 'forged', clockFloor: null };
    throw error;
  }
}

function statusInput({ state, file, offset }: PlacedStatus): StatusInput {
  const { seq, sm3, scope, policy, publisher, statement } = state;
  return {
    ...{ file, offset, seq, sm3, scope, policy, publisher },
    length: statement.body.image.length,
    imageSm3: statement.body.image.sm3,
    thisUpdate: state.thisUpdate.toISOString(),
    nextUpdate: state.nextUpdate.toISOString(),
  };
}
