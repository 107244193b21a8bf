/**
 * Makes a sandbox home: city, enterprise, people with their software UKeys, five seals, trust, status, policy. It is built
 * beside its place and moved there when complete, so that a home is never half made.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { saveSeal } from '../../city/seal-register.ts';
import { syncCity } from '../../city/sync-city.ts';
import { installTrust } from '../../city/trust-store.ts';
import type { CityPort } from '../../city/city-port.ts';
import { policyFromProfile, parsePolicyProfile } from '../../approval/policy-profile.ts';
import type { Policy } from '../../approval/policy.ts';
import { toHex, utf8Encode } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { instantText } from '../../domain/instant.ts';
import type { Role } from '../../domain/role.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import { replaceFile } from '../../platform/atomic-file.ts';
import {
  homeDirectory,
  writeHome,
  type HomeDirectory,
  type HomeSettings,
} from '../../platform/home-directory.ts';
import { sandboxEnterprise } from '../../sandbox/sandbox-enterprise.ts';
import { softSkfModuleId } from '../../tokens/known-modules.ts';
import type { Actor, SignerClient } from '../../tokens/signer-client.ts';
import { hasTrustOnly, moveHome, requirePlace } from './place-of-home.ts';
import { sandboxCity, signerFor } from '../session.ts';

const profileFile = new URL('../../../assets/policy-profiles/kaifeng-2022-22.json', import.meta.url);

type SandboxPerson = (typeof sandboxEnterprise.people)[number];

/** What a caller may show: labels and holders, and where the PIN of each token is. */
export interface SandboxToken {
  readonly label: string;
  readonly holder: string;
  readonly title: string;
  readonly seals: readonly SealTypeCode[];
  readonly pinFile: string;
}

interface Workshop {
  readonly home: HomeDirectory;
  readonly city: CityPort;
  readonly signer: SignerClient;
}

interface IssuedPerson {
  readonly person: SandboxPerson;
  readonly certificateSm3: string;
  readonly seals: readonly { readonly typeCode: SealTypeCode; readonly esId: string }[];
}

/**
 * Makes the home. Where somebody has verified before, the clerk's log stays; trust that was imported is never mixed with a
 * sandbox's: with `trustAside` it is kept beside, in `<home>.before`. With `skf` the keeper's token is reached by SKF (docs/adr/0059).
 * Errors: `home-exists`, `home-has-trust`, and those of tokens and city; then nothing is left behind.
 */
export async function initSandbox(
  target: HomeDirectory,
  now: () => Date,
  { trustAside = false, skf = false }: { readonly trustAside?: boolean; readonly skf?: boolean } = {},
): Promise<SandboxToken[]> {
  requirePlace(target);
  if (!trustAside && hasTrustOnly(target)) throw new BianyinError('home-has-trust');
  mkdirSync(dirname(target.root), { recursive: true });
  const making = join(dirname(target.root), `.${basename(target.root)}.${randomBytes(6).toString('hex')}`);
  const home = homeDirectory(making);
  const { name, uscc } = sandboxEnterprise;
  const settings: HomeSettings = {
    v: 1,
    kind: 'sandbox',
    enterprise: { name, uscc },
    pkcs11Module: 'soft-ukey',
  };
  writeHome(home, settings);
  const signer = signerFor(home, settings);
  try {
    await furnish({ home, city: sandboxCity(home, now), signer }, now());
    if (skf) reachBySkf(home, settings);
    moveHome(making, target, 'sandbox');
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  } finally {
    signer.stop();
  }
  return sandboxTokens(target);
}

/** Moves the keeper's token to where only the software SKF library looks. */
function reachBySkf(home: HomeDirectory, settings: HomeSettings): void {
  const file = 'soft-keeper.ukey';
  mkdirSync(home.skfTokens, { recursive: true, mode: 0o700 });
  renameSync(join(home.tokens, file), join(home.skfTokens, file));
  writeHome(home, { ...settings, furtherModules: [softSkfModuleId] });
}

/** Labels, holders and PIN files of a sandbox home. */
export function sandboxTokens(home: HomeDirectory): SandboxToken[] {
  return sandboxEnterprise.people.map(({ tokenLabel, name, title, keeps }) => ({
    label: tokenLabel,
    holder: name,
    title,
    seals: keeps,
    pinFile: pinFile(home, tokenLabel),
  }));
}

/** Where a sandbox keeps the PIN of one of its demonstration tokens. */
export function pinFile(home: HomeDirectory, label: string): string {
  return join(home.pins, `${label}.pin`);
}

async function furnish(workshop: Workshop, now: Date): Promise<void> {
  const { home, city } = workshop;
  for (const folder of [home.tokens, home.pins]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { name, uscc, legalRepresentative, people } = sandboxEnterprise;
  await city.issueEnterprise({ name, uscc, legalRepresentative });
  const issued: IssuedPerson[] = [];
  for (const person of people) issued.push(await equip(workshop, person));
  await installCity(home, city, now);
  await signFirstPolicy(workshop, issued, now);
}

/** A token with a PIN of its own, the personal key, and the keys and seals that the person keeps. */
async function equip({ home, city, signer }: Workshop, person: SandboxPerson): Promise<IssuedPerson> {
  const pin = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const soPin = String(randomInt(0, 100_000_000)).padStart(8, '0');
  replaceFile(pinFile(home, person.tokenLabel), `${pin}\n`);
  await signer.sandbox.initToken(person.tokenLabel, utf8Encode(soPin), utf8Encode(pin));
  const actor = (): Actor => ({ token: person.tokenLabel, pin: utf8Encode(pin) });
  const { uscc } = sandboxEnterprise;
  const id = Uint8Array.of(1);
  const publicPoint = await signer.sandbox.generateKey(actor(), id, 'person');
  const { certificate } = await city.certifyPerson({
    uscc,
    name: person.name,
    personId: person.id,
    publicPoint,
  });
  await signer.sandbox.storeCertificate(actor(), id, 'person', certificate);
  const seals = [];
  for (const typeCode of person.keeps) seals.push(await deliverSeal({ home, city, signer }, actor, typeCode));
  return { person, certificateSm3: toHex(sm3(certificate)), seals };
}

async function deliverSeal(
  { home, city, signer }: Workshop,
  actor: () => Actor,
  typeCode: SealTypeCode,
): Promise<{ typeCode: SealTypeCode; esId: string }> {
  const id = Uint8Array.of(0x10 + Number(typeCode));
  const publicPoint = await signer.sandbox.generateKey(actor(), id, `seal-${typeCode}`);
  const { uscc } = sandboxEnterprise;
  const { esId, certificate } = await city.certifySealKey({ uscc, typeCode, publicPoint });
  await signer.sandbox.storeCertificate(actor(), id, `seal-${typeCode}`, certificate);
  const { seal } = await city.makeSeal({ esId });
  await signer.sandbox.storeSeal(actor(), id, esId, seal);
  saveSeal(home.seals, seal);
  return { typeCode, esId };
}

async function installCity(home: HomeDirectory, city: CityPort, now: Date): Promise<void> {
  installTrust(home.trust, await city.trustMaterial(), now);
  await syncCity(city, home, now);
}

async function signFirstPolicy(
  { home, signer }: Workshop,
  issued: readonly IssuedPerson[],
  now: Date,
): Promise<void> {
  const { matrix } = parsePolicyProfile(readFileSync(profileFile, 'utf8'));
  const { name, uscc } = sandboxEnterprise;
  const time = instantText(now);
  const policy: Policy = policyFromProfile(matrix, {
    id: 'sandbox-policy',
    enterprise: { name, uscc },
    people: issued.map(({ person, certificateSm3 }) => ({
      id: person.id,
      name: person.name,
      department: person.department,
      roles: rolesOf(person),
      certificateSm3: [certificateSm3],
    })),
    seals: issued.flatMap(({ person, seals }) => seals.map((seal) => ({ ...seal, keepers: [person.id] }))),
    validFrom: time,
    time,
  });
  const pin = readFileSync(pinFile(home, 'soft-legal')).subarray(0, 6);
  await signer.signPolicy({ token: 'soft-legal', pin: Uint8Array.from(pin) }, policy, []);
}

/** Keeping a seal makes a keeper besides. */
function rolesOf({ roles, keeps }: SandboxPerson): Role[] {
  return keeps.length > 0 && !roles.includes('keeper') ? [...roles, 'keeper'] : [...roles];
}
