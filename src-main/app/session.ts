/** One run of the application over one home: its worker processes, and the embedded city where the home has one. */
import { randomBytes } from 'node:crypto';
import type { CityPort } from '../city/city-port.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { documentClient, type DocumentClient } from '../document-worker/document-client.ts';
import { homeExists, readHome, type HomeDirectory, type HomeSettings } from '../platform/home-directory.ts';
import { sweepHome } from '../platform/stale-files.ts';
import { createSandboxCity } from '../sandbox/sandbox-city.ts';
import { fleetClient, type FleetMember } from '../tokens/fleet-client.ts';
import { signerClient, type SignerClient, type SignerProgram } from '../tokens/signer-client.ts';
import { driverProgram } from '../tokens/driver-program.ts';
import { moduleTitle } from '../tokens/find-modules.ts';
import { softSkfModuleId } from '../tokens/known-modules.ts';
import { timestampService, type Timestamps } from './time-stamps.ts';

/** One driver, and how a process with it is started. */
interface Driver extends FleetMember {
  readonly program: SignerProgram;
}
/** The drivers of a home: one at least. */
type Drivers = readonly [Driver, ...Driver[]];

export interface AppSession {
  readonly home: HomeDirectory;
  readonly documents: DocumentClient;
  /** Clock of this run. */
  readonly now: () => Date;
  /** Null when there is no home, or none that can be read: verification works without one. */
  readonly settings: HomeSettings | null;
  /** Why a home that is there cannot be read: `home-damaged`, `home-settings-missing`. */
  readonly damage: BianyinError | null;
  /** All drivers as one. Errors: `home-missing`, `home-settings-missing`, `home-damaged`. */
  signer(): SignerClient;
  /** Each driver by itself, the home's first one first. Errors: as `signer`. */
  drivers(): Drivers;
  /** The embedded city of a sandbox home, else null. */
  city(): CityPort | null;
  /** Where time stamps come from; null: nowhere. */
  timestamps(): Timestamps | null;
  stop(): void;
}

/** Starts no process and opens nothing yet. A home that cannot be read is a fact among others, and closes nothing. */
export function openAppSession(home: HomeDirectory, now: () => Date = () => new Date()): AppSession {
  const documents = documentClient();
  let signer: SignerClient | undefined;
  let members: Drivers | undefined;
  const drivers = (): Drivers => (members ??= driversFor(home, readHome(home)));
  const { settings, damage } = readSettings(home);
  sweepHome(home);
  return {
    home,
    documents,
    now,
    settings,
    damage,
    signer() {
      signer ??= fleetClient(drivers());
      return signer;
    },
    drivers,
    city: () => (settings?.kind === 'sandbox' ? sandboxCity(home, now) : null),
    timestamps: () => timestampsOf(home, settings, now),
    stop() {
      // Whoever asked a driver by itself has started it without the others.
      members?.forEach(({ client }) => client.stop());
      documents.stop();
    },
  };
}

function readSettings(home: HomeDirectory): Pick<AppSession, 'settings' | 'damage'> {
  if (!homeExists(home)) return { settings: null, damage: null };
  try {
    return { settings: readHome(home), damage: null };
  } catch (error) {
    if (error instanceof BianyinError) return { settings: null, damage: error };
    throw error;
  }
}

function timestampsOf(
  home: HomeDirectory,
  settings: HomeSettings | null,
  now: () => Date,
): Timestamps | null {
  if (settings?.kind === 'sandbox') return (imprint) => sandboxCity(home, now).timestamp({ imprint });
  return settings?.timestampUrl === undefined ? null : timestampService(settings.timestampUrl);
}

/** The city that lives in a sandbox home. */
export function sandboxCity(home: HomeDirectory, now: () => Date): CityPort {
  return createSandboxCity({ directory: home.city, random: (length) => randomBytes(length), now });
}

/** The signer of a home, on the PKCS#11 libraries that its settings name. */
export function signerFor(home: HomeDirectory, settings: HomeSettings): SignerClient {
  return fleetClient(driversFor(home, settings));
}

/** A signer for each library. */
function driversFor(home: HomeDirectory, settings: HomeSettings): Drivers {
  const driver = (module: string): Driver => {
    const program = programOf(home, settings.kind, module);
    return { module, title: moduleTitle(module), client: signerClient(program), program };
  };
  return [driver(settings.pkcs11Module), ...(settings.furtherModules ?? []).map(driver)];
}

/** How a signer on one driver is started: the module as settings name it. */
export function programOf(home: HomeDirectory, kind: HomeSettings['kind'], module: string): SignerProgram {
  const { library, environment } = driverProgram(module);
  const tokens = module === softSkfModuleId ? home.skfTokens : softTokenFolder(home, kind);
  return {
    home: home.root,
    library,
    environment: { BIANYIN_SOFT_UKEY_DIR: tokens, ...forTests(kind), ...environment },
  };
}

/** What tests ask of the software token, which alone knows it. PINs that are quicker to guess are for sandboxes, whose PINs lie beside. */
function forTests(kind: HomeSettings['kind']): Record<string, string> {
  const names = [
    'BIANYIN_SOFT_UKEY_FAULT',
    ...(kind === 'sandbox' ? ['BIANYIN_SOFT_UKEY_PIN_ITERATIONS'] : []),
  ];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/**
 * Where software tokens are "plugged in". Those of a sandbox are part of it; those that an enterprise tries things out with
 * may lie in a folder of their own.
 */
function softTokenFolder(home: HomeDirectory, kind: HomeSettings['kind']): string {
  return (kind === 'enterprise' ? process.env['BIANYIN_SOFT_UKEY_DIR'] : undefined) ?? home.tokens;
}
