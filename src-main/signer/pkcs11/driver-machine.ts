/** For which machine a library was built: what the heads of ELF, PE/COFF and Mach-O files say. */
export interface Machine {
  readonly system: 'linux' | 'windows' | 'macos';
  readonly bits: 32 | 64;
  /** As Node names it (process.arch); null: one that Node has no name for. */
  readonly arch: string | null;
  /** For people. */
  readonly name: string;
}

/** e_machine (ELF) and Machine (PE) by the names of Node. */
const elfMachines: Readonly<Record<number, string>> = {
  0x03: 'ia32',
  0x28: 'arm',
  0x3e: 'x64',
  0xb7: 'arm64',
  0x08: 'mips',
  0xf3: 'riscv64',
  0x102: 'loong64',
};
const peMachines: Readonly<Record<number, string>> = {
  0x14c: 'ia32',
  0x8664: 'x64',
  0xaa64: 'arm64',
  0x1c4: 'arm',
};

/** Null: no library of a kind that is known. */
export function machineOf(head: Uint8Array): Machine | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 64) return null;
  if (view.getUint32(0) === 0x7f454c46) return elf(view);
  if (view.getUint16(0) === 0x4d5a) return pe(view);
  const magic = view.getUint32(0, true);
  if (magic === 0xfeedfacf) return machO(view);
  // Several in one file ("universal"): the loader takes the one that fits.
  if (view.getUint32(0) === 0xcafebabe) return { system: 'macos', bits: 64, arch: null, name: 'macOS' };
  return null;
}

/** Whether a process of this kind can load it. */
export function isMachineOf(
  machine: Machine,
  here: { readonly platform: string; readonly arch: string },
): boolean {
  const system = here.platform === 'win32' ? 'windows' : here.platform === 'darwin' ? 'macos' : 'linux';
  return machine.system === system && (machine.arch === null || machine.arch === here.arch);
}

function elf(view: DataView): Machine {
  const bits = view.getUint8(4) === 1 ? 32 : 64;
  const number = view.getUint16(18, view.getUint8(5) !== 2);
  const arch = elfMachines[number] ?? `0x${number.toString(16)}`;
  return { system: 'linux', bits, arch, name: `Linux ${arch}` };
}

function pe(view: DataView): Machine | null {
  const at = view.getUint32(0x3c, true);
  if (at + 6 > view.byteLength || view.getUint32(at) !== 0x50450000) return null;
  const number = view.getUint16(at + 4, true);
  const arch = peMachines[number] ?? `0x${number.toString(16)}`;
  return {
    system: 'windows',
    bits: arch === 'ia32' || arch === 'arm' ? 32 : 64,
    arch,
    name: `Windows ${arch}`,
  };
}

function machO(view: DataView): Machine {
  const arch = view.getUint32(4, true) === 0x0100000c ? 'arm64' : 'x64';
  return { system: 'macos', bits: 64, arch, name: `macOS ${arch}` };
}
