/** One set-up at a time in a checkout: two `npm` commands at once would build over each other. Held by a file with our process number. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shell.mjs';

const file = join(root, 'out', '.set-up-lock');
const PAUSE_MS = 200;

/** Runs `work` alone among the set-ups of this checkout; waits for another one, and takes over from one that died. */
export function aloneInCheckout(work) {
  mkdirSync(join(root, 'out'), { recursive: true });
  for (let told = false; !tryLock(); told = true) {
    if (!told) process.stderr.write('· another set-up is running in this checkout: waiting\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  const unlock = () => rmSync(file, { force: true });
  // A failed step ends the process at once.
  process.once('exit', unlock);
  try {
    return work();
  } finally {
    process.off('exit', unlock);
    unlock();
  }
}

function tryLock() {
  try {
    const descriptor = openSync(file, 'wx');
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned()) rmSync(file, { force: true });
    return false;
  }
}

/** Its process is gone, or died before it had written its number. */
function isAbandoned() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid === 0) return Date.now() - statSync(file).mtimeMs > 10_000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
