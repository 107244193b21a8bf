/**
 * What a home remembers of its trust outside the folders that hold it (docs/adr/0034): the newest pack, status and revocation lists
 * that it ever believed. Genuine files of yesterday, put back over those of today, are recognised by it. Nothing here reads a clock.
 */
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { CertificateList } from '../pki/crl.ts';
import type { KnownStatus } from '../seal/status-snapshot.ts';
import { keptAnswers } from './revoking-answers.ts';
import { listSlot, type TrustMaterial } from './trust-store.ts';

export interface PackHead {
  readonly seq: number;
  /** SM3 of the header, hexadecimal. */
  readonly sm3: string;
}

/** The newest list of one issuer, key and scope. */
interface ListHead {
  /** cRLNumber in hex, without which lists are told apart by their dates. */
  readonly number: string | null;
  /** ISO 8601, UTC. */
  readonly thisUpdate: string;
  /** It came in a trust pack: a newer pack may do without. */
  readonly byPack: boolean;
  /** SM3 of it, hex; absent: noted by a version that did not keep it. */
  readonly sm3?: string | undefined;
}

type ListTime = Pick<ListHead, 'number' | 'thisUpdate'>;

interface StatusHead {
  readonly seq: number;
  /** Null: noted by a version that kept numbers only. */
  readonly sm3: string | null;
}

export interface TrustMemory {
  /** By scope. */
  readonly packs: ReadonlyMap<string, PackHead>;
  readonly status: StatusHead | null;
  /** By issuer, key and scope (`listSlot`). */
  readonly lists: ReadonlyMap<string, ListHead>;
  /** Proven OCSP responses that revoke, base64 (revoking-answers.ts). */
  readonly revoking: readonly string[];
}

export const nothingRemembered: TrustMemory = {
  packs: new Map(),
  status: null,
  lists: new Map(),
  revoking: [],
};

/**
 * Refuses trust that somebody has put back or taken away. Errors: `trust-pack-rollback`, `trust-pack-forked`, `trust-pack-gone`,
 * `crl-put-back`.
 */
export function requireRemembered(trust: TrustMaterial, memory: TrustMemory): void {
  for (const [scope, have] of memory.packs) requirePack(trust, scope, have);
  const lists = listHeads(trust);
  const known = stillExpected(trust, memory);
  // A newer pack may have done without its issuer: then nobody knows whose it is, and it lies there all the same.
  const there = new Set(trust.crls.map(({ der }) => toHex(sm3(der))));
  for (const [slot, have] of memory.lists) {
    const found = lists.get(slot);
    const isGone = !found && known.has(slot) && !(have.sm3 !== undefined && there.has(have.sm3));
    if (isGone || (found && isBefore(found, have)))
      throw new BianyinError('crl-put-back', { from: have.thisUpdate });
  }
}

/** Without those that a pack brought which a newer one has followed: an authority may have come to its end. */
function stillExpected({ pack }: TrustMaterial, memory: TrustMemory): Map<string, ListHead> {
  const isNewPack = pack !== undefined && memory.packs.get(pack.manifest.scope)?.seq !== pack.manifest.seq;
  return new Map([...memory.lists].filter(([, { byPack }]) => !(isNewPack && byPack)));
}

function requirePack({ pack }: TrustMaterial, scope: string, have: PackHead): void {
  if (pack?.manifest.scope !== scope) throw new BianyinError('trust-pack-gone', { have: have.seq });
  const { seq } = pack.manifest;
  if (seq < have.seq) throw new BianyinError('trust-pack-rollback', { have: have.seq, got: seq });
  if (seq === have.seq && pack.pack.sm3 !== have.sm3) throw new BianyinError('trust-pack-forked', { seq });
}

/** Errors: `snapshot-rollback`, `snapshot-forked`. */
export function requireRememberedStatus(
  found: Pick<KnownStatus, 'seq' | 'sm3'> | null,
  { status: have }: TrustMemory,
): void {
  if (!have) return;
  const got = found?.seq ?? 0;
  if (got < have.seq) throw new BianyinError('snapshot-rollback', { have: have.seq, got });
  if (got === have.seq && have.sm3 !== null && found?.sm3 !== have.sm3) {
    throw new BianyinError('snapshot-forked', { seq: got });
  }
}

/** A list that is taken in must not be older than one that was here before, whatever lies in the folder. Errors: `crl-rollback`. */
export function requireNewerList(
  list: CertificateList,
  trust: Pick<TrustMaterial, 'anchors' | 'intermediates'>,
  memory: TrustMemory,
): void {
  const slot = listSlot(list, trust);
  const have = slot === null ? undefined : memory.lists.get(slot);
  if (have && isBefore(headOf(list), have)) throw new BianyinError('crl-rollback');
}

/** The memory with what is believed now. Call it with what `requireRemembered` has let through. */
export function raised(memory: TrustMemory, trust: TrustMaterial, status: KnownStatus | null): TrustMemory {
  const { pack } = trust;
  const packs = new Map(memory.packs);
  if (pack) packs.set(pack.manifest.scope, { seq: pack.manifest.seq, sm3: pack.pack.sm3 });
  return {
    packs,
    status: status ? { seq: status.seq, sm3: status.sm3 } : memory.status,
    lists: new Map([...stillExpected(trust, memory), ...listHeads(trust)]),
    revoking: keptAnswers(memory.revoking, trust),
  };
}

/** Lists whose issuer is known here; of one slot the newest. */
function listHeads(trust: TrustMaterial): Map<string, ListHead> {
  const inPack = new Set((trust.pack?.pack.crls ?? []).map(({ der }) => toHex(sm3(der))));
  const heads = new Map<string, ListHead>();
  for (const list of trust.crls) {
    const slot = listSlot(list, trust);
    if (slot === null) continue;
    const digest = toHex(sm3(list.der));
    const head = { ...headOf(list), byPack: inPack.has(digest), sm3: digest };
    const known = heads.get(slot);
    if (!known || isBefore(known, head)) heads.set(slot, head);
  }
  return heads;
}

function headOf({ crlNumber, thisUpdate }: CertificateList): ListTime {
  return {
    number: crlNumber === undefined ? null : crlNumber.toString(16),
    thisUpdate: thisUpdate.toISOString(),
  };
}

/** By number and date, as when lists are taken in: a higher number does not make up for an older date. */
function isBefore(list: ListTime, than: ListTime): boolean {
  const [number, other] = [list.number, than.number];
  const isLower = number !== null && other !== null && BigInt(`0x${number}`) < BigInt(`0x${other}`);
  return isLower || list.thisUpdate < than.thisUpdate;
}
