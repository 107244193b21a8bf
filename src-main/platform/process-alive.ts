/** Whether a process of this machine still runs: a lock or a file of one that does not is nobody's any more. */

/** Asks the system. A process of another user is alive as well. */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
