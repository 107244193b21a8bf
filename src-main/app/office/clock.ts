/** The clock of this machine beside what is on record, and the way to put it right (docs/adr/0039). */
import { CLOCK_TOLERANCE_MS } from '../../approval/signer-rules.ts';
import { instantText } from '../../domain/instant.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { seenTimes, type HomeMoment } from '../../home/home-moment.ts';
import { legalCertificates } from '../../home/own-seals.ts';
import { policySignedAgain } from '../../home/policy-signed-again.ts';
import type { Actor } from '../../tokens/signer-client.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';

export interface ClockStanding {
  /** `ahead-before`: what is on record lies ahead of the clock. `contradicted`: others have proven a later time, so the clock is wrong now. */
  readonly state: 'fine' | 'ahead-before' | 'contradicted';
  /** ISO 8601, UTC, whole seconds. */
  readonly now: string;
  /** The latest that this machine has seen by its own clock. */
  readonly seen: string | null;
  /** The latest that others have signed. */
  readonly proven: string | null;
  /** The certificate of seal 05 was replaced since the newest policy: who puts the clock right signs that policy once more, word for word. */
  readonly signsPolicyAgain: boolean;
}

/** Errors: those of `openMoment`. */
export function showClock(session: AppSession): ClockStanding {
  return withMoment(session, (moment) => {
    const { byClock, byOthers } = seenTimes(moment);
    const isAfter = (time: Date | null): boolean =>
      time !== null && time.getTime() > moment.now.getTime() + CLOCK_TOLERANCE_MS;
    const state = isAfter(byOthers) ? 'contradicted' : isAfter(byClock) ? 'ahead-before' : 'fine';
    return {
      state,
      now: instantText(moment.now),
      seen: byClock && instantText(byClock),
      proven: byOthers && instantText(byOthers),
      signsPolicyAgain: state === 'ahead-before' && hasNewCertificate(moment),
    };
  });
}

function hasNewCertificate(moment: HomeMoment): boolean {
  const legal = orElse(() => legalCertificates(moment), []);
  return (
    legal.length > 0 && orElse(() => legal.every((each) => policySignedAgain(moment, each) !== null), false)
  );
}

/** Signed by the legal representative's UKey. Returns the time that counts from now on. Errors: as `signClockCorrection`. */
export function correctClock(
  session: AppSession,
  actor: Actor,
  correction: { readonly reason: string; readonly seen: string },
): Promise<string> {
  return session.signer().correctClock(actor, correction);
}
