/** What the file of a driver is, before anything of it runs: size, digest, machine, interfaces, and what it needs. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { DriverFacts } from '../../tokens/driver-facts.ts';
import { machineOf } from './driver-machine.ts';
import { findNeeded } from './find-needed.ts';
import { needsOf } from './library-needs.ts';

/** Larger than any driver. */
const LARGEST = 256 * 1024 * 1024;
/** A function of each interface, as exported names stand in a library. */
const interfaces = { pkcs11: 'C_GetFunctionList', skf: 'SKF_EnumDev' } as const;

/** Never fails: what cannot be read is null. */
export function factsOfFile(path: string): DriverFacts['file'] {
  const name = basename(path);
  const octets = read(path);
  if (!octets) return { name, octets: null, sm3: null, machine: null, bits: null, interfaces: [], needs: [] };
  const machine = machineOf(octets.subarray(0, 4096));
  const exports = (each: keyof typeof interfaces): boolean =>
    octets.includes(Buffer.from(`\0${interfaces[each]}\0`));
  return {
    ...{ name, octets: octets.length, sm3: toHex(sm3(octets)) },
    ...{ machine: machine?.name ?? null, bits: machine?.bits ?? null },
    interfaces: (['pkcs11', 'skf'] as const).filter(exports),
    needs: [...findNeeded(path, needsOf(octets))],
  };
}

function read(path: string): Buffer | null {
  try {
    const status = statSync(path);
    return status.isFile() && status.size <= LARGEST ? readFileSync(path) : null;
  } catch {
    return null;
  }
}
