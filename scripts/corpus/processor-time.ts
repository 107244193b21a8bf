/** Processor time of this process and of all that it has started, running or ended (proc(5), stat). Linux only; elsewhere it is 0. */
import { readdirSync, readFileSync } from 'node:fs';

/** /proc counts in hundredths of a second, whatever the kernel's own clock (sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10;

/** Milliseconds since the start of each of them. It is the same on a busy machine as on a quiet one. */
export function processorMs(): number {
  return ticksBelow('self') * TICK_MS;
}

/** Of a process, of its children that have ended, and of those that run. */
function ticksBelow(pid: string): number {
  return childrenOf(pid).reduce((sum, child) => sum + ticksBelow(child), ticksOf(pid));
}

/** utime, stime, cutime and cstime: fields 14 to 17, counted behind the name, which may hold spaces and brackets. */
function ticksOf(pid: string): number {
  const stat = textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

function childrenOf(pid: string): string[] {
  const lists = tasksOf(pid).map((task) => textOf(`/proc/${pid}/task/${task}/children`));
  return lists.flatMap((list) => list.split(' ')).filter(Boolean);
}

function tasksOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Empty when the process has just ended. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
