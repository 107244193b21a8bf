/** What a host supplies to the application, and what it gets for each window. The application knows nothing else of its host. */
import type { FileKind } from '../domain/file-kinds.ts';
import type { PageKind } from '../contract/calls.ts';
import type { NumberedEvent } from '../contract/events.ts';
import type { CallResult } from '../contract/result.ts';
import type { ShowFile } from '../platform/system-opener.ts';
import type { PrintFile } from '../platform/system-printer.ts';
import type { SpawnWorker } from '../platform/worker-spawner.ts';

/** What main is about to do, in words of main; `subject` is what it is about, and may hold anything. */
export interface PersonQuestion {
  readonly zh: string;
  readonly en: string;
  readonly subject: string;
  readonly yes: { readonly zh: string; readonly en: string };
}

/** One window of the host. */
export interface WindowPorts {
  /** Delivers an event to the page; may be called after the window is gone, and then does nothing. */
  readonly send: (event: NumberedEvent) => void;
  /**
   * The host's chooser, which shows files of this kind first and any file on demand; paths of the chosen files, empty when there
   * are none. `folder` asks for a folder and gives its path; which files of it matter is not the host's business.
   */
  chooseFiles(options: { readonly multiple: boolean; readonly kind: FileKind | 'folder' }): Promise<string[]>;
  /** Where a new file goes: `suggested` is a path that is free. Null: the person has changed their mind. */
  chooseSave(suggested: string): Promise<string | null>;
  /**
   * Asks the person, in a window or dialog that no page of ours can reach: a page may be taken over. False for a no, for a window
   * that is closed, and where nothing can be asked.
   */
  confirm(question: PersonQuestion): Promise<boolean>;
  /**
   * Gives a PDF file to the default printer of the system and waits until the system has taken it; false: there is no printer, or
   * it did not. Absent where the system has no way to print: there the file is saved instead.
   */
  readonly printFile?: PrintFile | undefined;
  /**
   * Notices of the system, without a sound. `isAttended`: the person is at this window, as far as the host can tell. Absent where the
   * system shows none.
   */
  readonly notices?:
    { readonly isAttended: () => boolean; readonly show: (words: string) => void } | undefined;
  /** Hands a file that main has made to the system, to be seen by the person; false: the system did not take it. */
  readonly openFile?: ShowFile | undefined;
}

/** The application's end of one window. */
export interface PageConnection {
  readonly page: PageKind;
  /** `trusted`: the host saw the call come from the top frame of this window, at the exact origin, while it was open. */
  call(trusted: boolean, name: unknown, input: unknown): Promise<CallResult<unknown>>;
  /** The window is gone: its documents are closed, its open question is answered with no. */
  close(): void;
}

export interface HostPorts {
  readonly host: 'electron' | 'chromium';
  readonly now: () => Date;
  /** Opens a window of its own for a PIN question; the host calls `close` of the connection when the window is gone. */
  openPinWindow(connection: PageConnection): Promise<{ close(): void }>;
  /** An unexpected error, under the diagnostic number that the page was given. Not for people; holds no input. */
  readonly report: (diagnostic: string, error: unknown) => void;
  /** How this host starts worker processes; plain Node's way when absent. Holds for the whole process (docs/adr/0016). */
  readonly spawnWorker?: SpawnWorker;
}
