/** CRL distribution points in certificates (RFC 5280 §4.2.1.13) and the scope of a CRL (§5.2.5). */
import {
  derMalformed,
  readBitString,
  readBoolean,
  readSequence,
  withTag,
  type DerNode,
} from '../crypto/der.ts';
import { readGeneralNames, type GeneralName } from './general-name.ts';
import { nameFrom, type Name } from './name.ts';

/** Where a list is found: full names, or a relative name to be hung under the name of the list's issuer. */
export interface DistributionPointName {
  readonly fullNames: readonly GeneralName[];
  /** The relative name (a SET retagged), when that form is used. */
  readonly relative?: DerNode;
}

export interface DistributionPoint {
  readonly name?: DistributionPointName;
  /** Revocation reasons covered, bits 1..8 as a mask; all when absent. */
  readonly reasons?: number;
  readonly crlIssuer?: readonly GeneralName[];
}

/** IssuingDistributionPoint: what a list covers. */
export interface ListScope {
  readonly name?: DistributionPointName;
  readonly onlyUserCertificates: boolean;
  readonly onlyCaCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  readonly reasons?: number;
  readonly indirect: boolean;
}

/** All reasons but `unused` (bits 1 to 8 of ReasonFlags). */
export const allReasons = 0x1fe;

/** Reads CRLDistributionPoints (or FreshestCRL); throws `der-malformed`. */
export function readDistributionPoints(node: DerNode): readonly DistributionPoint[] {
  return readSequence(node).map((point) => {
    const part = tagged(point);
    const name = part(0xa0);
    const reasons = part(0x81);
    const issuer = part(0xa2);
    return {
      ...(name ? { name: readPointName(name) } : {}),
      ...(reasons ? { reasons: readReasons(reasons, 0x81) } : {}),
      ...(issuer ? { crlIssuer: readGeneralNames(issuer, 0xa2) } : {}),
    };
  });
}

/** Reads an IssuingDistributionPoint; throws `der-malformed`. */
export function readListScope(node: DerNode): ListScope {
  const part = tagged(node);
  const name = part(0xa0);
  const reasons = part(0x83);
  const flag = (tag: number): boolean => {
    const found = part(tag);
    return found !== undefined && readBoolean(found, tag);
  };
  return {
    ...(name ? { name: readPointName(name) } : {}),
    onlyUserCertificates: flag(0x81),
    onlyCaCertificates: flag(0x82),
    ...(reasons ? { reasons: readReasons(reasons, 0x83) } : {}),
    indirect: flag(0x84),
    onlyAttributeCertificates: flag(0x85),
  };
}

/** A point's names in full: a relative name is hung under `issuer`. */
export function fullPointNames(point: DistributionPointName, issuer: Name): readonly GeneralName[] {
  if (!point.relative) return point.fullNames;
  const tail = nameFrom(point.relative.bytes, [asSet(point.relative)]);
  const name: Name = {
    ...issuer,
    relativeNames: [...issuer.relativeNames, ...tail.relativeNames],
    keys: [...issuer.keys, ...tail.keys],
  };
  return [{ kind: 'directory', name }];
}

function readPointName(holder: DerNode): DistributionPointName {
  const [choice, ...rest] = holder.children();
  if (!choice || rest.length > 0) throw derMalformed('bad distribution point name', holder.offset);
  if (choice.tag === 0xa1) {
    nameFrom(choice.bytes, [asSet(choice)]);
    return { fullNames: [], relative: choice };
  }
  return { fullNames: readGeneralNames(choice, 0xa0) };
}

function asSet(node: DerNode): DerNode {
  return withTag(node, 0x31);
}

function tagged(node: DerNode): (tag: number) => DerNode | undefined {
  const parts = readSequence(node);
  return (tag) => parts.find((each) => each.tag === tag);
}

function readReasons(node: DerNode, tag: number): number {
  const { bytes } = readBitString(node, tag);
  let mask = 0;
  for (let i = 1; i <= 8; i += 1) if (((bytes[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0) mask |= 1 << i;
  return mask;
}
