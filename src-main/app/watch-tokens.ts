/** Notices when a token is plugged in or pulled, or its tries change, and tells the pages. */
import { listTokens } from './overview.ts';
import type { Running } from './router/running.ts';

/** How often the readers are asked, ms. The signer answers one request after the other, so this never cuts into a signing. */
const EVERY_MS = 3000;

/** Watches while a home is there. A library that fails is asked again; its error shows when somebody asks for the list. */
export function watchTokens(running: Running): { stop(): void } {
  let seen: string | undefined;
  let asking = false;
  const look = async (): Promise<void> => {
    if (asking || !running.session().settings) return;
    asking = true;
    const now = await listTokens(running.session()).then(JSON.stringify, () => 'error');
    asking = false;
    if (seen !== undefined && now !== seen) running.tell({ kind: 'tokens.changed' });
    seen = now;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
