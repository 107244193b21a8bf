/** Looks at processes from outside, through /proc: which signer works for a home, and what it shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from './sandbox.ts';
import { usesOf } from './story.ts';

/** Process ids of our worker processes of this kind whose arguments name the home. */
export function workersOf(sandbox: Sandbox, entry = 'signer-process'): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const line = commandLine(pid);
      return line.includes(entry) && line.split('\0').includes(sandbox.home.root);
    });
}

export function commandLine(pid: number): string {
  return readProc(pid, 'cmdline');
}

export function environment(pid: number): string {
  return readProc(pid, 'environ');
}

function readProc(pid: number, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It ended between the listing and the reading.
    return '';
  }
}

/** Kills the signer of a home as a power cut would. */
export function killSigner(sandbox: Sandbox): void {
  const pids = workersOf(sandbox);
  if (pids.length === 0) throw new Error('there is no signer to kill');
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}

/** Waits until a use of the request has been spent. Reading the home does not disturb a use whose process lives. */
export async function useSpent(sandbox: Sandbox, requestId: string): Promise<void> {
  for (let i = 0; i < 400; i += 1) {
    if (usesOf(sandbox, requestId).some(([event]) => event === 'use-spent')) return;
    await sleep(25);
  }
  throw new Error('no use was spent');
}
