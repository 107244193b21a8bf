/**
 * Bounds on what a worker process takes: all its memory, its octets outside the JavaScript heap included (V8's own limit knows only
 * the heap), and the processor time of one request. Processor time, because a clock on the wall also counts how busy the machine is,
 * and a good file must not become a doubt for that. One long synchronous call leaves no timer a chance: a thread looks, and ends
 * the process. It works wherever Node does.
 */
import { Worker } from 'node:worker_threads';

/** Often enough that a process that takes a gigabyte a second is a few dozen megabytes over. */
const LOOK_EVERY_MS = 20;

/** Plain JavaScript, so that the thread starts without loading anything. `end[0]`: processor time that ends the process, µs; 0 for none. */
const watch = `
const { workerData: { memory, end } } = require('node:worker_threads');
setInterval(() => {
  const { user, system } = process.cpuUsage();
  const isLate = end[0] > 0 && user + system > end[0];
  if (isLate || process.memoryUsage.rss() > memory) process.kill(process.pid, 'SIGKILL');
}, ${LOOK_EVERY_MS});
`;

export interface ProcessGuard {
  /** The request that begins now may take so much processor time, milliseconds; what was left of the last one is forgotten. */
  beginRequest(processorMs: number): void;
}

/** Ends this process, without a word, as soon as it holds more than `memoryMiB` or a request takes too long. Its caller sees a worker that is lost. */
export function guardProcess(memoryMiB: number): ProcessGuard {
  const end = new Float64Array(new SharedArrayBuffer(8));
  const workerData = { memory: memoryMiB * 1024 * 1024, end };
  const thread = new Worker(watch, { eval: true, workerData, stdin: false });
  // The process ends when its work does, not when the guard does.
  thread.unref();
  return {
    beginRequest(processorMs) {
      const { user, system } = process.cpuUsage();
      end[0] = user + system + processorMs * 1000;
    },
  };
}
