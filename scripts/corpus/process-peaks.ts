/** Highest memory of our worker processes, from /proc (proc(5): VmHWM, clear_refs). Linux only; elsewhere everything is 0. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Peaks of one file, MiB. */
export interface MemoryPeaks {
  readonly signer: number;
  readonly worker: number;
}

const entries = { signer: 'signer-process', worker: 'document-process' } as const;

/** Often enough that a worker which is killed in the middle has been seen large before. */
const INTERVAL_MS = 50;

/** Watches from now on; `stop` gives the peaks since then. */
export function watchMemory(): { stop(): MemoryPeaks } {
  const peaks = { signer: 0, worker: 0 };
  const look = (): void => {
    for (const kind of ['signer', 'worker'] as const) {
      for (const pid of childrenRunning(entries[kind])) peaks[kind] = Math.max(peaks[kind], peakOf(pid));
    }
  };
  // The kernel forgets the peak of earlier files.
  for (const entry of Object.values(entries)) childrenRunning(entry).forEach(forgetPeak);
  const timer = setInterval(look, INTERVAL_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peaks;
    },
  };
}

function childrenRunning(entry: string): string[] {
  const tasks = namesIn('/proc/self/task');
  const children = tasks.flatMap((task) => textOf(`/proc/self/task/${task}/children`).split(' '));
  return children.filter((pid) => pid !== '' && textOf(`/proc/${pid}/cmdline`).includes(entry));
}

function peakOf(pid: string): number {
  const kibibytes = /^VmHWM:\s*(\d+) kB/m.exec(textOf(`/proc/${pid}/status`))?.[1];
  return Math.round(Number(kibibytes ?? 0) / 1024);
}

function forgetPeak(pid: string): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Without the right to do so the peak is that of all files so far: too high, never too low.
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

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
