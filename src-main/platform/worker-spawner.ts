/** How a worker program becomes a process: one interface, one adapter for each runtime (docs/adr/0016). */

export interface WorkerProgram {
  /** Word for messages about this worker. */
  readonly name: string;
  /** Absolute path of its entry file. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Its whole environment; nothing is inherited but what is needed to start. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Heap limit, MiB. */
  readonly heapMiB?: number;
  /** It reads files and does nothing else: no writing, no programs, no native modules, where the runtime can hold it to that. */
  readonly onlyReadsFiles?: boolean;
  /** Its libraries chatter: what it prints is thrown away. */
  readonly isSilent?: boolean;
  /** It loads a library that somebody else made and signed, or did not sign: macOS asks for a helper that may. */
  readonly loadsForeignLibrary?: boolean;
}

/** What a running worker tells. Never called before the spawner has returned. */
interface WorkerEvents {
  readonly onMessage: (message: unknown) => void;
  /** The process is gone, could not be started, or has said what is no message; may be called more than once. */
  readonly onEnd: () => void;
}

/** A running worker. */
export interface WorkerChannel {
  /** Sends one JSON value; nothing happens when the process is gone. */
  send(message: unknown): void;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
  /** Ends the process when it has nothing to do, or soon. */
  end(): void;
}

/** Starts a program as a process of its own, with a clean environment and its heap limit. Does not throw. */
export type SpawnWorker = (program: WorkerProgram, events: WorkerEvents) => WorkerChannel;
