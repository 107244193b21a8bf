/**
 * Workers under Electron: utility processes, because the fuse that lets the program be a plain Node is off. Messages are the
 * same JSON as on Node's pipes, over the port that comes with the process.
 */
import { app, utilityProcess, type UtilityProcess } from 'electron';
import { installedFile } from '../platform/installation.ts';
import { workerEnvironment } from '../platform/worker-environment.ts';
import type { SpawnWorker, WorkerProgram } from '../platform/worker-spawner.ts';

/** What a process takes beside its JavaScript heap: the program itself, and the octets of files, MiB. */
const BESIDE_HEAP_MIB = 512;
/** utility-worker.ts, bundled. */
const UTILITY_WORKER = installedFile('out/main/utility-worker.js');
const LOOK_EVERY_MS = 500;
/** As on pipes (platform/message-lines.ts). */
const MAX_MESSAGE = 64 * 1024 * 1024;

export const spawnUtilityWorker: SpawnWorker = (program, { onMessage, onEnd }) => {
  const child = utilityProcess.fork(UTILITY_WORKER, [program.entry, ...(program.args ?? [])], {
    env: workerEnvironment(process.env, program.environment),
    execArgv: program.heapMiB === undefined ? [] : [`--max-old-space-size=${program.heapMiB}`],
    stdio: ['ignore', 'ignore', program.isSilent === true ? 'ignore' : 'inherit'],
    serviceName: program.name,
    allowLoadingUnsignedLibraries: program.loadsForeignLibrary === true,
  });
  let isUnwanted = false;
  const kill = (): void => {
    isUnwanted = true;
    endAtOnce(child);
  };
  // A process that is not there yet cannot be killed: it is when it comes.
  child.once('spawn', () => isUnwanted && endAtOnce(child));
  child.once('exit', onEnd);
  child.on('message', (text: unknown) => {
    const message = parsed(text);
    if (message === undefined) kill();
    else onMessage(message);
  });
  watchMemory(child, program, kill);
  return { send: (message) => child.postMessage(JSON.stringify(message)), kill, end: kill };
};

/** Electron asks a process to end; one that is busy is not asked. */
function endAtOnce(child: UtilityProcess): void {
  const { pid } = child;
  child.kill();
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}

/** A JSON object, or undefined for anything else. */
function parsed(text: unknown): object | undefined {
  if (typeof text !== 'string' || text.length > MAX_MESSAGE) return undefined;
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : undefined;
  } catch {
    return undefined;
  }
}

/** V8 takes the limit of a utility process as advice: main looks after it. */
function watchMemory(child: UtilityProcess, { heapMiB }: WorkerProgram, kill: () => void): void {
  if (heapMiB === undefined) return;
  const most = (heapMiB + BESIDE_HEAP_MIB) * 1024;
  const timer = setInterval(() => {
    const metric = app.getAppMetrics().find(({ pid }) => pid === child.pid);
    if (metric && metric.memory.workingSetSize > most) kill();
  }, LOOK_EVERY_MS);
  timer.unref();
  child.once('exit', () => clearInterval(timer));
}
