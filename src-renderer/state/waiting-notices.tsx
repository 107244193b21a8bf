/** How much waits for the person stands in the title of the window; what is new of it is told to main, for a notice on the desktop. */
import { useEffect, useRef } from 'react';
import { call } from '../bridge/bridge.ts';
import { usePreferences } from '../i18n/preferences.tsx';
import { newsOf, standingOf, type Standing } from './news.ts';
import { useOfficeState, type Office } from './office.tsx';

const NAME = '汴印';

export function WaitingNotices() {
  const { office } = useOfficeState();
  const { notices } = usePreferences();
  const before = useRef<Standing | null>(null);
  useEffect(() => {
    if (!office || !isRead(office)) return;
    const now = standingOf(office.requests, office.token);
    const news = newsOf(before.current, now);
    before.current = now;
    const count = now.toApprove.size + now.toSeal.size;
    document.title = count === 0 ? NAME : `(${count}) ${NAME}`;
    if (!notices || news.toApprove + news.toSeal + news.decided === 0) return;
    const told = { toApprove: now.toApprove.size, toSeal: now.toSeal.size, news };
    void call('notice.tell', told).catch(() => undefined);
  }, [office, notices]);
  return null;
}

/** What has not come yet is not "nothing": all of it would be new a moment later. */
function isRead({ problems }: Office): boolean {
  return problems.tokens === null && problems.requests === null;
}
