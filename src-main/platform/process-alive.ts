/** Whether a process of this machine still runs: a lock or a file of one that does not is nobody's any more. */
import { readFileSync } from 'node:fs';

/** Asks the system. A process of another user is alive as well; one that has ended is not, though its number may still be taken. */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isDefunct(pid);
}

/** Linux keeps the number of a dead process until its parent has asked how it ended: state Z, then X (proc(5)). */
function isDefunct(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold anything, brackets too.
    return /^ [ZX]/.test(text.slice(text.lastIndexOf(')') + 1));
  } catch {
    return false;
  }
}
