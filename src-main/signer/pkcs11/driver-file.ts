/** Why a driver did not load: the loader's own words and the head of the file (ELF, PE, Mach-O), as one of our errors. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { isMachineOf, machineOf, type Machine } from './driver-machine.ts';

/** Octets that tell what kind of library a file is; a PE header lies behind a DOS stub. */
const HEAD = 4096;

/** Errors: none; it makes one: `token-library-missing`, `token-driver-*`. Paths stay here: the file's name is enough to find it. */
export function whyNotLoaded(path: string, cause: unknown): BianyinError {
  const file = basename(path);
  const said = cause instanceof Error ? cause.message : '';
  const head = headOf(path);
  if (head === null) return new BianyinError('token-library-missing', {}, { cause });
  const machine = machineOf(head);
  if (machine === null) return new BianyinError('token-driver-not-library', { file }, { cause });
  if (!isMachineOf(machine, process)) return otherMachine(file, machine, cause);
  const missing = /([^\s:]+): cannot open shared object file/.exec(said)?.[1];
  if (missing !== undefined)
    return new BianyinError('token-driver-dependency', { file, missing: basename(missing) }, { cause });
  if (
    /C_GetFunctionList|undefined symbol|symbol not found/i.test(said) &&
    !/undefined symbol: (?!C_)/.test(said)
  )
    return new BianyinError('token-driver-not-pkcs11', { file }, { cause });
  return new BianyinError('token-driver-not-loaded', { file, said: said.replaceAll(path, file) }, { cause });
}

function otherMachine(file: string, machine: Machine, cause: unknown): BianyinError {
  const ours = process.arch === 'ia32' || process.arch === 'arm' ? 32 : 64;
  if (machine.system === systemHere() && machine.bits !== ours)
    return new BianyinError('token-driver-class', { file, driver: machine.bits, program: ours }, { cause });
  return new BianyinError('token-driver-machine', { file, machine: machine.name }, { cause });
}

function systemHere(): Machine['system'] {
  if (process.platform === 'win32') return 'windows';
  return process.platform === 'darwin' ? 'macos' : 'linux';
}

/** The first octets of a file; null when there is no readable file. */
function headOf(path: string): Uint8Array | null {
  try {
    if (!statSync(path).isFile()) return null;
    const descriptor = openSync(path, 'r');
    try {
      const head = new Uint8Array(HEAD);
      return head.subarray(0, readSync(descriptor, head, 0, HEAD, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}
