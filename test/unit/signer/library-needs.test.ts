/** What a library needs, by its head alone: ELF of both word lengths, PE, and files that are none or lie about their tables. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { needsOf } from '../../../src-main/signer/pkcs11/library-needs.ts';

const built = fileURLToPath(
  new URL('../../../native/soft-ukey/build/libbianyin-odd-driver.so', import.meta.url),
);
const texts = (...list: readonly string[]): Buffer => Buffer.from(['', ...list, ''].join('\0'), 'latin1');

/** A library with one loaded segment (the whole file, at 0x1000) and one dynamic section: libpcsclite_x.so.1, `$ORIGIN/lib:/opt/k`. */
function elf(bits: 32 | 64): Uint8Array {
  const wide = bits === 64;
  const [word, header, entry] = wide ? [8, 64, 56] : [4, 52, 32];
  const [dynamicAt, textAt] = [header + 2 * entry, header + 2 * entry + 8 * word];
  const names = texts('libpcsclite_x.so.1', '$ORIGIN/lib:/opt/k');
  const octets = Buffer.alloc(textAt + names.length);
  const put = (value: number, at: number): unknown =>
    wide ? octets.writeBigUInt64LE(BigInt(value), at) : octets.writeUInt32LE(value, at);
  octets.write('\x7fELF', 0, 'latin1');
  octets.writeUInt8(wide ? 2 : 1, 4);
  octets.writeUInt8(1, 5);
  put(header, wide ? 32 : 28);
  octets.writeUInt16LE(entry, wide ? 54 : 42);
  octets.writeUInt16LE(2, wide ? 56 : 44);
  const segment = (at: number, type: number, offset: number, size: number): void => {
    octets.writeUInt32LE(type, at);
    const fields = wide ? [at + 8, at + 16, at + 32] : [at + 4, at + 8, at + 16];
    [offset, 0x1000 + offset, size].forEach((value, i) => put(value, fields[i] ?? 0));
  };
  segment(header, 1, 0, octets.length);
  segment(header + entry, 2, dynamicAt, 8 * word);
  [1, 1, 29, 20, 5, 0x1000 + textAt, 0, 0].forEach((value, i) => put(value, dynamicAt + i * word));
  names.copy(octets, textAt);
  return octets;
}

/** A DLL with one section (file from 0x200, memory from 0x1000) that imports two others. */
function pe(): Uint8Array {
  const octets = Buffer.alloc(0x300);
  octets.write('MZ', 0, 'latin1');
  octets.writeUInt32LE(0x80, 0x3c);
  octets.write('PE\0\0', 0x80, 'latin1');
  octets.writeUInt16LE(1, 0x86);
  octets.writeUInt16LE(0xf0, 0x94);
  octets.writeUInt16LE(0x20b, 0x98);
  octets.writeUInt32LE(0x1000, 0x98 + 120);
  const section = 0x98 + 0xf0;
  [0x100, 0x1000, 0x100, 0x200].forEach((value, i) => octets.writeUInt32LE(value, section + 8 + 4 * i));
  octets.writeUInt32LE(0x1080, 0x200 + 12);
  octets.writeUInt32LE(0x1090, 0x200 + 20 + 12);
  octets.write('WinSCard.dll', 0x280, 'latin1');
  octets.write('lm_k.dll', 0x290, 'latin1');
  return octets;
}

describe('needsOf', () => {
  test.each([32, 64] as const)('ELF of %i bits', (bits) => {
    expect(needsOf(elf(bits))).toEqual({ needs: ['libpcsclite_x.so.1'], folders: ['$ORIGIN/lib', '/opt/k'] });
  });

  test('a real library, and a DLL', () => {
    expect(needsOf(readFileSync(built)).needs).toContain('libc.so.6');
    expect(needsOf(pe())).toEqual({ needs: ['WinSCard.dll', 'lm_k.dll'], folders: [] });
  });

  test('files that are none, cut off anywhere, or with numbers that lead nowhere', () => {
    expect(needsOf(new Uint8Array())).toEqual({ needs: [], folders: [] });
    expect(needsOf(Buffer.from('text '.repeat(40)))).toEqual({ needs: [], folders: [] });
    for (const whole of [elf(64), elf(32), pe()])
      for (let at = 0; at < whole.length; at += 1) {
        expect(() => needsOf(whole.subarray(0, at))).not.toThrow();
        const changed = Uint8Array.from(whole, (octet, i) => (i === at ? octet ^ 0xff : octet));
        expect(needsOf(changed).needs.length).toBeLessThanOrEqual(256);
      }
  });
});
