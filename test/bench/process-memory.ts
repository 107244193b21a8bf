/** Peak memory of child processes, from Linux's /proc: the highest resident set that a process ever had (VmHWM). */
import { readdirSync, readFileSync } from 'node:fs';

/** VmHWM of our child process that runs the named program, MB (10⁶ octets). Throws when there is not exactly one. */
export function peakOfChild(program: string): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ status: read(`/proc/${name}/status`), command: read(`/proc/${name}/cmdline`) }))
    .filter(({ status, command }) => isOurs(status) && command.includes(program));
  const [only, ...more] = found;
  if (!only || more.length > 0) throw new Error(`${found.length} processes run ${program}`);
  const kibibytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(only.status)?.[1]);
  return (kibibytes * 1024) / 1e6;
}

function isOurs(status: string): boolean {
  return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]) === process.pid;
}

/** Processes come and go while we look. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
