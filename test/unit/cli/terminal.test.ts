/** Whatever stands in a name, the terminal shows it and does not obey it; programs get the same value. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { printError, printResult } from '../../../src-main/cli/output.ts';
import { replaceLine, sayData, warn } from '../../../src-main/cli/terminal.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';

const escape = '\u001b';
const nasty = [
  ['a title of the window', `${escape}]0;owned\u0007.pdf`],
  ['colours and moves', `合同${escape}[2J${escape}[1;1H.pdf`],
  ['the one-octet form', 'a\u009b31m.pdf'],
  ['an answer to the shell', `a${escape}[6n.pdf`],
  ['a line that is forged', 'a.pdf\rPASS b.pdf'],
  ['right to left', 'a\u202efdp.exe'],
  ['a backspace', 'FAIL\b\b\b\bPASS'],
] as const;

let out = '';
beforeEach(() => {
  out = '';
  const write = (text: unknown): boolean => {
    out += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
});
afterEach(() => vi.restoreAllMocks());

const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe.each(nasty)('%s', (_, name) => {
  test('in lines, sentences, progress and values', () => {
    printResult({}, {}, [`文件 ${name}`, `第二行 ${name}`]);
    printError({}, new BianyinError('file-not-readable', { file: name }));
    printError({}, new Error(name));
    printError({ json: true }, new BianyinError('file-not-readable', { file: name }));
    warn(name);
    expect(out).not.toMatch(obeyed);
    expect(out.split('\n').filter((line) => line.startsWith('PASS'))).toEqual([]);
  });

  test('as JSON it is the same value', () => {
    printResult({ json: true }, { name }, []);
    expect(out).not.toMatch(obeyed);
    expect(JSON.parse(out)).toEqual({ name });
  });

  test('a line of progress obeys only what is ours', () => {
    replaceLine(name, false);
    expect(out.replace(`\r${escape}[K`, '')).not.toMatch(obeyed);
  });
});

test('a table for programs stays as it is in a pipe', () => {
  sayData('\ufeffa,b\r\n1,2');
  expect(out).toBe('\ufeffa,b\r\n1,2\n');
});

test('there is one way to the terminal', () => {
  const folder = fileURLToPath(new URL('../../../src-main/cli', import.meta.url));
  const writers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'terminal.ts')
    .filter((name) => /\.write\(|console\./.test(readFileSync(join(folder, name), 'utf8')));
  expect(writers).toEqual([]);
});
