/** Notices of the system: a named program, words as one argument that is no option, nothing where none is known. */
import { expect, test } from 'vitest';
import { notifyCommand } from '../../../src-main/platform/system-notifier.ts';

test('words are one argument, whatever they begin with', () => {
  const words = '--icon=x; rm -rf "$HOME"';
  expect(notifyCommand('linux', words)?.args.slice(-3)).toEqual(['--', '汴印', words]);
  const mac = notifyCommand('darwin', words);
  expect(mac?.args.at(-1)).toBe(words);
  expect(mac?.args.slice(0, -1).join(' ')).not.toContain('rm -rf');
});

test('a system of which nothing is known shows none', () => {
  expect(notifyCommand('win32', 'x')).toBeUndefined();
  expect(notifyCommand('aix', 'x')).toBeUndefined();
});
