/** What the terminal program is not started with, one by one; and that the real program says so. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pinFromFile } from '../../../src-main/cli/pin-input.ts';
import { refusedNodeStart } from '../../../src-main/platform/start-guard.ts';
import { program } from '../../cli/support/terminal.ts';

const quiet = '--disable-warning=ExperimentalWarning';

describe('a start', () => {
  test('with what run.mjs gives, and with variables that do no harm', () => {
    const execArgv = [quiet, '--disable-sigusr1'];
    const environment = {
      PATH: '/bin',
      NODE_COMPILE_CACHE: '/x',
      NODE_OPTIONS: '',
      NODE_EXTRA_CA_CERTS: '/ca',
    };
    expect(refusedNodeStart({ execArgv, environment })).toBeNull();
  });

  test.each(['NODE_OPTIONS', 'LD_PRELOAD', 'LD_AUDIT', 'NODE_REPL_EXTERNAL_MODULE', 'DYLD_INSERT_LIBRARIES'])(
    'with %s',
    (name) => {
      expect(refusedNodeStart({ execArgv: [], environment: { [name]: '/tmp/evil' } })).toBe(name);
    },
  );

  test.each([
    '--inspect',
    '--inspect-brk=0',
    '--require=/tmp/evil.js',
    '--import',
    '-r',
    '--loader',
    '--eval',
  ])('with %s', (option) => {
    expect(refusedNodeStart({ execArgv: [quiet, option], environment: {} })).toBe(option.split('=')[0]);
  });

  test('of the real program: the code, nothing done, a 2', () => {
    const start = (options: string[], environment: Record<string, string>) =>
      spawnSync(process.execPath, [...options, program, 'token', 'list', '--json'], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], BIANYIN_HOME: '/nonexistent/bianyin', ...environment },
      });
    for (const run of [
      start([quiet], { NODE_OPTIONS: '--no-deprecation' }),
      start([quiet, '--no-deprecation'], {}),
    ]) {
      expect(run.status).toBe(2);
      expect(JSON.parse(run.stdout)).toMatchObject({ ok: false, error: { code: 'start-refused' } });
    }
    expect(start([quiet], {}).stdout).toContain('home-missing');
  });
});

describe.skipIf(process.platform === 'win32')('a file with a PIN', () => {
  const file = (mode: number): string => {
    const folder = mkdtempSync(join(tmpdir(), 'bianyin-pin-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'pin');
    writeFileSync(path, '123456\n');
    chmodSync(path, mode);
    return path;
  };
  test.each([0o600, 0o400, 0o700])('that only its owner can read: %o', (mode) => {
    expect(Buffer.from(pinFromFile(file(mode))).toString()).toBe('123456');
  });
  test.each([0o644, 0o640, 0o604, 0o660, 0o620])('that others can read or write: %o', (mode) => {
    expect(() => pinFromFile(file(mode))).toThrow('pin-file-not-private');
  });
});
