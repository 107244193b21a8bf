/**
 * Trust material of a home: `anchors/*.cer`, `intermediates/*.cer`, `makers/*.cer`, `crls/*.crl`, `ocsp/*.ors`, all DER, and the trust pack that
 * counts (trust-pack/pack-store.ts). It is read as one object; a file that cannot be read refuses everything, so that a damaged
 * revocation list never looks like none.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseCertificate } from '../pki/certificate.ts';
import type { Certificate } from '../pki/certificate.ts';
import { parseCrl, verifyCrl } from '../pki/crl.ts';
import type { CertificateList } from '../pki/crl.ts';
import { sameName } from '../pki/name.ts';
import { parseOcspResponse, type OcspResponse } from '../pki/ocsp.ts';
import { replaceFile } from '../platform/atomic-file.ts';
import { readOwnFile } from '../platform/own-file.ts';
import { readStoredPack, type StoredPack } from '../trust-pack/pack-store.ts';
import type { StoredSnapshot } from './status-store.ts';

export interface TrustMaterial {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
  /** Certificates that may make seals although they carry no purpose of this project: put there by an administrator. */
  readonly sealMakers: readonly Certificate[];
  /** OCSP responses, of the home and of the trust pack. */
  readonly ocsp?: readonly OcspResponse[];
  /** The trust pack that counts; absent: the home has none. */
  readonly pack?: StoredPack;
  /** Its seal status. */
  readonly packStatus?: StoredSnapshot;
}

/** DER octets of trust material, as a city hands it out. */
export interface TrustBundle {
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** Default: none. */
  readonly ocsp?: readonly Uint8Array[];
}

/**
 * Reads the trust folder of a home; a missing folder is empty. Errors: `trust-file-malformed`, `trust-pack-store-damaged` and
 * those of a pack that cannot be believed.
 */
export function readTrustStore(folder: string): TrustMaterial {
  const own = readOwnTrust(folder);
  const stored = readStoredPack(folder);
  return stored ? withPack(own, stored) : own;
}

/** What lies in the folder besides the trust pack. Errors: `trust-file-malformed`. */
export function readOwnTrust(folder: string): TrustMaterial {
  return {
    anchors: readFolder(join(folder, 'anchors'), '.cer', parseCertificate),
    intermediates: readFolder(join(folder, 'intermediates'), '.cer', parseCertificate),
    crls: readFolder(join(folder, 'crls'), '.crl', parseCrl),
    sealMakers: readFolder(join(folder, 'makers'), '.cer', parseCertificate),
    ocsp: readFolder(join(folder, 'ocsp'), '.ors', parseOcspResponse),
  };
}

function withPack(own: TrustMaterial, stored: StoredPack): TrustMaterial {
  const { pack, file } = stored;
  const { status, statusOffset: offset } = pack;
  const anchors = union(own.anchors, pack.roots);
  const intermediates = union(own.intermediates, [...pack.intermediates, ...pack.timeStampers]);
  return {
    ...{ anchors, intermediates, ocsp: [...(own.ocsp ?? []), ...pack.ocsp], pack: stored },
    crls: newestLists([...own.crls, ...pack.crls], [...anchors, ...intermediates]),
    sealMakers: union(own.sealMakers, pack.sealMakers),
    ...(status ? { packStatus: { ...status, file, offset } } : {}),
  };
}

function union(own: readonly Certificate[], more: readonly Certificate[]): Certificate[] {
  const known = new Map([...own, ...more].map((each) => [toHex(sm3(each.der)), each]));
  return [...known.values()];
}

/** Of the lists of one issuer and scope the newest; an older one beside it could only confuse. */
function newestLists(
  lists: readonly CertificateList[],
  authorities: readonly Certificate[],
): CertificateList[] {
  const newest = new Map<string, CertificateList>();
  for (const list of lists) {
    const issuer = issuerOf(list, authorities);
    const slot = issuer ? slotName(list, issuer) : toHex(sm3(list.der));
    const known = newest.get(slot);
    if (!known || isOlder(known, list)) newest.set(slot, list);
  }
  return [...newest.values()];
}

/**
 * Refuses lists that go back behind those known of the same issuer and scope: a revocation would be forgotten.
 * Errors: `crl-rollback`.
 */
export function requireNoOlderLists(
  lists: readonly CertificateList[],
  known: readonly CertificateList[],
  authorities: readonly Certificate[],
): void {
  for (const list of lists) {
    const issuer = issuerOf(list, authorities);
    const slot = issuer && slotName(list, issuer);
    const older = known.some(
      (each) =>
        issuer &&
        verifyCrl(each, issuer.publicKey) &&
        slotName(each, issuer) === slot &&
        goesBack(list, each),
    );
    if (older) throw new BianyinError('crl-rollback');
  }
}

/**
 * What tells the lists of one issuer, key and scope from others; null when nobody known here signed it. Hex, part of an SM3.
 */
export function listSlot(
  list: CertificateList,
  { anchors, intermediates }: Pick<TrustMaterial, 'anchors' | 'intermediates'>,
): string | null {
  const issuer = issuerOf(list, [...anchors, ...intermediates]);
  return issuer ? slotName(list, issuer) : null;
}

function issuerOf(list: CertificateList, authorities: readonly Certificate[]): Certificate | undefined {
  return authorities.find((each) => sameName(each.subject, list.issuer) && verifyCrl(list, each.publicKey));
}

/** Clocks and time zones of authorities, ms: some write the local time as if it were UTC. */
const LIST_AHEAD = 24 * 3_600_000;

/**
 * A list from the future, taken in by mistake of its authority, would refuse each right one until that day comes, and say of the
 * clock of this machine that it is wrong. Errors: `clock-suspect`.
 */
export function requireNotAhead({ thisUpdate }: CertificateList, now: Date): void {
  if (thisUpdate.getTime() > now.getTime() + LIST_AHEAD) throw new BianyinError('clock-suspect');
}

/**
 * Writes a city's bundle into the trust folder. Anchors are a decision: only set-up code and an administrator call this.
 * Errors: as `addCrl`, `certificate-malformed`.
 */
export function installTrust(folder: string, bundle: TrustBundle, now: Date): void {
  for (const [kind, certificates] of [
    ['anchors', bundle.anchors] as const,
    ['intermediates', bundle.intermediates] as const,
  ]) {
    for (const certificate of certificates) {
      parseCertificate(certificate);
      write(join(folder, kind), `${fileName(certificate)}.cer`, certificate);
    }
  }
  for (const crl of bundle.crls) addCrl(folder, crl, { now });
}

export interface Taking {
  readonly now: Date;
  readonly requireNewer?: (
    list: CertificateList,
    by: Pick<TrustMaterial, 'anchors' | 'intermediates'>,
  ) => void;
}

/**
 * Takes a newer revocation list in place of the older one of the same issuer and scope. The same list again is fine. `requireNewer`
 * asks what is remembered outside the folder (`requireNewerList`).
 * Errors: `crl-malformed`, `crl-issuer-unknown`, `crl-rollback`, `clock-suspect`, `trust-file-malformed`.
 */
export function addCrl(folder: string, bytes: Uint8Array, { now, requireNewer }: Taking): void {
  const list = parseCrl(bytes);
  requireNotAhead(list, now);
  const { anchors, intermediates, crls } = readTrustStore(folder);
  const issuer = issuerOf(list, [...anchors, ...intermediates]);
  if (!issuer) throw new BianyinError('crl-issuer-unknown');
  const slot = slotName(list, issuer);
  const older = crls.find((each) => slotName(each, issuer) === slot && verifyCrl(each, issuer.publicKey));
  if (older && goesBack(list, older)) throw new BianyinError('crl-rollback');
  requireNewer?.(list, { anchors, intermediates });
  write(join(folder, 'crls'), `${slot}.crl`, list.der);
}

/**
 * One file for each issuer, scope and base, so that a newer list takes the place of the older one. An authority that has
 * renewed its key goes on publishing lists under both, so that the key is part of the issuer.
 */
function slotName(list: CertificateList, { publicKey }: Certificate): string {
  const base = list.baseCrlNumber === undefined ? Uint8Array.of() : Uint8Array.of(1);
  return toHex(sm3(list.issuer.der, publicKey.spki, list.scopeDer, base)).slice(0, 32);
}

/** A higher number does not make up for an older date: the clock of whoever published it was wrong, or it is a forgery. */
function goesBack(list: CertificateList, than: CertificateList): boolean {
  return isOlder(list, than) || list.thisUpdate < than.thisUpdate;
}

function isOlder(list: CertificateList, than: CertificateList): boolean {
  if (list.crlNumber !== undefined && than.crlNumber !== undefined && list.crlNumber !== than.crlNumber) {
    return list.crlNumber < than.crlNumber;
  }
  return list.thisUpdate < than.thisUpdate;
}

/** Lists of large authorities are tens of megabytes, octets. */
const LARGEST = 192 * 1024 * 1024;

function readFolder<T>(folder: string, ending: string, parse: (bytes: Uint8Array) => T): T[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(ending) && !name.startsWith('.'));
  return names.sort().map((name) => {
    try {
      return parse(new Uint8Array(readOwnFile(join(folder, name), LARGEST)));
    } catch (cause) {
      throw new BianyinError('trust-file-malformed', { file: name }, { cause });
    }
  });
}

function fileName(bytes: Uint8Array): string {
  return toHex(sm3(bytes)).slice(0, 32);
}

function write(folder: string, name: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  replaceFile(join(folder, name), bytes);
}
