/** Calls about the clock of this machine (docs/adr/0039). */
import type { CallName } from '../../contract/calls.ts';
import { chinaTimeText } from '../../domain/instant.ts';
import { countPlaces } from '../../domain/placement-count.ts';
import { correctClock, showClock } from '../office/clock.ts';
import { sealFactsOfType } from '../seals/seal-facts.ts';
import { withPin, type PinSubject } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

type ClockCalls = Extract<CallName, `clock.${string}`>;

export function clockHandlers(window: MainWindow): Handlers<ClockCalls> {
  const { running } = window;
  const { session } = running;
  return {
    'clock.show': () => showClock(session()),
    'clock.correct': ({ token, reason, seen }) =>
      running.exclusively(async () => {
        const { language } = running.appearance;
        const more = showClock(session()).signsPolicyAgain ? `（${policyAgain[language]}）` : '';
        const told = { reason: `${reason}${more}`, seen, language };
        const about = aboutClock(sealFactsOfType(session(), '05'), told);
        await withPin(window, token, about, (actor) => correctClock(session(), actor, { reason, seen }));
        for (const kind of ['home.changed', 'tokens.changed', 'requests.changed'] as const)
          running.tell({ kind });
        return showClock(session());
      }),
  };
}

/** What is signed besides. */
const policyAgain = {
  zh: '同时用新证书把现行用印制度按原文重签一次',
  en: 'the policy in force is signed once more with the new certificate, word for word',
} as const;

/** `seen`: the latest time on record, which stands where a file's name stands otherwise. */
function aboutClock(
  { name, picture }: ReturnType<typeof sealFactsOfType>,
  {
    reason,
    seen,
    language,
  }: { readonly reason: string; readonly seen: string; readonly language: 'zh' | 'en' },
): PinSubject {
  const subject = {
    ...{ requestId: null, sealName: name, typeCode: '05' as const, picture, placed: countPlaces([]) },
    ...{
      fileName: chinaTimeText(new Date(seen), language),
      sm3: null,
      matter: null,
      uses: null,
      attachments: [],
    },
    ...{ reason, refusal: null, counterparty: null, amount: null, currency: null, firstPage: null },
  };
  return { action: 'clock', subject, batch: null };
}
