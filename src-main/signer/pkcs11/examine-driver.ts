/**
 * Everything that a driver says of itself, its slots and tokens, for whoever helps from afar. Each call is announced before it is made, with what is
 * known so far: a driver that hangs or crashes has still said the rest. No PIN, nothing written; nothing of a person is read out.
 */
import type { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import { sameName } from '../../pki/name.ts';
import type { DriverFacts, SlotFacts } from '../../tokens/driver-facts.ts';
import type { InstalledProfile } from '../../tokens/profile-file.ts';
import { mechanismText } from '../../tokens/sign-variant.ts';
import { sessionFlag, tokenFlag } from './attributes.ts';
import { readShown, type TokenCertificate } from './certificate-objects.ts';
import { handleNumber, loadCryptoki, startCryptoki, type Cryptoki, type Handle } from './cryptoki.ts';
import { factsOfFile } from './library-facts.ts';
import { pinLength } from './pin.ts';
import { shownValue } from './return-values.ts';
import { closeSession } from './session-handle.ts';
import { matchProfile } from './vendor-profile.ts';

/** Hears which call comes next. */
export type Announce = (
  next: { readonly call: string; readonly slot: number | null },
  facts: DriverFacts,
) => Promise<unknown>;

/** Mechanisms of a token that are asked about, at the most. */
const MOST_MECHANISMS = 400;

/** A library, and the SKF library that it stands before (docs/adr/0059): the file that people know is that one. */
interface Examined {
  readonly path: string;
  readonly skfLibrary?: string | undefined;
}

/** A driver that does not load is `error`, beside what its file says. */
export async function examineDriver(
  { path, skfLibrary }: Examined,
  installed: readonly InstalledProfile[],
  announce: Announce,
): Promise<{ readonly facts: DriverFacts; readonly error: BianyinError | null }> {
  const examination = new Examination(skfLibrary ?? path, announce);
  const loaded = await examination.load(path, skfLibrary);
  if ('error' in loaded) return { facts: examination.facts, error: loaded.error };
  const { library } = loaded;
  await examination.info(library);
  const slots = (await examination.attempt('C_GetSlotList', null, () => library.C_GetSlotList(false))) ?? [];
  for (const slot of slots) await examination.slot(library, slot, installed);
  return { facts: examination.facts, error: null };
}

class Examination {
  facts: DriverFacts;
  readonly #announce: Announce;

  constructor(path: string, announce: Announce) {
    this.facts = { file: factsOfFile(path), info: null, slots: [], failures: [] };
    this.#announce = announce;
  }

  async load(
    path: string,
    skfLibrary: string | undefined,
  ): Promise<{ library: Cryptoki } | { error: BianyinError }> {
    try {
      await this.#announce({ call: 'load', slot: null }, this.facts);
      const library = loadCryptoki(path);
      await this.#announce({ call: 'C_Initialize', slot: null }, this.facts);
      startCryptoki(library, skfLibrary);
      return { library };
    } catch (error) {
      return { error: error as BianyinError };
    }
  }

  /** Undefined where the call failed: that is noted. */
  async attempt<T>(call: string, slot: number | null, make: () => T): Promise<T | undefined> {
    await this.#announce({ call, slot }, this.facts);
    try {
      return make();
    } catch (error) {
      const failure = { call, slot, ckr: shownValue(error) };
      this.facts = { ...this.facts, failures: [...this.facts.failures, failure] };
      return undefined;
    }
  }

  async info(library: Cryptoki): Promise<void> {
    const said = await this.attempt('C_GetInfo', null, () => library.C_GetInfo());
    if (!said) return;
    const info = {
      cryptoki: versionOf(said.cryptokiVersion),
      manufacturer: plain(said.manufacturerID),
      description: plain(said.libraryDescription),
      version: versionOf(said.libraryVersion),
    };
    this.facts = { ...this.facts, info };
  }

  async slot(library: Cryptoki, handle: Handle, installed: readonly InstalledProfile[]): Promise<void> {
    const slot = handleNumber(handle);
    const said = await this.attempt('C_GetSlotInfo', slot, () => library.C_GetSlotInfo(handle));
    const about: SlotFacts = {
      slot,
      description: plain(said?.slotDescription ?? ''),
      flags: said?.flags ?? 0,
      hardware: versionOf(said?.hardwareVersion),
      firmware: versionOf(said?.firmwareVersion),
      token: null,
    };
    this.#keep(about);
    const isEmpty = said !== undefined && (said.flags & TOKEN_PRESENT) === 0;
    if (!isEmpty) await this.#token(library, handle, about, installed);
  }

  /** What is known of it takes the place of what was known before. */
  #keep(about: SlotFacts): void {
    const others = this.facts.slots.filter(({ slot }) => slot !== about.slot);
    this.facts = { ...this.facts, slots: [...others, about] };
  }

  async #token(
    library: Cryptoki,
    handle: Handle,
    about: SlotFacts,
    installed: readonly InstalledProfile[],
  ): Promise<void> {
    const { slot } = about;
    const said = await this.attempt('C_GetTokenInfo', slot, () => library.C_GetTokenInfo(handle));
    if (!said) return;
    const manufacturer = plain(said.manufacturerID);
    const token: NonNullable<SlotFacts['token']> = {
      ...{ manufacturer, model: plain(said.model), flags: said.flags, pinLength: pinLength(said) },
      ...{ hardware: versionOf(said.hardwareVersion), firmware: versionOf(said.firmwareVersion) },
      ...{ profile: null, mechanisms: [], certificates: [], seals: 0 },
    };
    this.#keep({ ...about, token });
    const numbers =
      (await this.attempt('C_GetMechanismList', slot, () => library.C_GetMechanismList(handle))) ?? [];
    const { file } = this.facts;
    const traits = { library: file.name, manufacturer, mechanisms: numbers };
    token.profile = matchProfile(traits, installed)?.id ?? null;
    token.mechanisms = numbers.map((number) => ({ number: mechanismText(number), flags: null }));
    this.#keep({ ...about, token });
    const flags = await this.attempt('C_GetMechanismInfo', slot, () =>
      numbers.slice(0, MOST_MECHANISMS).map((number) => flagsOf(library, handle, number)),
    );
    token.mechanisms = token.mechanisms.map((each, i) => ({ ...each, flags: flags?.[i] ?? null }));
    this.#keep({ ...about, token });
    if ((said.flags & tokenFlag.tokenInitialised) !== 0) await this.#objects(library, handle, about, token);
  }

  async #objects(
    library: Cryptoki,
    handle: Handle,
    about: SlotFacts,
    token: NonNullable<SlotFacts['token']>,
  ): Promise<void> {
    const { slot } = about;
    const session = await this.attempt('C_OpenSession', slot, () =>
      library.C_OpenSession(handle, sessionFlag.readOnly),
    );
    if (!session) return;
    const shown = await this.attempt('C_FindObjects', slot, () => readShown(library, session));
    const problems = (shown?.problems ?? []).map(({ what, ckr }) => ({ call: `read ${what}`, slot, ckr }));
    this.facts = { ...this.facts, failures: [...this.facts.failures, ...problems] };
    const certificates = (shown?.certificates ?? []).map(factsOfCertificate);
    this.#keep({ ...about, token: { ...token, certificates, seals: shown?.seals.length ?? 0 } });
    await this.attempt('C_CloseSession', slot, () => closeSession(library, session));
  }
}

/** CKF_TOKEN_PRESENT. */
const TOKEN_PRESENT = 0x1;

function flagsOf(library: Cryptoki, handle: Handle, mechanism: number): number | null {
  try {
    return library.C_GetMechanismInfo(handle, mechanism).flags;
  } catch {
    return null;
  }
}

/** Whose it is, is nobody's business here: who issued it, and when it is valid. */
function factsOfCertificate({ der }: TokenCertificate) {
  const { publicKey, issuer, subject, notBefore, notAfter, keyUsage } = parseCertificate(der);
  const kind = { sm2: 'SM2', ec: 'ECDSA', rsa: 'RSA', unsupported: '?' }[publicKey.kind];
  return {
    kind: publicKey.kind === 'rsa' ? `RSA ${publicKey.bits}` : kind,
    // One that a person issued to themselves names them.
    issuer: sameName(issuer, subject) ? '' : plain(issuer.commonName ?? issuer.organization ?? ''),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    keyUsage: Object.entries(keyUsage ?? {}).flatMap(([usage, isSet]) => (isSet ? [usage] : [])),
  };
}

function versionOf(version: { readonly major: number; readonly minor: number } | undefined): string {
  return version ? `${version.major}.${version.minor}` : '';
}

/** Serial numbers of devices stand in the names of readers: long runs of digits and letters A to F are left out. */
function plain(text: string): string {
  return text
    .replace(/\0.*$/su, '')
    .replaceAll(/[\p{Cc}\p{Cf}\ufffd]/gu, '')
    .replaceAll(/(?=[0-9A-F]*[0-9])[0-9A-F]{6,}/giu, '…')
    .trim()
    .slice(0, 64);
}
