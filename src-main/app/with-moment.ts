/** One look at the home of a session: opened, read, closed. */
import { openMoment, type HomeMoment } from '../home/home-moment.ts';
import type { AppSession } from './session.ts';

/** Looks at the home and closes it again. Errors: `home-*`, `store-*`. */
export function withMoment<T>(session: AppSession, look: (moment: HomeMoment) => T): T {
  const moment = openMoment(session.home.root, session.now());
  try {
    return look(moment);
  } finally {
    moment.close();
  }
}
