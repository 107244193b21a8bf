/** Calls about delegations (docs/adr/0045). */
import type { CallName } from '../../contract/calls.ts';
import type { DelegationSubject } from '../../tokens/signer-client.ts';
import { countPlaces } from '../../domain/placement-count.ts';
import {
  acceptDelegation,
  delegationOf,
  endDelegation,
  grantDelegation,
  listDelegations,
} from '../office/delegations.ts';
import { withPin, type PinSubject } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import type { Answer, Handlers } from './route-call.ts';

type DelegationCalls = Extract<CallName, `delegation.${string}`>;

export function delegationHandlers(window: MainWindow): Handlers<DelegationCalls> {
  const { running } = window;
  const { session } = running;
  const changed = (): Answer<'delegation.list'> => {
    running.tell({ kind: 'requests.changed' });
    return listDelegations(session());
  };
  const done = async (
    token: string,
    about: PinSubject,
    work: Parameters<typeof withPin<string>>[3],
  ): Promise<Answer<'delegation.list'>> => {
    await withPin(window, token, about, work);
    return changed();
  };
  return {
    'delegation.list': () => listDelegations(session()),
    'delegation.grant': ({ token, ...input }) =>
      running.exclusively(async () => {
        const draft = delegationOf(input);
        const told = await session().signer().describeDelegation(token, draft);
        return done(token, about('delegate', told), (actor) => grantDelegation(session(), actor, draft));
      }),
    'delegation.accept': ({ token, sm3 }) =>
      running.exclusively(async () =>
        done(token, about('accept', await session().signer().describeStoredDelegation(sm3)), (actor) =>
          acceptDelegation(session(), actor, sm3),
        ),
      ),
    'delegation.end': ({ token, sm3, reason }) =>
      running.exclusively(async () =>
        done(token, about('end', await session().signer().describeStoredDelegation(sm3), reason), (actor) =>
          endDelegation(session(), actor, sm3, reason),
        ),
      ),
  };
}

/** Who for whom stands where a file's name stands otherwise; all else in fields of its own. */
function about(
  action: 'delegate' | 'accept' | 'end',
  { shownSm3, ...delegation }: DelegationSubject,
  refusal: string | null = null,
): PinSubject {
  const subject = {
    ...{ requestId: null, sealName: '', typeCode: null, picture: null, placed: countPlaces([]) },
    ...{ fileName: '', sm3: null, matter: null, uses: null, attachments: [], refusal, firstPage: null },
    ...{ reason: '', counterparty: null, amount: null, currency: null },
  };
  return { action, subject, delegation, shown: [shownSm3] };
}
