/** Certificate extensions of RFC 5280 §4.2 and of GB/T 20518 (kept raw). Long because it is one decoder for each. */
import {
  derMalformed,
  readBitString,
  readBoolean,
  readDer,
  readInteger,
  readOctetString,
  readOid,
  readSequence,
  readSmallInteger,
  type DerNode,
} from '../crypto/der.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { toHex } from '../crypto/bytes.ts';
import { readDistributionPoints, type DistributionPoint } from './distribution-point.ts';
import { maxNames, readGeneralName, readGeneralNames, type GeneralName } from './general-name.ts';

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of the extnValue OCTET STRING. */
  readonly value: Uint8Array;
}

const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
type KeyUsage = Readonly<Record<(typeof keyUsageNames)[number], boolean>>;

interface BasicConstraints {
  readonly ca: boolean;
  readonly pathLength?: number;
}
interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}
interface PolicyMapping {
  readonly issuerPolicy: string;
  readonly subjectPolicy: string;
}

/** Everything the path rules read. A key is missing when the extension is. */
export interface KnownExtensions {
  readonly keyUsage?: KeyUsage;
  readonly extendedKeyUsage?: { readonly critical: boolean; readonly purposes: readonly string[] };
  readonly basicConstraints?: BasicConstraints;
  readonly subjectKeyId?: Uint8Array;
  readonly authorityKeyId?: Uint8Array;
  /** authorityCertSerialNumber, hexadecimal: the serial number of the issuer's own certificate. */
  readonly authoritySerialHex?: string;
  readonly subjectAltName?: readonly GeneralName[];
  readonly nameConstraints?: NameConstraints;
  readonly policies?: readonly string[];
  readonly policyMappings?: readonly PolicyMapping[];
  readonly policyConstraints?: { readonly requireExplicit?: number; readonly inhibitMapping?: number };
  readonly inhibitAnyPolicy?: number;
  readonly crlDistributionPoints?: readonly DistributionPoint[];
}

/** Statements of qualified certificates (RFC 3739 §3.2.6, ETSI EN 319 412-5 §4): they say what a certificate is, and restrict no path. */
const knownStatements = /^(?:1\.3\.6\.1\.5\.5\.7\.11\.[12]|0\.4\.0\.1862\.1\.[1-7])$/;
const qcStatements = '1.3.6.1.5.5.7.1.3';

type Decoder = (node: DerNode, extension: Extension) => KnownExtensions;

const decoders: Readonly<Record<string, Decoder>> = Object.freeze({
  '2.5.29.15': (node) => ({ keyUsage: readKeyUsage(node) }),
  '2.5.29.37': (node, { critical }) => ({
    extendedKeyUsage: { critical, purposes: readSequence(node).map((each) => readOid(each)) },
  }),
  '2.5.29.19': (node) => ({ basicConstraints: readBasicConstraints(node) }),
  '2.5.29.14': (node) => ({ subjectKeyId: readOctetString(node) }),
  '2.5.29.35': (node) => {
    const parts = readSequence(node);
    const [keyId, serial] = [parts.find(({ tag }) => tag === 0x80), parts.find(({ tag }) => tag === 0x82)];
    return {
      ...(keyId ? { authorityKeyId: keyId.content } : {}),
      ...(serial ? { authoritySerialHex: toHex(serial.content) } : {}),
    };
  },
  '2.5.29.17': (node) => ({ subjectAltName: readGeneralNames(node) }),
  '2.5.29.30': (node) => ({ nameConstraints: readNameConstraints(node) }),
  '2.5.29.32': (node) => ({ policies: readBounded(node).map((each) => readOid(readSequence(each)[0])) }),
  '2.5.29.33': (node) => ({ policyMappings: readBounded(node).map(readPolicyMapping) }),
  '2.5.29.36': (node) => ({ policyConstraints: readPolicyConstraints(node) }),
  '2.5.29.54': (node) => ({ inhibitAnyPolicy: readCount(node) }),
  '2.5.29.31': (node) => ({ crlDistributionPoints: readDistributionPoints(node) }),
});

/** Whether the path rules know what an extension demands: the decoded ones, and statements of which every one is known. */
export function isUnderstood({ oid, value }: Extension): boolean {
  return isDecoded(oid) || (oid === qcStatements && orElse(() => knowsStatements(value), false));
}

function knowsStatements(value: Uint8Array): boolean {
  return readSequence(readDer(value)).every((each) => knownStatements.test(readOid(readSequence(each)[0])));
}

function isDecoded(oid: string): boolean {
  return Object.hasOwn(decoders, oid);
}

/** Reads Extensions (a SEQUENCE OF); the same one twice is refused (RFC 5280 §4.2). Throws `der-malformed`. */
export function readExtensions(node: DerNode): readonly Extension[] {
  const extensions = readSequence(node).map(readExtension);
  if (new Set(extensions.map((each) => each.oid)).size !== extensions.length) {
    throw derMalformed('an extension occurs twice', node.offset);
  }
  return extensions;
}

/** Decodes every known extension; throws `der-malformed` when one of them is badly encoded. */
export function decodeExtensions(extensions: readonly Extension[]): KnownExtensions {
  let known: KnownExtensions = {};
  for (const extension of extensions) {
    const decoder = isDecoded(extension.oid) ? decoders[extension.oid] : undefined;
    if (decoder) known = { ...known, ...decoder(readDer(extension.value), extension) };
  }
  return known;
}

/** A critical FALSE that is written out is not DER, yet common; it is read like an absent one. */
function readExtension(node: DerNode): Extension {
  const parts = readSequence(node);
  const [oid, second] = parts;
  const critical = second?.tag === 0x01 && readBoolean(second);
  const value = parts[second?.tag === 0x01 ? 2 : 1];
  if (parts.length !== (second?.tag === 0x01 ? 3 : 2)) throw derMalformed('bad Extension', node.offset);
  return { oid: readOid(oid), critical, value: readOctetString(value) };
}

function readKeyUsage(node: DerNode): KeyUsage {
  const { bytes } = readBitString(node);
  const bit = (i: number): boolean => ((bytes[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0;
  return Object.fromEntries(keyUsageNames.map((name, i) => [name, bit(i)])) as unknown as KeyUsage;
}

function readBasicConstraints(node: DerNode): BasicConstraints {
  const parts = [...readSequence(node)];
  const ca = parts[0]?.tag === 0x01 && readBoolean(parts.shift());
  const limit = parts.shift();
  if (parts.length > 0) throw derMalformed('bad BasicConstraints', node.offset);
  return limit ? { ca, pathLength: readCount(limit) } : { ca };
}

function readNameConstraints(node: DerNode): NameConstraints {
  const subtrees = (tag: number): readonly GeneralName[] => {
    const holder = readSequence(node).find((each) => each.tag === tag);
    if (holder && holder.children().length > maxNames) throw derMalformed('too many names', node.offset);
    return holder ? holder.children().map(readSubtree) : [];
  };
  return { permitted: subtrees(0xa0), excluded: subtrees(0xa1) };
}

/** minimum and maximum are not used in RFC 5280 profiles; a subtree that has them is refused rather than misread. */
function readSubtree(node: DerNode): GeneralName {
  const [base, ...rest] = readSequence(node);
  if (rest.length > 0) throw derMalformed('GeneralSubtree with a distance', node.offset);
  return readGeneralName(base);
}

function readPolicyMapping(node: DerNode): PolicyMapping {
  const [issuer, subject] = readSequence(node);
  return { issuerPolicy: readOid(issuer), subjectPolicy: readOid(subject) };
}

function readPolicyConstraints(node: DerNode): { requireExplicit?: number; inhibitMapping?: number } {
  const parts = readSequence(node);
  const explicit = parts.find((each) => each.tag === 0x80);
  const mapping = parts.find((each) => each.tag === 0x81);
  return {
    ...(explicit ? { requireExplicit: readCount(explicit, 0x80) } : {}),
    ...(mapping ? { inhibitMapping: readCount(mapping, 0x81) } : {}),
  };
}

/** Policies are compared with each other, so their number is bounded before that costs anything. */
function readBounded(node: DerNode): readonly DerNode[] {
  const parts = readSequence(node);
  if (parts.length > 256) throw derMalformed('too many policies', node.offset);
  return parts;
}

/** A number of certificates: never negative, and anything past a thousand is as good as no limit. */
function readCount(node: DerNode, tag = 0x02): number {
  if (readInteger(node, tag) > 1000n) return 1000;
  const count = readSmallInteger(node, tag);
  if (count < 0) throw derMalformed('negative count', node.offset);
  return count;
}
