/** A driver that does not load: the sentence says why, from the loader's own words and the file itself. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { openTokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { softUkeyModulePath } from './soft-ukey-fixture.ts';

let folder = '';

/** Compiles a library of one line. */
function library(name: string, code: string, ...options: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(`${path}.c`, code);
  const { status, stderr } = spawnSync('gcc', ['-shared', '-fPIC', '-o', path, `${path}.c`, ...options]);
  if (status !== 0) throw new Error(String(stderr));
  return path;
}

function failureOf(path: string): readonly [string, object] {
  try {
    openTokenModule(path).close();
  } catch (error) {
    if (error instanceof BianyinError) return [error.code, error.detail];
    throw error;
  }
  return ['no failure', {}];
}

beforeAll(() => {
  folder = mkdtempSync(join(inject('runFolder'), 'drivers-'));
});

test('no file, and a folder', () => {
  expect(failureOf(join(folder, 'libnone.so'))).toEqual(['token-library-missing', {}]);
  mkdirSync(join(folder, 'libfolder.so'));
  expect(failureOf(join(folder, 'libfolder.so'))).toEqual(['token-library-missing', {}]);
});

test('no library', () => {
  const path = join(folder, 'libtext.so');
  writeFileSync(path, '<html>下载失败</html>'.repeat(10));
  expect(failureOf(path)).toEqual(['token-driver-not-library', { file: 'libtext.so' }]);
});

test('a driver of 32 bits, and one of another machine', () => {
  const head = Buffer.from(readFileSync(softUkeyModulePath()));
  const path = join(folder, 'libold.so');
  head[4] = 1;
  head.writeUInt16LE(0x03, 18);
  writeFileSync(path, head);
  expect(failureOf(path)).toEqual(['token-driver-class', { file: 'libold.so', driver: 32, program: 64 }]);
  head[4] = 2;
  head.writeUInt16LE(0xf3, 18);
  writeFileSync(path, head);
  const [code, detail] = failureOf(path);
  expect([code, detail]).toEqual(['token-driver-machine', { file: 'libold.so', machine: 'Linux riscv64' }]);
});

test('a library that it needs is missing: by name', () => {
  const needed = library('libreader-of-vendor.so', 'int reader(void) { return 1; }');
  const path = library(
    'libvendor.so',
    'int reader(void); int C_GetFunctionList(void) { return reader(); }',
    needed,
  );
  rmSync(needed);
  const named = { file: 'libvendor.so', missing: 'libreader-of-vendor.so' };
  expect(failureOf(path)).toEqual(['token-driver-dependency', named]);
});

test('a library of another kind', () => {
  expect(failureOf(library('libmath.so', 'int add(int a, int b) { return a + b; }'))).toEqual([
    'token-driver-not-pkcs11',
    { file: 'libmath.so' },
  ]);
});

test('a library whose inside is damaged: the words of the system, without the folder', () => {
  const path = join(folder, 'libbad.so');
  const octets = Buffer.from(readFileSync(softUkeyModulePath()));
  writeFileSync(path, octets.fill(0, 64, 4096));
  const [code, detail] = failureOf(path);
  expect(code).toBe('token-driver-not-loaded');
  expect(detail).toMatchObject({ file: 'libbad.so', said: expect.stringContaining('libbad.so') as string });
  expect(JSON.stringify(detail)).not.toContain(folder);
});

test('a path with blanks, brackets and 中文 loads', () => {
  const odd = join(folder, '厂家 驱动 (64)');
  mkdirSync(odd);
  const path = join(odd, '驱动.so');
  copyFileSync(softUkeyModulePath(), path);
  expect(failureOf(path)).toEqual(['no failure', {}]);
});
