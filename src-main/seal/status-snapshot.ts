/**
 * Signed status snapshots (KFSS2): which seals of a city are valid, frozen or cancelled, for machines without a network. A
 * snapshot is one line of JSON, the signed text with its certificates up to the city's root, and behind it either the image
 * of all seals or what changed since the one before; both are named in the text, so that either carries the same statement.
 * Longer, since reading, trusting and applying one are three steps that nobody may take apart.
 */
import { z } from 'zod';
import { concatBytes, fromBase64, toBase64, toHex, utf8Decode, utf8Encode } from '../crypto/bytes.ts';
import { sm2Verify } from '../crypto/sm2.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { projectOids } from '../domain/project-oids.ts';
import { parseCertificate } from '../pki/certificate.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { CertificateList } from '../pki/crl.ts';
import { buildPath } from '../pki/path.ts';
import { parseStatusDelta } from './status-delta.ts';
import { checkStatusImage } from './status-image-check.ts';
import { applyStatusDelta } from './status-image-build.ts';
import { historyOf, historyOfSeal, imageMagic, openStatusImage, type StatusImage } from './status-image.ts';
import { snapshotMalformed, type SealHistory } from './status-row.ts';
import { rootDigest } from './status-subject.ts';
import { parseSnapshotBody } from './status-snapshot-body.ts';
import type { SnapshotBody } from './status-snapshot-body.ts';

/** The signed text with its signature. */
export interface StatusStatement {
  readonly body: SnapshotBody;
  /** The octets that are signed, as they came. */
  readonly bodyBytes: Uint8Array;
  /** SM3 of `bodyBytes`, hexadecimal: what the next snapshot must name. */
  readonly sm3: string;
  /** The signer's certificate first. */
  readonly certificates: readonly Certificate[];
  readonly signature: Uint8Array;
  /** The line of JSON as it came. */
  readonly line: Uint8Array;
}

export interface StatusSnapshot extends StatusStatement {
  readonly form: 'image' | 'delta';
  /** The image or the delta. */
  readonly data: Uint8Array;
}

/** What a machine relies on. */
export interface SnapshotTrust {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
}

/** What a verifier needs of a snapshot. */
export interface StatusState {
  readonly seq: number;
  readonly sm3: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly scope: string;
  readonly policy: string;
  /** The root (hex SM3) under which it was signed: its numbers mean seals under that root. */
  readonly publisher: string;
  /** What is said of a number of the publisher. Errors: `snapshot-malformed` for an image that contradicts itself. */
  byNumber(esId: string): SealHistory;
  /** What is said of the one seal with these octets. Errors: as `byNumber`. */
  byOctets(der: Uint8Array): SealHistory;
}

/** Everything known after a snapshot: its statement and all seals. */
export interface KnownStatus extends StatusState {
  readonly statement: StatusStatement;
  readonly image: StatusImage;
}

const envelope = z.strictObject({
  body: z.string(),
  certificates: z.array(z.string()).min(1).max(8),
  signature: z.string(),
});
const LINE_END = 0x0a;
/** Longest line of JSON, octets. */
const MOST_LINE = 64 * 1024;

/** The line of JSON of a signed body. `certificates` are DER, the signer's first. */
export function statementLine(
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

/** The file form: line and data. */
export function assembleSnapshot(line: Uint8Array, data: Uint8Array): Uint8Array {
  return concatBytes(line, Uint8Array.of(LINE_END), data);
}

/** Reads the file form; verifies nothing but that the data is what the text names. Errors: `snapshot-malformed`. */
export function parseSnapshot(bytes: Uint8Array): StatusSnapshot {
  const end = bytes.subarray(0, MOST_LINE).indexOf(LINE_END);
  if (end < 0) throw snapshotMalformed('envelope');
  return withData(parseStatement(bytes.subarray(0, end)), bytes.subarray(end + 1));
}

/** Reads the line. Errors: `snapshot-malformed`. */
export function parseStatement(line: Uint8Array): StatusStatement {
  try {
    if (line.length > MOST_LINE) throw snapshotMalformed('envelope');
    const fields = envelope.parse(JSON.parse(utf8Decode(line)));
    const bodyBytes = utf8Encode(fields.body);
    return {
      body: parseSnapshotBody(bodyBytes),
      bodyBytes,
      sm3: toHex(sm3(bodyBytes)),
      certificates: fields.certificates.map((each) => parseCertificate(fromBase64(each))),
      signature: fromBase64(fields.signature),
      line,
    };
  } catch (cause) {
    if (cause instanceof BianyinError && cause.code === 'snapshot-malformed') throw cause;
    throw snapshotMalformed('envelope', cause);
  }
}

/** Puts image or delta to the text that names it. Errors: `snapshot-malformed` when it names neither. */
export function withData(statement: StatusStatement, data: Uint8Array): StatusSnapshot {
  const form = imageMagic.every((octet, i) => octet === data[i]) ? 'image' : 'delta';
  const named = statement.body[form];
  if (!named || named.length !== data.length || toHex(sm3(data)) !== named.sm3) throw snapshotMalformed(form);
  return { ...statement, form, data };
}

/**
 * Checks signature and signer: a path to an anchor, certificates for this purpose only. The path is judged at the time of
 * the snapshot. With `revocation: 'known'` a missing or outdated revocation list refuses too; with `'if-known'` it does not.
 * Returns the root (hex SM3) that the path ends in: the publisher. Errors: `snapshot-signature-bad`, `snapshot-signer-untrusted`.
 */
export function requireGenuineSnapshot(
  snapshot: StatusStatement,
  trust: SnapshotTrust,
  revocation: 'known' | 'if-known',
): string {
  const [signer, ...others] = snapshot.certificates;
  if (signer?.publicKey.kind !== 'sm2') throw new BianyinError('snapshot-signature-bad');
  if (!sm2Verify(signer.publicKey.sm2Point, snapshot.bodyBytes, snapshot.signature)) {
    throw new BianyinError('snapshot-signature-bad');
  }
  const { codes, path } = buildPath(signer, {
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
  return rootDigest((path.at(-1) ?? signer).der);
}

/**
 * The image after a genuine snapshot. One with the image replaces everything; a delta needs exactly the one before it.
 * Errors: `snapshot-rollback`, `snapshot-gap`, `snapshot-malformed` (wrong scope, something taken back, another image).
 */
export function applySnapshot(previous: KnownStatus | null, snapshot: StatusSnapshot): StatusImage {
  const { body } = snapshot;
  if (previous) requireProgress(previous, body);
  const image = snapshot.form === 'image' ? openStatusImage(snapshot.data) : changedImage(previous, snapshot);
  if (image.scope !== body.scope) throw snapshotMalformed('scope');
  checkStatusImage(image, new Date(body.thisUpdate));
  return image;
}

/** A statement with its image and the root it was found genuine under. */
export function knownStatus(known: StatusStatement, image: StatusImage, publisher: string): KnownStatus {
  const { body, bodyBytes, sm3: digest, certificates, signature, line } = known;
  const { seq, thisUpdate, nextUpdate, scope, policy } = body;
  return {
    ...{ seq, scope, policy, publisher, image, sm3: digest },
    statement: { body, bodyBytes, sm3: digest, certificates, signature, line },
    thisUpdate: new Date(thisUpdate),
    nextUpdate: new Date(nextUpdate),
    ...lookUps(image),
  };
}

/** The two ways in which an image is asked. */
export function lookUps(image: StatusImage): Pick<StatusState, 'byNumber' | 'byOctets'> {
  return {
    byNumber: (esId) => historyOf(image, esId),
    byOctets: (der) => historyOfSeal(image, der),
  };
}

function changedImage(previous: KnownStatus | null, { body, data }: StatusSnapshot): StatusImage {
  if (!previous || body.seq !== previous.seq + 1 || body.prevSm3 !== previous.sm3) {
    throw new BianyinError('snapshot-gap', { have: previous?.seq ?? 0, got: body.seq });
  }
  const image = applyStatusDelta(previous.image, parseStatusDelta(data));
  if (toHex(sm3(image.bytes)) !== body.image.sm3) throw snapshotMalformed('image');
  return image;
}

function requireProgress(previous: StatusState, body: SnapshotBody): void {
  if (body.scope !== previous.scope) throw snapshotMalformed('scope');
  if (body.seq <= previous.seq || new Date(body.thisUpdate) < previous.thisUpdate) {
    throw new BianyinError('snapshot-rollback', { have: previous.seq, got: body.seq });
  }
}
