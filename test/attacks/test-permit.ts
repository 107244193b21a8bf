/** A permit extension for a file of the test city: submitted, approved once, used; signed with test keys. */
import { canonicalJson } from '../../src-main/approval/canonical-json.ts';
import type { Binding } from '../../src-main/approval/act.ts';
import { listTree, type ListPlace } from '../../src-main/approval/list-tree.ts';
import { permitExtensionOid } from '../../src-main/approval/permit-extension.ts';
import { fromHex, toHex, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import type { ExtensionToWrite } from '../../src-main/seal/seal-writer.ts';
import { identity, type TestIdentity } from './test-city.ts';
import { sm2Sign } from './test-key.ts';

const people = {
  applicant: identity('陈晓禾', 40),
  legal: identity('沈镕昇', 41),
  keeper: identity('马堃', 42),
} as const;

export interface PermitOptions {
  readonly esId?: string;
  readonly size?: number;
  readonly approver?: TestIdentity;
  /** Spoils the approver's signature. */
  readonly spoil?: boolean;
  /** The submission and the approval are about a list of so many, of which the file has this place (version 2). */
  readonly list?: { readonly index: number; readonly count: number };
  /** One person did all of it (version 3). */
  readonly isAlone?: boolean;
  /** The approver acts for somebody else (version 3). */
  readonly behalf?: { readonly delegationSm3: string; readonly personId: string; readonly name: string };
  /** The version that is written, whatever it ought to be. */
  readonly version?: number;
  /** They are about several seals on the file, of which this is the one at this place (version 4). */
  readonly set?: { readonly index: number; readonly count: number } | undefined;
  /** Changes the place that the permit names, after it was signed. */
  readonly place?: (place: ListPlace) => ListPlace;
}

/** The file at its place among others that are not here. */
function listOf(binding: Binding, { index, count }: { readonly index: number; readonly count: number }) {
  const other = (i: number): string => toHex(sm3(utf8Encode(`other ${i}`)));
  const leaves = Array.from({ length: count }, (_, i) => ({
    ...binding,
    ...(i === index ? {} : { documentSm3: other(i), requestSm3: other(-i) }),
    index: i,
  }));
  const { listSm3, places } = listTree(leaves);
  return { listSm3, count, place: places[index] ?? { index, count, path: [] } };
}

/** One seal of a set: all of them are for the same file. */
function setOf(binding: Binding, { index, count }: { readonly index: number; readonly count: number }) {
  const leaves = Array.from({ length: count }, (_, i) => ({
    ...binding,
    requestSm3: requestOf(i),
    index: i,
  }));
  const { listSm3, places } = listTree(leaves);
  return { listSm3, count, place: places[index] ?? { index, count, path: [] } };
}

function requestOf(index: number): string {
  return toHex(sm3(utf8Encode(index === 0 ? 'request' : `request ${index}`)));
}

function placeValue({ index, count, path }: ListPlace): Uint8Array {
  const beside = path.map((each) => der.octetString(fromHex(each)));
  return der.sequence(der.integer(index), der.integer(count), der.sequence(...beside));
}

function behalfValue({ delegationSm3, personId, name }: NonNullable<PermitOptions['behalf']>): Uint8Array {
  return der.sequence(der.octetString(fromHex(delegationSm3)), der.utf8(personId), der.utf8(name));
}

/** The extension for `original`, the file before it is sealed. */
export function makePermit(original: Uint8Array, options: PermitOptions = {}): ExtensionToWrite {
  const documentSm3 = toHex(sm3(original));
  const requestSm3 = requestOf(options.set?.index ?? 0);
  const policySm3 = toHex(sm3(utf8Encode('policy')));
  const time = '2026-11-19T08:00:00Z';
  const esId = options.esId ?? '41020000000001';
  const binding = { documentSm3, esId, requestSm3, policySm3 };
  const { set } = options;
  const list = set ? setOf(binding, set) : options.list && listOf(binding, options.list);
  const root = list && { listSm3: list.listSm3, count: list.count, policySm3 };
  const about = root ? { ...root, ...(set ? {} : { esId }) } : binding;
  const act = (
    kind: number,
    who: TestIdentity,
    personId: string,
    role: string,
    own: object,
    number: number,
  ) => {
    const certificateSm3 = toHex(sm3(who.certificate));
    const subject = kind === 2 ? binding : about;
    const text = canonicalJson({ v: 1, time, ...subject, ...own, personId, role, certificateSm3 });
    const key = options.spoil && kind === 1 ? people.keeper.key : who.key;
    return der.sequence(
      der.enumerated(kind),
      der.utf8(role),
      der.utf8(personId),
      der.generalizedTime(new Date(time)),
      der.integer(number),
      der.octetString(who.certificate),
      der.octetString(sm2Sign(key, utf8Encode(text))),
      ...(options.behalf && kind === 1 ? [behalfValue(options.behalf)] : []),
    );
  };
  const group = set ? 'set' : 'list';
  const purpose = (single: string, whole: string): string =>
    `bianyin.${list ? `${group}-${whole}` : single}/1`;
  const approval = {
    ...{ purpose: purpose('approval', 'decision'), step: 0, decision: 'approve' },
    ...(options.behalf ? { behalf: options.behalf } : {}),
  };
  const submission = { purpose: purpose('submission', 'submission') };
  const { place = (each: ListPlace) => each } = options;
  const by = (who: TestIdentity): TestIdentity => (options.isAlone ? people.legal : who);
  const idOf = (id: string): string => (options.isAlone ? 'legal' : id);
  const value = der.sequence(
    der.integer(options.version ?? (set ? 4 : options.isAlone || options.behalf ? 3 : list ? 2 : 1)),
    der.octetString(fromHex(documentSm3)),
    der.integer(options.size ?? original.length),
    der.octetString(fromHex(requestSm3)),
    der.octetString(fromHex(policySm3)),
    der.sequence(
      act(0, by(people.applicant), idOf('applicant'), 'applicant', submission, 0),
      act(1, options.approver ?? people.legal, 'legal', 'legal', approval, 0),
      act(2, by(people.keeper), idOf('keeper'), 'keeper', { purpose: 'bianyin.use/1', number: 1 }, 1),
    ),
    ...(list ? [placeValue(place(list.place))] : []),
  );
  return { oid: permitExtensionOid, critical: false, value };
}
