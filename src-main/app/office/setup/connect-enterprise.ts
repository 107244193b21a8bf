/**
 * Connecting an enterprise, step by step: trust of the city, confirmed by a person; the UKey of the legal representative, which
 * says whose home this is. People, keepers and the approval matrix follow in the home, and until the legal representative has
 * signed them nothing can be sealed (暂行办法 Art. 16).
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { openStatusStore } from '../../../city/status-store.ts';
import { readSeals, saveSeal, typeCodeOf } from '../../../city/seal-register.ts';
import { readTrustStore, type TrustMaterial } from '../../../city/trust-store.ts';
import { equalBytes, fromBase64, toHex } from '../../../crypto/bytes.ts';
import { sm3 } from '../../../crypto/sm3.ts';
import type { SetupTokenView, SetupView } from '../../../contract/office-views.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { orElse } from '../../../domain/errors/or-else.ts';
import type { SealTypeCode } from '../../../domain/seal-kind.ts';
import type { HomeMoment } from '../../../home/home-moment.ts';
import { homeExists, writeHome, type HomeDirectory } from '../../../platform/home-directory.ts';
import type { Certificate } from '../../../pki/certificate.ts';
import { parseSeal } from '../../../seal/seal-structure.ts';
import type { TokenSummaryMessage } from '../../../signer/answers.ts';
import { hasTrustOnly, moveHome, requirePlace } from '../place-of-home.ts';
import { requireNoOlderPack } from '../../trust/trust-packs.ts';
import { findModules, moduleTitle } from '../../../tokens/find-modules.ts';
import {
  decisionsFile,
  readDecisions,
  setupFolder,
  writeDecisions,
  type SetupDecisions,
} from './setup-folder.ts';
import { copyTrust, readCityFiles, stageTrust } from '../../trust/stage-trust.ts';
import { isTrustedSeal, describeSetupToken, tokensOf } from './setup-tokens.ts';

/** How far it has come. */
export function showSetup(target: HomeDirectory): SetupView {
  const isDone = homeExists(target);
  const folder = isDone ? target : setupFolder(target);
  const trust = readTrustStore(folder.trust);
  const decided = readDecisions(folder);
  const roots = trust.anchors.map(rootOf);
  return {
    stage: isDone ? 'done' : stageOf(trust, decided),
    roots,
    hasOwnTrust: hasTrustOnly(target),
    authorities: trust.intermediates.length,
    lists: trust.crls.length,
    statusAsOf: statusAsOf(folder, trust),
    modules: findModules().map(({ id, title, module, isSoftware }) => ({
      ...{ id, title, isSoftware },
      isFound: module !== null,
    })),
    module: decided.module === null ? null : moduleTitle(decided.module),
  };
}

/** Takes what the person chose. What was confirmed before does not count for it. Errors: those of `stageTrust`. */
export function chooseTrust(target: HomeDirectory, paths: readonly string[], now: Date): void {
  requireNoHome(target);
  const folder = setupFolder(target);
  const files = readCityFiles(paths);
  for (const pack of files.packs) requireNoOlderPack(target, pack);
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  stageTrust(folder, files, now);
  writeDecisions(folder, { ...readDecisions(folder), confirmedRoots: [] });
}

/** Takes the trust that was imported for verifying; a person compares it again, for now it decides over seals of one's own. */
export function chooseOwnTrust(target: HomeDirectory): void {
  requireNoHome(target);
  if (!hasTrustOnly(target)) throw new BianyinError('trust-root-missing');
  readTrustStore(target.trust);
  const folder = setupFolder(target);
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  copyTrust(target, folder);
  writeDecisions(folder, { ...readDecisions(folder), confirmedRoots: [] });
}

/** Errors: `trust-not-compared` when the digests are not exactly those of the roots that were chosen. */
export function confirmTrust(target: HomeDirectory, roots: readonly string[]): void {
  const folder = setupFolder(target);
  const chosen = rootDigests(readTrustStore(folder.trust));
  const isSame =
    chosen.length > 0 && chosen.length === roots.length && chosen.every((each) => roots.includes(each));
  if (!isSame) throw new BianyinError('trust-not-compared');
  writeDecisions(folder, { ...readDecisions(folder), confirmedRoots: chosen });
}

/** Remembers the PKCS#11 module once it has shown that it can be loaded. Errors: `token-library-missing`, `token-*`. */
export async function useModule(target: HomeDirectory, module: string): Promise<void> {
  requireNoHome(target);
  const folder = setupFolder(target);
  await tokensOf(folder, module);
  writeDecisions(folder, { ...readDecisions(folder), module });
}

/** Errors: `trust-not-compared`, `token-library-missing`. */
export async function setupTokens(target: HomeDirectory, now: Date): Promise<SetupTokenView[]> {
  const folder = setupFolder(target);
  const { module } = requireDecided(target);
  const hasStatus = statusAsOf(folder, readTrustStore(folder.trust)) !== null;
  return (await tokensOf(folder, module)).map((token) => {
    const view = describeSetupToken(token, folder, now);
    return view.problem === null && !hasStatus ? { ...view, problem: 'status-missing' } : view;
  });
}

/**
 * Makes the home of the enterprise that seal 05 on the token names, and takes the seals of the token into its register.
 * Errors: `home-exists`, `trust-not-compared`, `token-not-found`, `legal-seal-missing`.
 */
export async function connectEnterprise(
  target: HomeDirectory,
  label: string,
  now: Date,
): Promise<readonly ReceivedSeal[]> {
  requireNoHome(target);
  const folder = setupFolder(target);
  const { module } = requireDecided(target);
  const token = (await tokensOf(folder, module)).find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  const { enterprise, problem } = describeSetupToken(token, folder, now);
  if (enterprise === null || problem !== null) throw new BianyinError('legal-seal-missing', { token: label });
  const received = receiveSeals(folder, token, now);
  writeHome(folder, { v: 1, kind: 'enterprise', enterprise, pkcs11Module: module });
  moveInto(folder, target);
  return received;
}

export interface ReceivedSeal {
  readonly esId: string;
  readonly name: string;
  readonly typeCode: SealTypeCode | null;
}

/** Takes the seals of a token that pass the checks and are new here into the register of a home; returns those. */
export function receiveSeals(home: HomeDirectory, token: TokenSummaryMessage, now: Date): ReceivedSeal[] {
  const trust = readTrustStore(home.trust);
  const known = readSeals(home.seals);
  const ders = token.seals.map(({ seal }) => fromBase64(seal));
  return ders.flatMap((der) => {
    const seal = parseSeal(der);
    const isKnown = known.some((each) => equalBytes(each.der, seal.der));
    if (isKnown || !isTrustedSeal(seal, trust, now)) return [];
    saveSeal(home.seals, der);
    return [{ esId: seal.info.esId, name: seal.info.name, typeCode: typeCodeOf(seal) }];
  });
}

/** Enters 领取 into the register of uses. */
export function recordReceived(moment: HomeMoment, seals: readonly ReceivedSeal[]): void {
  for (const { esId, typeCode, name } of seals) {
    moment.store.record('seal-issued', {
      esId,
      ...(typeCode === null ? {} : { sealType: typeCode }),
      remark: name,
    });
  }
}

function moveInto(folder: HomeDirectory, target: HomeDirectory): void {
  try {
    moveHome(folder.root, target, 'enterprise');
  } catch (error) {
    rmSync(folder.settingsFile, { force: true });
    throw error;
  }
  rmSync(decisionsFile(target), { force: true });
}

function requireNoHome(target: HomeDirectory): void {
  if (existsSync(target.settingsFile)) throw new BianyinError('home-exists');
  requirePlace(target);
}

/** Errors: `trust-not-compared`, `token-library-missing`. */
function requireDecided(target: HomeDirectory): SetupDecisions & { readonly module: string } {
  const folder = setupFolder(target);
  const decided = readDecisions(folder);
  if (!isConfirmed(readTrustStore(folder.trust), decided)) throw new BianyinError('trust-not-compared');
  const { module } = decided;
  if (module === null) throw new BianyinError('token-library-missing');
  return { ...decided, module };
}

/** Somebody who changes the folder afterwards has to show the roots to a person again. */
function isConfirmed(trust: TrustMaterial, { confirmedRoots }: SetupDecisions): boolean {
  const roots = rootDigests(trust);
  return roots.length > 0 && roots.every((root) => confirmedRoots.includes(root));
}

function stageOf(trust: TrustMaterial, decided: SetupDecisions): SetupView['stage'] {
  if (trust.anchors.length === 0) return 'trust';
  return isConfirmed(trust, decided) ? 'token' : 'confirm';
}

function rootDigests(trust: TrustMaterial): string[] {
  return trust.anchors.map(({ der }) => toHex(sm3(der)));
}

function rootOf({ subject, der, notAfter }: Certificate): SetupView['roots'][number] {
  return {
    name: subject.commonName ?? subject.toString(),
    organisation: subject.organization ?? '',
    sm3: toHex(sm3(der)),
    validTo: notAfter.toISOString(),
  };
}

function statusAsOf(folder: HomeDirectory, trust: TrustMaterial): string | null {
  return orElse(() => openStatusStore(folder.status).read(trust)?.thisUpdate.toISOString() ?? null, null);
}
