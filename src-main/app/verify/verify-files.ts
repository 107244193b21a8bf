/** Verifies files in the document worker, with the trust of the home (when there is one) and what the caller adds. */
import { existsSync } from 'node:fs';
import { openStatusStore, type PlacedStatus } from '../../city/status-store.ts';
import type { TrustMaterial } from '../../city/trust-store.ts';
import { toBase64 } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { DocumentClient, VerifyOptions } from '../../document-worker/document-client.ts';
import type { StatusInput, TrustInput } from '../../document-worker/messages.ts';
import { displayName } from '../../platform/display-name.ts';
import { noteLastSeen, readLastSeen } from '../../platform/last-seen.ts';
import { homeExists, type HomeDirectory } from '../../platform/home-directory.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { AppSession } from '../session.ts';
import { freshenHome } from '../trust/freshen-home.ts';
import { compareAtHome } from './compare-at-home.ts';
import { ownMarks, registerMark } from '../../home/own-register.ts';
import { packVersion, readBelievedTrust, trustClockFloor } from '../trust/trust-packs.ts';
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

/** One report per file, in order. Errors: `trust-file-malformed`. */
export async function verifyFiles(session: AppSession, request: VerifyRequest): Promise<FileReport[]> {
  const options = await verificationOptions(session, request);
  const reports: FileReport[] = [];
  for (const file of request.files) reports.push(await verifyFile(session.documents, file, options));
  return reports;
}

/** What files are judged by now: the trust of the home and what is added to it. Errors: `trust-file-malformed`. */
export async function verificationOptions(
  session: AppSession,
  { trust, at }: Pick<VerifyRequest, 'trust' | 'at'>,
): Promise<JudgingOptions> {
  // A city that cannot be asked makes the verdict older, not impossible; the report says as of when it speaks.
  await freshenHome(session).catch(() => undefined);
  const options = { trust: trustOf(session, trust), now: session.now(), ...(at ? { at } : {}) };
  if (!hasTrust(session)) return options;
  const seen = readLastSeen(session.home);
  return {
    ...options,
    ...(seen ? { seenUntil: seen } : {}),
    // A home that is damaged is a home all the same: its own seals are compared with what is left of it.
    ...(homeExists(session.home) ? atHome(session, session.settings?.enterprise.uscc ?? null) : {}),
    // What somebody trusts for once may show any time, and so is not kept.
    ...(trust.length === 0 ? { noteSeen: (report) => noteProvenTimes(session.home, report) } : {}),
  };
}

/** What files are judged by, and what becomes of the times that they prove. */
export interface JudgingOptions extends VerifyOptions {
  readonly noteSeen?: (report: VerificationReport) => void;
  /** Adds what policy and register of this home say of its own seals. */
  readonly compare?: (report: VerificationReport) => VerificationReport;
  /** Digest of the register as it is; absent without one. What was found by another one is not found again. */
  readonly registerSm3?: string;
}

function atHome({ home }: AppSession, uscc: string | null): Pick<JudgingOptions, 'compare' | 'registerSm3'> {
  const ours = { home, own: ownMarks(home, uscc) };
  const registerSm3 = registerMark(home);
  return {
    compare: (report) => compareAtHome(report, ours),
    ...(registerSm3 === null ? {} : { registerSm3 }),
  };
}

/** The latest time that a trusted time stamp in the file proves. A disk that takes nothing must not hide a verdict. */
function noteProvenTimes(home: HomeDirectory, { signatures }: VerificationReport): void {
  const times = signatures.flatMap(({ signedAt }) => (signedAt?.source === 'proven' ? [signedAt.value] : []));
  const latest = times.sort().at(-1);
  if (latest === undefined) return;
  try {
    noteLastSeen(home, new Date(latest));
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
    const report = options.compare?.(found) ?? found;
    options.noteSeen?.(report);
    return { file, report };
  } catch (error) {
    if (error instanceof BianyinError) return { file, error };
    throw error;
  }
}

const noTrust: TrustInput = {
  ...{ anchors: [], intermediates: [], crls: [], sealMakers: [], ocsp: [] },
  ...{ snapshot: null, trustListVersion: null, clockFloor: null },
};

function trustOf(session: AppSession, added: readonly string[]): TrustInput {
  const own = hasTrust(session) ? homeTrust(session) : noTrust;
  const more = readTrustPaths(added);
  return {
    ...own,
    anchors: [...own.anchors, ...more.anchors.map(toBase64)],
    intermediates: [...own.intermediates, ...more.intermediates.map(toBase64)],
    crls: [...own.crls, ...more.crls.map(toBase64)],
    ocsp: [...(own.ocsp ?? []), ...(more.ocsp ?? []).map(toBase64)],
  };
}

/** A counter has no enterprise, and so no settings; what it trusts came in a trust pack. */
function hasTrust({ settings, home }: AppSession): boolean {
  return settings !== null || existsSync(home.trust);
}

/** Errors: those of a trust pack that cannot be believed: nothing is judged by it. */
function homeTrust({ home }: AppSession): TrustInput {
  const material = readBelievedTrust(home);
  return {
    anchors: material.anchors.map(({ der }) => toBase64(der)),
    intermediates: material.intermediates.map(({ der }) => toBase64(der)),
    crls: material.crls.map(({ der }) => toBase64(der)),
    sealMakers: material.sealMakers.map(({ der }) => toBase64(der)),
    ocsp: (material.ocsp ?? []).map(({ der }) => toBase64(der)),
    trustListVersion: material.pack ? packVersion(material.pack.pack) : null,
    ...statusOf(home, material),
  };
}

/** A status store that does not verify is not believed; the verdict says so. */
function statusOf(home: HomeDirectory, material: TrustMaterial): Pick<TrustInput, 'snapshot' | 'clockFloor'> {
  try {
    const found = openStatusStore(home.status).locate(material);
    const clockFloor = trustClockFloor(home, material)?.toISOString() ?? null;
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
