/** Notices when a token is plugged in or pulled, or its tries change, and tells the pages. */
import type { AppEvent } from '../../contract/events.ts';

/** What is watched, and who is told. */
export interface TokenWatch {
  /** False while there is no home: then nothing is asked. */
  readonly hasHome: () => boolean;
  readonly list: () => Promise<unknown>;
  readonly tell: (event: AppEvent) => void;
}

/** How often the readers are asked, ms. The signer answers one request after the other, so this never cuts into a signing. */
const EVERY_MS = 3000;

/** Watches while a home is there. A library that fails is asked again; its error shows when somebody asks for the list. */
export function watchTokens({ hasHome, list, tell }: TokenWatch): {
  /** The pages have looked between two looks of the watch: what they saw may be gone unseen, so they are told once more. */
  lookAgain(): void;
  stop(): void;
} {
  let seen: string | undefined;
  let asking = false;
  const look = async (): Promise<void> => {
    if (asking || !hasHome()) return;
    asking = true;
    const now = await list().then(JSON.stringify, () => 'error');
    asking = false;
    if (seen !== undefined && now !== seen) tell({ kind: 'tokens.changed' });
    seen = now;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return {
    lookAgain: () => void (seen = 'by a page'),
    stop: () => clearInterval(timer),
  };
}
