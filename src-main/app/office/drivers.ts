/**
 * The drivers of a connected home (docs/adr/0058): which there are and how each does, and a further one added or taken away. A driver is tried before it is
 * kept; the first, with which the enterprise was connected, can be exchanged and not taken away.
 */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { modulesOf, readHome, writeHome, type HomeDirectory } from '../../platform/home-directory.ts';
import type { TokenListingMessage } from '../../signer/answers.ts';
import { signerClient, type SignerClient } from '../../tokens/signer-client.ts';
import { programOf, type AppSession } from '../session.ts';
import { moduleTitle } from '../../tokens/find-modules.ts';

/** One driver, and what it showed when it was asked. */
export interface DriverStanding {
  /** As settings name it; pages see the title alone. */
  readonly module: string;
  readonly title: string;
  /** How many tokens it shows; null where it failed. */
  readonly tokens: number | null;
  /** Why it failed; null: it did not. */
  readonly why: BianyinError | null;
}

/** Asks every driver of the home, side by side. Errors: `home-*`. */
export function listDrivers(session: AppSession): Promise<readonly DriverStanding[]> {
  return Promise.all(session.drivers().map(({ module, title, client }) => standing(module, title, client)));
}

/** Tries a driver that belongs to no home yet. Nothing is kept. */
export async function tryDriver(home: HomeDirectory, module: string): Promise<DriverStanding> {
  const { kind } = readHome(home);
  const client = signerClient(programOf(home, kind, module));
  try {
    return await standing(module, moduleTitle(module), client);
  } finally {
    client.stop();
  }
}

/** Errors: `driver-taken`, `driver-too-many`; those of the driver, and then nothing is kept. */
export async function addDriver(home: HomeDirectory, module: string): Promise<DriverStanding> {
  const { furtherModules = [], ...settings } = readHome(home);
  if (modulesOf(readHome(home)).includes(module)) throw new BianyinError('driver-taken');
  if (furtherModules.length >= mostFurther)
    throw new BianyinError('driver-too-many', { most: mostFurther + 1 });
  const tried = await tryDriver(home, module);
  if (tried.why) throw tried.why;
  writeHome(home, { ...settings, furtherModules: [...furtherModules, module] });
  return tried;
}

/** `place`: in the list of drivers, 0 is the first. Errors: `driver-missing`, `driver-first`. */
export function removeDriver(home: HomeDirectory, place: number): void {
  const { furtherModules = [], ...settings } = readHome(home);
  if (place === 0) throw new BianyinError('driver-first');
  if (furtherModules[place - 1] === undefined) throw new BianyinError('driver-missing');
  writeHome(home, { ...settings, furtherModules: furtherModules.filter((_, i) => i !== place - 1) });
}

/**
 * Puts a driver in the first one's place, as where a maker's new version has another name. Not in a sandbox, whose tokens are our own.
 * Errors: `driver-taken`, `driver-sandbox`; those of the driver, and then nothing is kept.
 */
export async function exchangeFirstDriver(home: HomeDirectory, module: string): Promise<DriverStanding> {
  const settings = readHome(home);
  if (settings.kind === 'sandbox') throw new BianyinError('driver-sandbox');
  if (modulesOf(settings).includes(module)) throw new BianyinError('driver-taken');
  const tried = await tryDriver(home, module);
  if (tried.why) throw tried.why;
  writeHome(home, { ...settings, pkcs11Module: module });
  return tried;
}

/** As many as homeSettings takes. */
const mostFurther = 7;

async function standing(module: string, title: string, client: SignerClient): Promise<DriverStanding> {
  const answer = await heard(client);
  const isError = answer instanceof BianyinError;
  return { module, title, tokens: isError ? null : answer.tokens.length, why: isError ? answer : null };
}

async function heard(client: SignerClient): Promise<TokenListingMessage | BianyinError> {
  try {
    return await client.listing();
  } catch (error) {
    if (error instanceof BianyinError) return error;
    throw error;
  }
}
