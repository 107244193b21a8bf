/** Each system is asked in its own way; a path is one argument, whatever it holds. */
import { expect, test } from 'vitest';
import { openCommand } from '../../../src-main/platform/system-opener.ts';

const path = '/合同 "$(x)"/盖章 a;b.pdf';

test.each([
  ['linux', 'file', 'xdg-open', path],
  ['linux', 'folder', 'xdg-open', '/合同 "$(x)"'],
  ['darwin', 'file', 'open', path],
  ['win32', 'file', 'explorer.exe', path],
  ['win32', 'folder', 'explorer.exe', `/select,${path}`],
  ['linux', 'mail', 'xdg-email', path],
  ['darwin', 'mail', 'open', path],
] as const)('%s, %s', (platform, what, program, argument) => {
  const command = openCommand(platform, path, what);
  expect(command?.program).toBe(program);
  expect(command?.args.at(-1)).toBe(argument);
});

test('a system that we do not know is not guessed at', () => {
  expect(openCommand('plan9', path, 'file')).toBeUndefined();
  for (const platform of ['plan9', 'win32'])
    expect(openCommand(platform, path, 'mail'), platform).toBeUndefined();
});
