/** One look at the home of a session: opened, read, closed. */
import { failedWith } from '../domain/errors/failed-with.ts';
import { openMoment, type HomeMoment } from '../home/home-moment.ts';
import type { AppSession } from './session.ts';

/** Looks at the home and closes it again. One that takes nothing is looked at all the same. Errors: `home-*`, `store-*`. */
export function withMoment<T>(session: AppSession, look: (moment: HomeMoment) => T): T {
  const moment = openedFor(session);
  try {
    return look(moment);
  } finally {
    moment.close();
  }
}

function openedFor({ home, now }: AppSession): HomeMoment {
  try {
    return openMoment(home.root, now());
  } catch (error) {
    if (!failedWith(error, 'store-read-only', 'store-not-writable')) throw error;
    return openMoment(home.root, now(), 'read');
  }
}
