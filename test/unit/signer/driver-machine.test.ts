/** For which machine a driver was built, by the head of its file. */
import { expect, test } from 'vitest';
import { isMachineOf, machineOf } from '../../../src-main/signer/pkcs11/driver-machine.ts';

function elf(bits: 1 | 2, machine: number, order: 1 | 2 = 1): Uint8Array {
  const head = Buffer.alloc(128);
  head.write('\x7fELF', 'latin1');
  head[4] = bits;
  head[5] = order;
  if (order === 2) head.writeUInt16BE(machine, 18);
  else head.writeUInt16LE(machine, 18);
  return head;
}

function pe(machine: number, at = 0x80): Uint8Array {
  const head = Buffer.alloc(512);
  head.write('MZ');
  head.writeUInt32LE(at, 0x3c);
  head.write('PE', 0x80);
  head.writeUInt16LE(machine, 0x84);
  return head;
}

function machO(cpu: number): Uint8Array {
  const head = Buffer.alloc(128);
  head.writeUInt32LE(0xfeedfacf);
  head.writeUInt32LE(cpu, 4);
  return head;
}

test.each([
  ['ELF of 64 bits', elf(2, 0x3e), 'Linux x64', 64],
  ['ELF of 32 bits', elf(1, 0x03), 'Linux ia32', 32],
  ['ELF of ARM', elf(2, 0xb7), 'Linux arm64', 64],
  ['ELF of LoongArch', elf(2, 0x102), 'Linux loong64', 64],
  ['ELF of big-endian order', elf(1, 0x08, 2), 'Linux mips', 32],
  ['ELF of a machine without a name', elf(2, 0x2a), 'Linux 0x2a', 64],
  ['PE of 64 bits', pe(0x8664), 'Windows x64', 64],
  ['PE of 32 bits', pe(0x14c), 'Windows ia32', 32],
  ['Mach-O', machO(0x0100000c), 'macOS arm64', 64],
] as const)('%s', (_name, head, name, bits) => {
  expect(machineOf(head)).toMatchObject({ name, bits });
});

test.each([
  ['text', Buffer.from('%PDF-1.7'.padEnd(100))],
  ['nothing', new Uint8Array(0)],
  ['a DOS program', pe(0x14c, 0x90)],
  ['a PE header behind what was read', pe(0x14c, 0xffff)],
  ['a file cut short', elf(2, 0x3e).subarray(0, 40)],
])('%s is no library', (_name, head) => {
  expect(machineOf(head)).toBeNull();
});

test('a process loads what was built for its own system and processor, and what holds several', () => {
  const here = { platform: 'linux', arch: 'x64' };
  const fits = (head: Uint8Array, where = here): boolean => {
    const machine = machineOf(head);
    return machine !== null && isMachineOf(machine, where);
  };
  expect(fits(elf(2, 0x3e))).toBe(true);
  expect(fits(elf(1, 0x03))).toBe(false);
  expect(fits(pe(0x8664))).toBe(false);
  expect(fits(pe(0x8664), { platform: 'win32', arch: 'x64' })).toBe(true);
  const universal = Buffer.alloc(128);
  universal.writeUInt32BE(0xcafebabe);
  expect(fits(universal, { platform: 'darwin', arch: 'arm64' })).toBe(true);
  expect(fits(universal)).toBe(false);
});
