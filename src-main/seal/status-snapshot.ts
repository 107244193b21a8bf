/**
 * Signed status snapshots (KFSS1): which seals of a city are valid, frozen or cancelled, for machines without a network.
 * A snapshot is a JSON envelope around the octets that are signed (SM2), with the certificates up to the city's root.
 * Longer, since reading, trusting and applying one are three steps that nobody may take apart.
 */
import { z } from 'zod';
import { fromBase64, toBase64, toHex, utf8Decode, utf8Encode } from '../crypto/bytes.ts';
import { sm2Verify } from '../crypto/sm2.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { projectOids } from '../domain/project-oids.ts';
import { parseCertificate } from '../pki/certificate.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { CertificateList } from '../pki/crl.ts';
import { buildPath } from '../pki/path.ts';
import { compareRows, parseSnapshotBody, rowsDigest, snapshotMalformed } from './status-snapshot-body.ts';
import type { SnapshotBody, StatusRow } from './status-snapshot-body.ts';

export interface StatusSnapshot {
  readonly body: SnapshotBody;
  /** The octets that are signed, as they came. */
  readonly bodyBytes: Uint8Array;
  /** SM3 of `bodyBytes`, hexadecimal: what the next snapshot must name. */
  readonly sm3: string;
  /** The signer's certificate first. */
  readonly certificates: readonly Certificate[];
  readonly signature: Uint8Array;
}

/** What a machine relies on. */
export interface SnapshotTrust {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
}

/** Everything known after a full snapshot and the deltas behind it. */
export interface StatusState {
  readonly seq: number;
  readonly sm3: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly scope: string;
  readonly policy: string;
  /** All rows, by seal and time. */
  readonly rows: readonly StatusRow[];
}

const envelope = z.strictObject({
  body: z.string(),
  certificates: z.array(z.string()).min(1).max(8),
  signature: z.string(),
});

/** The file form of a signed body. `certificates` are DER, the signer's first. */
export function assembleSnapshot(
  bodyBytes: Uint8Array,
  certificates: readonly Uint8Array[],
  signature: Uint8Array,
): Uint8Array {
  const fields = {
    body: utf8Decode(bodyBytes),
    certificates: certificates.map(toBase64),
    signature: toBase64(signature),
  };
  return utf8Encode(JSON.stringify(fields));
}

/** Reads the file form; verifies nothing. Errors: `snapshot-malformed`. */
export function parseSnapshot(bytes: Uint8Array): StatusSnapshot {
  try {
    const fields = envelope.parse(JSON.parse(utf8Decode(bytes)));
    const bodyBytes = utf8Encode(fields.body);
    return {
      body: parseSnapshotBody(bodyBytes),
      bodyBytes,
      sm3: toHex(sm3(bodyBytes)),
      certificates: fields.certificates.map((each) => parseCertificate(fromBase64(each))),
      signature: fromBase64(fields.signature),
    };
  } catch (cause) {
    if (cause instanceof BianyinError && cause.code === 'snapshot-malformed') throw cause;
    throw snapshotMalformed('envelope', cause);
  }
}

/**
 * Checks signature and signer: a path to an anchor, certificates for this purpose only. The path is judged at the time of
 * the snapshot. With `revocation: 'known'` a missing or outdated revocation list refuses too; with `'if-known'` it does not.
 * Errors: `snapshot-signature-bad`, `snapshot-signer-untrusted`.
 */
export function requireGenuineSnapshot(
  snapshot: StatusSnapshot,
  trust: SnapshotTrust,
  revocation: 'known' | 'if-known',
): void {
  const [signer, ...others] = snapshot.certificates;
  if (signer?.publicKey.kind !== 'sm2') throw new BianyinError('snapshot-signature-bad');
  if (!sm2Verify(signer.publicKey.sm2Point, snapshot.bodyBytes, snapshot.signature)) {
    throw new BianyinError('snapshot-signature-bad');
  }
  const { codes } = buildPath(signer, {
    anchors: trust.anchors,
    intermediates: [...trust.intermediates, ...others],
    crls: trust.crls,
    at: new Date(snapshot.body.thisUpdate),
    purpose: 'signing',
  });
  const tolerated: readonly string[] =
    revocation === 'known' ? [] : ['REVOCATION_MISSING', 'REVOCATION_STALE'];
  const problem = codes.find((code) => !tolerated.includes(code));
  if (problem) throw new BianyinError('snapshot-signer-untrusted', { why: problem });
  if (!signer.extendedKeyUsage?.purposes.includes(projectOids.statusSnapshotPurpose)) {
    throw new BianyinError('snapshot-signer-untrusted', { why: 'CERT_USAGE_FORBIDDEN' });
  }
}

/**
 * The state after a genuine snapshot. A full one replaces everything; a delta needs exactly the one before it.
 * Errors: `snapshot-rollback`, `snapshot-gap`, `snapshot-malformed` (wrong scope, lost history or root).
 */
export function applySnapshot(previous: StatusState | null, snapshot: StatusSnapshot): StatusState {
  const { body } = snapshot;
  if (previous) requireProgress(previous, body);
  if (!body.full && (!previous || body.seq !== previous.seq + 1 || body.prevSm3 !== previous.sm3)) {
    throw new BianyinError('snapshot-gap', { have: previous?.seq ?? 0, got: body.seq });
  }
  const rows = body.full ? body.entries : mergeRows(previous?.rows ?? [], body.entries);
  if (rowsDigest(rows) !== body.root) throw snapshotMalformed('root');
  return {
    seq: body.seq,
    sm3: snapshot.sm3,
    thisUpdate: new Date(body.thisUpdate),
    nextUpdate: new Date(body.nextUpdate),
    scope: body.scope,
    policy: body.policy,
    rows,
  };
}

function requireProgress(previous: StatusState, body: SnapshotBody): void {
  if (body.scope !== previous.scope) throw snapshotMalformed('scope');
  if (body.seq <= previous.seq || new Date(body.thisUpdate) < previous.thisUpdate) {
    throw new BianyinError('snapshot-rollback', { have: previous.seq, got: body.seq });
  }
}

/** Rows are only added; one that is there already makes the delta wrong. */
function mergeRows(rows: readonly StatusRow[], added: readonly StatusRow[]): StatusRow[] {
  const merged = [...rows, ...added].sort(compareRows);
  if (merged.some((each, i) => i > 0 && compareRows(merged[i - 1] ?? each, each) === 0)) {
    throw snapshotMalformed('a row twice');
  }
  return merged;
}
