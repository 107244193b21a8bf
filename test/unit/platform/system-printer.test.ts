/** Paper through the system's print command: what it is given, and that its exit code is believed. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemPrinter } from '../../../src-main/platform/system-printer.ts';

const folder = mkdtempSync(join(tmpdir(), 'bianyin-printer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A print command that copies what it is given, and then ends with the code. */
function command(name: string, code: number): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n[ "$1" = "--" ] && cp "$2" "${path}.paper"\nexit ${code}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the system printer', () => {
  const file = join(folder, '-o 凭条.pdf');
  writeFileSync(file, '%PDF-1.7');

  it('gets the file itself, whatever its name looks like', async () => {
    const lp = command('lp', 0);
    expect(await systemPrinter(lp)?.(file)).toBe(true);
    expect(readFileSync(`${lp}.paper`, 'utf8')).toBe('%PDF-1.7');
  });

  it('is not believed to have printed when it says otherwise', async () => {
    expect(await systemPrinter(command('broken', 1))?.(file)).toBe(false);
    const notAProgram = join(folder, 'text');
    writeFileSync(notAProgram, 'no program');
    expect(await systemPrinter(notAProgram)?.(file)).toBe(false);
  });

  it('is not there where the system has no print command', () => {
    expect(systemPrinter(join(folder, 'nothing'))).toBeUndefined();
  });
});
