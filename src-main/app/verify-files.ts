/** Verifies files in the document worker, with the trust of the home (when there is one) and what the caller adds. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openStatusStore } from '../city/status-store.ts';
import { readTrustStore } from '../city/trust-store.ts';
import { toBase64, utf8Decode } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { TrustInput } from '../document-worker/messages.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { displayName } from '../platform/display-name.ts';
import type { VerificationReport } from '../verification/report.ts';
import type { Session } from './session.ts';
import { syncCity } from './sync-city.ts';

export interface VerifyRequest {
  readonly files: readonly string[];
  /** Certificate files (DER or PEM) or folders of them, trusted besides the home's anchors. */
  readonly trust: readonly string[];
  readonly at?: Date;
}

export interface FileReport {
  readonly file: string;
  readonly report: VerificationReport;
}

/** One report per file, in order. Errors: `file-not-readable`, `trust-file-malformed`. */
export async function verifyFiles(session: Session, request: VerifyRequest): Promise<FileReport[]> {
  // A city that cannot be asked makes the verdict older, not impossible; the report says as of when it speaks.
  await syncCity(session).catch(() => undefined);
  const trust = trustOf(session, request.trust);
  const reports: FileReport[] = [];
  for (const file of request.files) {
    const options = { trust, now: session.now(), ...(request.at ? { at: request.at } : {}) };
    reports.push({ file: displayName(file), report: await session.documents.verify(file, options) });
  }
  return reports;
}

function trustOf(session: Session, added: readonly string[]): TrustInput {
  const none = { anchors: [], intermediates: [], crls: [], snapshot: null, clockFloor: null };
  const own = session.settings ? homeTrust(session) : none;
  const anchors = added.flatMap(certificatesAt).map(toBase64);
  return { ...own, anchors: [...own.anchors, ...anchors] };
}

function homeTrust({ home }: Session): TrustInput {
  const material = readTrustStore(home.trust);
  return {
    anchors: material.anchors.map(({ der }) => toBase64(der)),
    intermediates: material.intermediates.map(({ der }) => toBase64(der)),
    crls: material.crls.map(({ der }) => toBase64(der)),
    ...statusOf(home.status, material),
  };
}

/** A status store that does not verify is not believed; the verdict says so. */
function statusOf(
  folder: string,
  material: ReturnType<typeof readTrustStore>,
): Pick<TrustInput, 'snapshot' | 'clockFloor'> {
  try {
    const state = openStatusStore(folder).read(material);
    if (!state) return { snapshot: null, clockFloor: null };
    const { thisUpdate, nextUpdate, rows, ...rest } = state;
    const times = { thisUpdate: thisUpdate.toISOString(), nextUpdate: nextUpdate.toISOString() };
    return { snapshot: { ...rest, ...times, rows: [...rows] }, clockFloor: times.thisUpdate };
  } catch (error) {
    if (error instanceof BianyinError) return { snapshot: 'forged', clockFloor: null };
    throw error;
  }
}

function certificatesAt(path: string): Uint8Array[] {
  try {
    const isFolder = statSync(path).isDirectory();
    const files = isFolder ? readdirSync(path).filter((name) => /\.(cer|crt|der|pem)$/i.test(name)) : [''];
    return files.sort().flatMap((name) => certificatesIn(new Uint8Array(readFileSync(join(path, name)))));
  } catch (cause) {
    throw new BianyinError('trust-file-malformed', { file: displayName(path) }, { cause });
  }
}

/** DER, or any number of PEM blocks. */
function certificatesIn(bytes: Uint8Array): Uint8Array[] {
  const found = bytes[0] === 0x30 ? [bytes] : pemBlocks(utf8Decode(bytes));
  if (found.length === 0) throw new BianyinError('certificate-malformed');
  for (const certificate of found) parseCertificate(certificate);
  return found;
}

function pemBlocks(text: string): Uint8Array[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, body = '']) => Uint8Array.from(Buffer.from(body, 'base64')));
}
