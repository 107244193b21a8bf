/** The openssl command as an independent oracle, in a folder of its own that is removed afterwards. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skipAbsent } from '../../support/absent.ts';

export interface OpensslFolder {
  readonly dir: string;
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  read(name: string): Uint8Array;
  /** Runs openssl there; throws with its message when it fails. */
  run(...args: readonly string[]): Uint8Array;
  /** Whether it ends without an error. */
  succeeds(...args: readonly string[]): boolean;
  remove(): void;
}

/** Whether openssl 3 with SM2 is on this machine; a counted skip when not, so it is asked while a test file is read. */
export function hasOpenssl(): boolean {
  const found = spawnSync('openssl', ['version'], { encoding: 'utf8' });
  const usable = found.status === 0 && /^OpenSSL 3/.test(found.stdout);
  if (!usable) skipAbsent('openssl 3', 'apt-get install openssl');
  return usable;
}

export function openOpensslFolder(): OpensslFolder {
  const dir = mkdtempSync(join(tmpdir(), 'bianyin-openssl-'));
  const run = (args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    dir,
    path: (name) => join(dir, name),
    write(name, content) {
      writeFileSync(join(dir, name), content);
      return name;
    },
    read: (name) => Uint8Array.from(readFileSync(join(dir, name))),
    run: (...args) => Uint8Array.from(run(args)),
    succeeds: (...args) => spawnSync('openssl', args, { cwd: dir, stdio: 'ignore' }).status === 0,
    remove: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
