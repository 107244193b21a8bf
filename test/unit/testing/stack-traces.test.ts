/** What the wrapper of the test runner takes for a stack trace that somebody should see. */
import { expect, test } from 'vitest';
import { stackTracesIn } from '../../../scripts/testing/stack-traces.ts';

const trace =
  '[7f3a] TypeError: x is not a function\n    at handle (file:///a/b.ts:12:3)\n    at next (file:///a/c.ts:1:1)\n';

test('each trace is one line with its words and its first place', () => {
  const once = '[7f3a] TypeError: x is not a function at handle (file:///a/b.ts:12:3)';
  expect(stackTracesIn(`before\n${trace}after\n${trace}`)).toEqual([once, once]);
});

test('colours and line ends of other systems hide none', () => {
  expect(stackTracesIn(trace.replaceAll('\n', '\r\n'))).toHaveLength(1);
  expect(stackTracesIn(trace.replace('    at', '\u001b[90m    at\u001b[39m'))).toHaveLength(1);
});

test.each(['', 'all is well\n', 'we meet at 10:30:00\n', 'Warning: at the end\n'])('%j is none', (text) => {
  expect(stackTracesIn(text)).toEqual([]);
});
