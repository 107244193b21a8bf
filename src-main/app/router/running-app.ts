/** What all windows of one run share: the home as it is now, the one PIN question at a time, and telling every page of a change. */
import type { AppEvent } from '../../contract/events.ts';
import type { PinQuestion } from '../../contract/pin.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { CallRefusal } from '../call-refusal.ts';
import type { HostPorts } from '../ports.ts';
import { openAppSession, type AppSession } from '../session.ts';

export interface RunningApp {
  readonly ports: HostPorts;
  readonly home: HomeDirectory;
  /** How the main window looks, as its page said last: the PIN window looks the same. */
  appearance: PinQuestion['appearance'];
  /** The run over the home as it is now. */
  readonly session: () => AppSession;
  /** Begins a new run, because there is another home in the place. */
  reopen(): void;
  /** Tells every main page. */
  tell(event: AppEvent): void;
  /** One signing at a time: two PIN windows side by side would be a riddle. Errors: `busy`. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Starts no process yet. */
export function runningApp(
  ports: HostPorts,
  home: HomeDirectory,
  tell: (event: AppEvent) => void,
): RunningApp {
  let session = openAppSession(home, ports.now);
  let isBusy = false;
  return {
    ports,
    home,
    appearance: { language: 'zh', scheme: 'light', large: false },
    tell,
    session: () => session,
    reopen() {
      const next = openAppSession(home, ports.now);
      session.stop();
      session = next;
    },
    async exclusively(work) {
      if (isBusy) throw new CallRefusal('busy');
      isBusy = true;
      try {
        return await work();
      } finally {
        isBusy = false;
      }
    },
    stop: () => session.stop(),
  };
}
