/**
 * A bound on all the memory of a process, its octets outside the JavaScript heap included: V8's own limit knows only the heap, and
 * one long synchronous call leaves no timer a chance. So a thread looks, and ends the process. It works wherever Node does.
 */
import { Worker } from 'node:worker_threads';

/** Often enough that a process that takes a gigabyte a second is a few dozen megabytes over. */
const LOOK_EVERY_MS = 20;

/** Plain JavaScript, so that the thread starts without loading anything. */
const watch = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  if (process.memoryUsage.rss() > workerData) process.kill(process.pid, 'SIGKILL');
}, ${LOOK_EVERY_MS});
`;

/** Ends this process, without a word, as soon as it holds more than `limitMiB` in memory. Its caller sees a worker that is lost. */
export function guardMemory(limitMiB: number): void {
  const thread = new Worker(watch, { eval: true, workerData: limitMiB * 1024 * 1024, stdin: false });
  // The process ends when its work does, not when the guard does.
  thread.unref();
}
