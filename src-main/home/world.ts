/** What a home says at one moment: trust, status, seals, clock, store. The signer reads it by itself for each request; lists read it too. */
import { hostname } from 'node:os';
import type { CheckCertificate } from '../approval/certificate-check.ts';
import type { PolicyFacts } from '../approval/policy-chain.ts';
import { readSeals, sealOfType, typeCodeOf } from '../city/seal-register.ts';
import { openStatusStore, type StatusStore } from '../city/status-store.ts';
import { readTrustStore, type TrustMaterial } from '../city/trust-store.ts';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SealTypeCode } from '../domain/seal-kind.ts';
import { homeDirectory, readHome, type HomeSettings } from '../platform/home-directory.ts';
import { checkSeal } from '../seal/seal-rules.ts';
import type { SESeal } from '../seal/seal-structure.ts';
import { openStore, type Store } from '../store/store.ts';
import { certificateChecker } from './certificate-checker.ts';

/** One reading of the home. Closed after each request, so that nothing is judged by what was true earlier. */
export interface World {
  readonly home: string;
  readonly settings: HomeSettings;
  readonly store: Store;
  readonly trust: TrustMaterial;
  readonly status: StatusStore;
  readonly seals: readonly SESeal[];
  readonly now: Date;
  readonly checkCertificate: CheckCertificate;
  close(): void;
}

/** Reads the home. Errors: `home-*`, `store-*`, `trust-file-malformed`, `seal-malformed`. */
export function openWorld(root: string, now: Date): World {
  const home = homeDirectory(root);
  const settings = readHome(home);
  const trust = readTrustStore(home.trust);
  const store = openStore(home.root, { now: () => now, device: hostname() });
  store.reconcile();
  return {
    home: home.root,
    settings,
    store,
    trust,
    status: openStatusStore(home.status),
    seals: readSeals(home.seals),
    now,
    checkCertificate: certificateChecker(trust),
    close: () => store.close(),
  };
}

/** What the policy chain is judged by. The legal representative is whoever seal 05, made by a trusted maker, lists. */
export function policyFacts(world: World): PolicyFacts {
  const { store, now, checkCertificate } = world;
  return { policies: store.policies(), legalCertificates: legalCertificates(world), now, checkCertificate };
}

/** Facts of a request as read from the store, with the world to judge them in. */
export function inWorld<T extends { readonly clockFloor: Date | null }>(
  world: World,
  facts: T,
): T & Pick<PolicyFacts, 'legalCertificates' | 'now' | 'checkCertificate'> {
  const { now, checkCertificate } = world;
  const clockFloor = latest(facts.clockFloor, world.status.read(world.trust)?.thisUpdate ?? null);
  return { ...facts, legalCertificates: legalCertificates(world), now, checkCertificate, clockFloor };
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** A seal of the register that this home may rely on today. Errors: `seal-not-in-register`, `seal-not-trusted`. */
export function trustedSeal(world: World, typeCode: SealTypeCode): SESeal {
  const seal = sealOfType(world.seals, typeCode);
  requireTrustedSeal(world, seal);
  return seal;
}

/** Errors: `seal-not-trusted`: maker's signature, maker's certificate, validity (GB/T 38540-2020 §6.2). */
export function requireTrustedSeal({ trust, now }: World, seal: SESeal): void {
  const bad = checkSeal(seal, { ...trust, at: now, now, isTimeProven: true }).find(
    (check) => check.outcome === 'fail' || check.outcome === 'unsure',
  );
  if (bad) throw new BianyinError('seal-not-trusted', { seal: seal.info.name, code: bad.code ?? bad.check });
}

function legalCertificates(world: World): string[] {
  const seal = world.seals.find((each) => typeCodeOf(each) === '05');
  if (!seal) return [];
  requireTrustedSeal(world, seal);
  const list = seal.info.certificateList;
  return list.type === 'certificates'
    ? list.certificates.map((der) => toHex(sm3(der)))
    : list.digests.map((digest) => toHex(digest.value));
}
