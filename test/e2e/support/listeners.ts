/** Looks through /proc, all the time that a run takes, for a socket on which any process of the run waits for somebody. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** How often, ms. A listening socket of a server lives as long as its program. */
const EVERY_MS = 250;
/** How often a socket that listens is looked for in the run's processes: one of them may be just starting. */
const LOOKS = 3;
/** State LISTEN of the kernel's tables (include/net/tcp_states.h). */
const LISTEN = '0A';
/** 127.0.0.1 as the kernel writes it. */
const LOOPBACK = / 0100007F:[0-9A-F]{4}$/;

export interface ListenerWatch {
  /** `pid command address`, each once. */
  readonly found: readonly string[];
  stop(): void;
}

/** Watches this process's children and everything whose command line names the home (a browser's helpers leave their parents). */
export function watchListeners(home: string): ListenerWatch {
  const found: string[] = [];
  const looks = new Map<string, number>();
  const look = (): void => {
    const listening = listeningInodes();
    // The machine's other servers are not looked for among all processes again and again; a number that is free may come again.
    for (const inode of looks.keys()) if (!listening.has(inode)) looks.delete(inode);
    const fresh = [...listening.keys()].filter((inode) => (looks.get(inode) ?? 0) < LOOKS);
    if (fresh.length === 0) return;
    for (const inode of fresh) looks.set(inode, (looks.get(inode) ?? 0) + 1);
    for (const pid of processesOf(home)) {
      for (const inode of socketsOf(pid)) {
        const address = listening.get(inode);
        const line = `${pid} ${textOf(`/proc/${pid}/comm`).trim()} ${address ?? ''}`;
        if (address !== undefined && !found.includes(line)) found.push(line);
      }
    }
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return { found, stop: () => clearInterval(timer) };
}

/**
 * What was found, without the sockets on which the test's own debugger listens: so many of a process, by its id, on this machine's
 * own address. One more than those is found like any other.
 */
export function withoutDebugger(
  found: readonly string[],
  debuggers: ReadonlyMap<number, number>,
): readonly string[] {
  const left = new Map(debuggers);
  return found.filter((line) => {
    const pid = Number(line.split(' ', 1)[0]);
    const allowed = left.get(pid) ?? 0;
    if (allowed === 0 || !LOOPBACK.test(line)) return true;
    left.set(pid, allowed - 1);
    return false;
  });
}

/** Inode → local address (hexadecimal, as the kernel writes it) of every listening TCP socket of this machine. */
function listeningInodes(): Map<string, string> {
  const rows = ['tcp', 'tcp6'].flatMap((table) => textOf(`/proc/net/${table}`).split('\n').slice(1));
  const fields = rows.map((row) => row.trim().split(/\s+/));
  return new Map(
    fields.flatMap(([, local = '', , state, , , , , , inode]) =>
      state === LISTEN && inode !== undefined ? [[inode, local] as const] : [],
    ),
  );
}

function socketsOf(pid: number): string[] {
  return entriesOf(`/proc/${pid}/fd`).flatMap((fd) => {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1];
    return inode === undefined ? [] : [inode];
  });
}

/** This process, all that descends from it, and what names the home. */
function processesOf(home: string): number[] {
  const pids = entriesOf('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const isOurs = (pid: number): boolean => {
    for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === process.pid) return true;
    return textOf(`/proc/${pid}/cmdline`).includes(home);
  };
  return pids.filter(isOurs);
}

/** Processes whose command line names the home: host, signer, browser. */
export function processesNaming(home: string): number[] {
  return entriesOf('/proc')
    .filter((name) => /^\d+$/.test(name) && textOf(`/proc/${name}/cmdline`).includes(home))
    .map(Number);
}

/** What this process has started, directly or not, and whose command line names the program. */
export function descendantsRunning(program: string): number[] {
  return processesOf('\0nobody').filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(program));
}

/** Kills what this process has started, directly or not, and whose command line names the program. Returns how many. */
export function killDescendants(program: string): number {
  const found = descendantsRunning(program);
  for (const pid of found) process.kill(pid, 'SIGKILL');
  return found.length;
}

function parentOf(pid: number): number {
  return Number(/\) \S (\d+)/.exec(textOf(`/proc/${pid}/stat`))?.[1] ?? 0);
}

/** Processes end between listing and reading: then there is nothing to read. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function entriesOf(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
