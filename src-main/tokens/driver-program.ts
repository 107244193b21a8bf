/**
 * How a driver of a home is run: its library is a PKCS#11 module, or an SKF library (GM/T 0016) with our bridge in front of it (docs/adr/0059).
 * Which of them a maker's file is, it shows by the functions that it names: settings keep the file alone.
 */
import { readFileSync, statSync } from 'node:fs';
import { installedLibrary } from '../platform/installation.ts';
import { softModuleId, softSkfModuleId } from './known-modules.ts';

/** What the signer is started with. */
export interface DriverProgram {
  /** The PKCS#11 module, an absolute path. */
  readonly library: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** `module` as settings name it: `soft-ukey`, `soft-skf`, or an absolute path. A file that is not there is found missing by the signer. */
export function driverProgram(module: string): DriverProgram {
  if (module === softModuleId) return { library: ownLibrary('soft-ukey'), environment: {} };
  if (module === softSkfModuleId) return bridgeTo(ownLibrary('soft-skf'));
  return speaksSkf(module) ? bridgeTo(module) : { library: module, environment: {} };
}

function bridgeTo(skfLibrary: string): DriverProgram {
  return { library: ownLibrary('skf-bridge'), environment: { BIANYIN_SKF_LIBRARY: skfLibrary } };
}

/** A larger file is no driver. */
const LARGEST = 256 << 20;

/**
 * Whether a library offers SKF and not PKCS#11: names of functions stand in it as text, whatever the system. Nothing is loaded, so that
 * one for another machine or word length is known as well, and its own reason is said.
 */
function speaksSkf(path: string): boolean {
  const octets = contentOf(path);
  return octets !== null && names(octets, 'SKF_EnumDev') && !names(octets, 'C_GetFunctionList');
}

function names(octets: Buffer, name: string): boolean {
  return octets.includes(`${name}\0`);
}

function contentOf(path: string): Buffer | null {
  try {
    const file = statSync(path);
    return file.isFile() && file.size <= LARGEST ? readFileSync(path) : null;
  } catch {
    return null;
  }
}

type OwnLibrary = 'soft-ukey' | 'soft-skf' | 'skf-bridge';

/** Paths of our own libraries, as CMake names them on this system. */
function ownLibrary(name: OwnLibrary): string {
  const file = {
    linux: `libbianyin-${name}.so`,
    darwin: `libbianyin-${name}.dylib`,
    win32: `bianyin-${name}.dll`,
  }[process.platform as 'linux' | 'darwin' | 'win32'];
  return installedLibrary(`native/${name}/build/${file}`);
}
