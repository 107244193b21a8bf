/** Certificate revocation lists (RFC 5280 §5, GB/T 20518-2018 §5.3): parsed strictly, entries looked up by serial number. A parser, so longer. */
import { toHex } from '../crypto/bytes.ts';
import {
  derMalformed,
  readDer,
  readExplicit,
  readInteger,
  readIntegerBytes,
  readSequence,
  readSmallInteger,
  readTime,
  type DerNode,
} from '../crypto/der.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { readListScope, type ListScope } from './distribution-point.ts';
import { readExtensions, type Extension } from './extensions.ts';
import { readGeneralNames } from './general-name.ts';
import { readName, sameName, type Name } from './name.ts';
import type { PublicKey } from './public-key.ts';
import { readingAs, readSignedFrame } from './reading.ts';
import { verifySigned } from './signature-algorithm.ts';

/** CRLReason (RFC 5280 §5.3.1); 7 is not used. */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'unused',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

export interface Revocation {
  readonly serialHex: string;
  readonly revocationDate: Date;
  readonly reason: RevocationReason;
  /** When the key is known or suspected to have gone bad; earlier than the revocation as a rule. */
  readonly invalidityDate?: Date;
  /** Whose certificate it is: the list's issuer, or what an indirect list names. */
  readonly certificateIssuer: Name;
}

export interface CertificateList {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly extensions: readonly Extension[];
  readonly crlNumber?: bigint;
  /** Number of the list this one is a delta to. */
  readonly baseCrlNumber?: bigint;
  readonly scope?: ListScope;
  /** The scope's original octets, by which a delta is matched to its base. */
  readonly scopeDer: Uint8Array;
  /** False when the list or an entry has a critical extension unknown here: then it proves nothing (§5.2). */
  readonly understood: boolean;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** Entries by serial number in hexadecimal; several issuers may use one number in an indirect list. */
  readonly entries: ReadonlyMap<string, readonly Revocation[]>;
}

const listExtensions = ['2.5.29.20', '2.5.29.27', '2.5.29.28', '2.5.29.35'];
const entryExtensions = ['2.5.29.21', '2.5.29.24', '2.5.29.29'];

/** Parses DER. Throws `crl-malformed`; the signature is checked by `verifyCrl`. */
export function parseCrl(bytes: Uint8Array): CertificateList {
  return readingAs('crl-malformed', () => readList(readDer(bytes, { maxNodes: 20_000_000 })));
}

/** Whether `key` signed the list. */
export function verifyCrl(list: CertificateList, key: PublicKey): boolean {
  return verifySigned(key, list.signatureAlgorithm, list.tbs, list.signature);
}

/** The entry for a certificate, when the list has one. The caller has checked scope, signature and issuer of the list. */
export function isRevoked(
  list: CertificateList,
  certificate: { readonly serialHex: string; readonly issuer: Name },
): Revocation | undefined {
  return list.entries
    .get(certificate.serialHex)
    ?.find((entry) => sameName(entry.certificateIssuer, certificate.issuer));
}

function readList(node: DerNode): CertificateList {
  const { tbs, signatureAlgorithm, signature } = readSignedFrame(node);
  const fields = readTbs(tbs, signatureAlgorithm);
  return { der: node.bytes, tbs: tbs.bytes, signatureAlgorithm, signature, ...fields };
}

function readTbs(tbs: DerNode, outer: AlgorithmIdentifier) {
  const parts = [...readSequence(tbs)];
  if (parts[0]?.tag === 0x02 && readSmallInteger(parts.shift()) !== 1)
    throw derMalformed('list version', tbs.offset);
  if (readAlgorithmIdentifier(parts.shift()).oid !== outer.oid)
    throw derMalformed('two signature algorithms', tbs.offset);
  const issuer = readName(parts.shift());
  const thisUpdate = readTime(parts.shift());
  const nextUpdate = parts[0]?.tag === 0x17 || parts[0]?.tag === 0x18 ? readTime(parts.shift()) : undefined;
  const revoked = (parts[0]?.tag === 0x30 ? parts.shift()?.eachChild() : undefined) ?? [];
  const extensions = parts[0]?.tag === 0xa0 ? readExtensions(readExplicit(parts.shift(), 0)) : [];
  if (parts.length > 0) throw derMalformed('unknown part of a list', parts[0]?.offset ?? 0);
  const { entries, understood } = readEntries(revoked, issuer);
  return {
    issuer,
    thisUpdate,
    ...(nextUpdate ? { nextUpdate } : {}),
    extensions,
    ...readListExtensions(extensions),
    understood: understood && !hasUnknownCritical(extensions, listExtensions),
    entries,
  };
}

function readListExtensions(extensions: readonly Extension[]) {
  const value = (oid: string): DerNode | undefined => {
    const found = extensions.find((each) => each.oid === oid);
    return found && readDer(found.value);
  };
  const [number, base, scope] = [value('2.5.29.20'), value('2.5.29.27'), value('2.5.29.28')];
  return {
    ...(number ? { crlNumber: readInteger(number) } : {}),
    ...(base ? { baseCrlNumber: readInteger(base) } : {}),
    ...(scope ? { scope: readListScope(scope) } : {}),
    scopeDer: scope?.bytes ?? new Uint8Array(),
  };
}

function readEntries(nodes: Iterable<DerNode>, issuer: Name) {
  const entries = new Map<string, Revocation[]>();
  let understood = true;
  let certificateIssuer = issuer;
  for (const node of nodes) {
    const { entry, known } = readEntry(node, certificateIssuer);
    // An indirect list names the issuer once; it holds for the entries that follow (§5.3.3).
    certificateIssuer = entry.certificateIssuer;
    understood &&= known;
    const sameSerial = entries.get(entry.serialHex);
    if (sameSerial) sameSerial.push(entry);
    else entries.set(entry.serialHex, [entry]);
  }
  return { entries, understood };
}

function readEntry(node: DerNode, defaultIssuer: Name): { entry: Revocation; known: boolean } {
  const [serial, date, extensionsNode, ...rest] = readSequence(node);
  if (rest.length > 0) throw derMalformed('bad list entry', node.offset);
  const extensions = extensionsNode ? readExtensions(extensionsNode) : [];
  const value = (oid: string): DerNode | undefined => {
    const found = extensions.find((each) => each.oid === oid);
    return found && readDer(found.value);
  };
  const [reason, invalidity, issuer] = [value('2.5.29.21'), value('2.5.29.24'), value('2.5.29.29')];
  const named = issuer && readGeneralNames(issuer).find((each) => each.kind === 'directory')?.name;
  const entry: Revocation = {
    serialHex: toHex(readIntegerBytes(serial)),
    revocationDate: readTime(date),
    reason: (reason && revocationReasons[readSmallInteger(reason, 0x0a)]) ?? 'unspecified',
    ...(invalidity ? { invalidityDate: readTime(invalidity) } : {}),
    certificateIssuer: named ?? defaultIssuer,
  };
  return { entry, known: !hasUnknownCritical(extensions, entryExtensions) };
}

function hasUnknownCritical(extensions: readonly Extension[], known: readonly string[]): boolean {
  return extensions.some((each) => each.critical && !known.includes(each.oid));
}
