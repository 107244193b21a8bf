/**
 * The permit that travels with the document, in TBS_Sign.extDatas (GB/T 38540-2020 §7.2), not critical: who submitted, who
 * approved, who used the seal. Purpose, counterparty and amount stay at home. The encoding is DER (docs/formats.md).
 * Longer: writer and parser of one structure, side by side.
 */
import { fromBase64, fromHex, toBase64, toHex } from '../crypto/bytes.ts';
import { der } from '../crypto/der-writer.ts';
import {
  readDer,
  readInteger,
  readOctetString,
  readSequence,
  readSmallInteger,
  readString,
  readTime,
  type DerNode,
} from '../crypto/der.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText, parseInstant } from '../domain/instant.ts';
import { projectOids } from '../domain/project-oids.ts';
import { maxSetSeals } from '../domain/seal-set.ts';
import { isRole, type Role } from '../domain/role.ts';
import { requireBinding } from './act.ts';
import { useKind } from './decision.ts';
import { behalfSchema, type Behalf } from './delegation.ts';
import { decodeLeftOut, encodeLeftOut } from './left-out.ts';
import { requireListPlace, type ListPlace } from './list-tree.ts';
import { requirePermit, type Permit } from './permit.ts';
import { openStatement, readSigner, type SignedStatement, type SignerCertificate } from './statement.ts';

/** extnID of this extension. */
export const permitExtensionOid = projectOids.permitExtension;

const permitActKinds = ['submitted', 'approved', 'used'] as const;
export type PermitActKind = (typeof permitActKinds)[number];

/** One act as the extension holds it; its signed text can be rebuilt from this, the file and the seal. */
export interface ExtensionAct {
  readonly kind: PermitActKind;
  readonly role: Role;
  readonly personId: string;
  readonly time: string;
  /** Step of an approval (0 first), number of a use (1 first), 0 for a submission. */
  readonly number: number;
  /** Common name in the certificate. */
  readonly name: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly certificateSm3: string;
  readonly signer: SignerCertificate;
  /** DER. */
  readonly signature: Uint8Array;
  /** For whom a deputy acted, as the deputy has signed it; null in the own name. */
  readonly behalf: Behalf | null;
  /** Places of the list that an approval was not given for; null where it leaves out none. */
  readonly without: readonly number[] | null;
}

export interface PermitExtension {
  /** Hex SM3 and octets of the file before it was sealed: the sealed file begins with these octets. */
  readonly documentSm3: string;
  readonly documentSize: number;
  readonly requestSm3: string;
  readonly policySm3: string;
  readonly acts: readonly ExtensionAct[];
  /** Not in version 1: submission and approvals are about a list or a set of seals, and here is the way from this request to its root. */
  readonly list: ListPlace | null;
}

const maxActs = 24;

/**
 * The extnValue for a permit and the keeper's signed use. Errors: `permit-missing`, `act-*`, `statement-*` when the use
 * does not belong to the permit.
 */
export function encodePermitExtension(permit: Permit, use: SignedStatement): Uint8Array {
  requirePermit(permit);
  const opened = openStatement(useKind, use);
  const { value, signer } = opened;
  requireBinding(value, permit.binding, signer.name);
  if (
    signer.sm3 !== permit.keeper.certificateSm3 ||
    value.certificateSm3 !== signer.sm3 ||
    value.personId !== permit.keeper.personId ||
    value.behalf?.delegationSm3 !== permit.keeper.behalf?.delegationSm3
  ) {
    throw new BianyinError('act-other-person', { name: signer.name });
  }
  const { binding, request, list } = permit;
  const used = { ...value, kind: 'used', certificate: use.certificate, signature: use.signature } as const;
  const acts = [...permit.acts, used];
  return der.sequence(
    der.integer(versionFor(acts, list)),
    der.octetString(fromHex(binding.documentSm3)),
    der.integer(request.document.size),
    der.octetString(fromHex(binding.requestSm3)),
    der.octetString(fromHex(binding.policySm3)),
    der.sequence(...acts.map(encodeAct)),
    ...(list ? [encodePlace(list)] : []),
  );
}

/** What the version hangs on. */
interface Acting {
  readonly personId: string;
  readonly certificate: string | Uint8Array;
  readonly behalf?: Behalf | null | undefined;
}

/**
 * 3 says that somebody acts twice, or for another; a reader that knows 1 and 2 only refuses it rather than count people who are not there. 4 and 5 are
 * 1 and 3 for one of several seals on a file (docs/adr/0042): a reader that does not know them must not take the file for finished.
 */
function versionFor(acts: readonly Acting[], list: Pick<ListPlace, 'isSet'> | null): 1 | 2 | 3 | 4 | 5 {
  const isOdd = hasOneTwice(acts) || acts.some(({ behalf }) => Boolean(behalf));
  if (list?.isSet === true) return isOdd ? 5 : 4;
  if (isOdd) return 3;
  return list ? 2 : 1;
}

function hasOneTwice(acts: readonly Acting[]): boolean {
  const isFewer = (values: readonly string[]): boolean => new Set(values).size < acts.length;
  const certificates = acts.map(({ certificate: each }) =>
    typeof each === 'string' ? each : toBase64(each),
  );
  return isFewer(certificates) || isFewer(acts.map(({ personId }) => personId));
}

function encodePlace({ index, count, path }: ListPlace): Uint8Array {
  const beside = path.map((sm3) => der.octetString(fromHex(sm3)));
  return der.sequence(der.integer(index), der.integer(count), der.sequence(...beside));
}

interface EncodableAct extends Pick<ExtensionAct, 'kind' | 'role' | 'personId' | 'time' | 'number'> {
  readonly certificate: string;
  readonly signature: string;
  readonly without?: readonly number[] | undefined;
  readonly behalf?: Behalf | undefined;
}

function encodeBehalf({ delegationSm3, personId, name }: Behalf): Uint8Array {
  return der.sequence(der.octetString(fromHex(delegationSm3)), der.utf8(personId), der.utf8(name));
}

function encodeAct(act: EncodableAct): Uint8Array {
  return der.sequence(
    der.enumerated(permitActKinds.indexOf(act.kind)),
    der.utf8(act.role),
    der.utf8(act.personId),
    der.generalizedTime(parseInstant(act.time)),
    der.integer(act.number),
    der.octetString(fromBase64(act.certificate)),
    der.octetString(fromBase64(act.signature)),
    ...(act.without ? [der.octetString(encodeLeftOut(act.without))] : []),
    ...(act.behalf ? [encodeBehalf(act.behalf)] : []),
  );
}

/** Reads an extnValue; nothing is verified yet. Errors: `permit-extension-malformed`. */
export function decodePermitExtension(bytes: Uint8Array): PermitExtension {
  try {
    return readExtension(readDer(bytes, { maxDepth: 5, maxNodes: 400 }));
  } catch (cause) {
    if (cause instanceof BianyinError) throw new BianyinError('permit-extension-malformed', {}, { cause });
    throw cause;
  }
}

function readExtension(node: DerNode): PermitExtension {
  const [version, documentSm3, documentSize, requestSm3, policySm3, acts, place, ...rest] =
    readSequence(node);
  const nodes = readSequence(acts);
  if (rest.length > 0 || nodes.length > maxActs) throw malformed();
  const found = readInteger(version);
  const list = place ? readPlace(place, found === 4n || found === 5n) : null;
  const extension = {
    documentSm3: readDigest(documentSm3),
    documentSize: readSmallInteger(documentSize),
    requestSm3: readDigest(requestSm3),
    policySm3: readDigest(policySm3),
    acts: nodes.map((act) => readAct(act, list)),
    list,
  };
  requireShape(extension.acts);
  // Each permit has one version: what is written as another was not written by this program.
  if (found !== BigInt(versionFor(extension.acts, list))) throw malformed();
  return extension;
}

/** A place that a list of this length has; where it leads is for `listSm3From` to say. */
function readPlace(node: DerNode, isSet: boolean): ListPlace {
  const [index, count, path, ...rest] = readSequence(node);
  const beside = readSequence(path);
  const place = {
    index: readSmallInteger(index),
    count: readSmallInteger(count),
    path: beside.map(readDigest),
    ...(isSet ? { isSet } : {}),
  };
  if (isSet && (place.count < 2 || place.count > maxSetSeals)) throw malformed();
  if (rest.length > 0) throw malformed();
  requireListPlace(place);
  return place;
}

function readAct(node: DerNode, list: ListPlace | null): ExtensionAct {
  const [kind, role, personId, time, number, certificate, signature, ...more] = readSequence(node);
  const kindName = permitActKinds[readSmallInteger(kind, 0x0a)];
  const roleName = readString(role, 0x0c);
  const { without, behalf } = tailOf(more);
  if (!kindName || !isRole(roleName) || (behalf && kindName === 'submitted')) throw malformed();
  const signer = readSigner('permit', toBase64(readOctetString(certificate)));
  return {
    kind: kindName,
    role: roleName,
    personId: readString(personId, 0x0c),
    time: instantText(readTime(time)),
    number: readSmallInteger(number),
    name: signer.name,
    certificate: signer.der,
    certificateSm3: signer.sm3,
    signer,
    signature: readOctetString(signature),
    behalf: behalf ? readBehalf(behalf) : null,
    without: without
      ? readLeftOut(without, kindName === 'approved' && list?.isSet !== true ? list : null)
      : null,
  };
}

/** What may stand behind an act: an octet string, then a sequence; told by their tags. */
function tailOf(more: readonly DerNode[]): { readonly without?: DerNode; readonly behalf?: DerNode } {
  const isBehalf = (node: DerNode | undefined): boolean => node?.tag === 0x30;
  const [first, second, ...rest] = more;
  if (rest.length > 0 || (second && (isBehalf(first) || !isBehalf(second)))) throw malformed();
  if (isBehalf(first)) return first ? { behalf: first } : {};
  return { ...(first ? { without: first } : {}), ...(second ? { behalf: second } : {}) };
}

function readBehalf(node: DerNode): Behalf {
  const [delegationSm3, personId, name, ...rest] = readSequence(node);
  if (rest.length > 0) throw malformed();
  const read = behalfSchema.safeParse({
    delegationSm3: readDigest(delegationSm3),
    personId: readString(personId, 0x0c),
    name: readString(name, 0x0c),
  });
  if (!read.success) throw malformed();
  return read.data;
}

/** Only an approval of a list leaves out anything, and never the member whose permit this is. */
function readLeftOut(node: DerNode, list: ListPlace | null): number[] {
  const places = list && decodeLeftOut(readOctetString(node), list);
  if (!places) throw malformed();
  return places;
}

/**
 * One submission, then the approvals in the order of their steps, at least one, then one use. Nobody approves twice, and one
 * certificate is one person's.
 */
function requireShape(acts: readonly ExtensionAct[]): void {
  const approvals = acts.slice(1, -1);
  const inOrder = approvals.every((act, i) => act.kind === 'approved' && act.number === i);
  const ends = acts[0]?.kind === 'submitted' && acts[0].number === 0 && acts.at(-1)?.kind === 'used';
  const distinct =
    new Set(approvals.flatMap((act) => [act.certificateSm3, act.personId])).size === 2 * approvals.length;
  // Nobody approves for somebody who has approved, and nobody for themselves.
  const takers = approvals.flatMap(({ personId, behalf }) =>
    behalf ? [personId, behalf.personId] : [personId],
  );
  if (new Set(takers).size < takers.length) throw malformed();
  if (acts.some(({ personId, behalf }) => behalf?.personId === personId)) throw malformed();
  const holders = new Map(acts.map((act) => [act.certificateSm3, act.personId]));
  const oneHolder = acts.every((act) => holders.get(act.certificateSm3) === act.personId);
  if (approvals.length === 0 || !inOrder || !ends || !distinct || !oneHolder) throw malformed();
}

function readDigest(node: DerNode | undefined): string {
  const octets = readOctetString(node);
  if (octets.length !== 32) throw malformed();
  return toHex(octets);
}

function malformed(): BianyinError {
  return new BianyinError('permit-extension-malformed');
}
