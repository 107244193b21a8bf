/** A process that runs, one that never was, and one that has ended while nobody has asked how. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { isProcessAlive } from '../../../src-main/platform/process-alive.ts';

test('this process runs; numbers that no process has do not', () => {
  expect(isProcessAlive(process.pid)).toBe(true);
  for (const pid of [0, -1, 1.5, Number.NaN, 2 ** 31 - 1]) expect(isProcessAlive(pid)).toBe(false);
});

test.skipIf(process.platform !== 'linux')('a process of another user runs, as the first one', () => {
  expect(isProcessAlive(1)).toBe(true);
});

test.skipIf(process.platform !== 'linux')(
  'what has ended is dead, though its number is still taken',
  async () => {
    // The shell becomes a program that never asks after the child that it has left behind.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const child = Number(line.toString('utf8'));
      expect(isProcessAlive(child)).toBe(true);
      await vi.waitFor(() => expect(isProcessAlive(child)).toBe(false), { timeout: 10_000, interval: 50 });
      expect(() => process.kill(child, 0)).not.toThrow();
    } finally {
      parent.kill('SIGKILL');
    }
  },
);
