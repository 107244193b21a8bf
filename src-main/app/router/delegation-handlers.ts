/** Calls about delegations (docs/adr/0045). */
import type { CallName } from '../../contract/calls.ts';
import type { DelegationView } from '../../contract/delegation-calls.ts';
import { chinaTimeText, parseInstant } from '../../domain/instant.ts';
import { groupedAmount } from '../../domain/amount.ts';
import { matterNames, type Matter } from '../../domain/matter.ts';
import { countPlaces } from '../../domain/placement-count.ts';
import { sealKindNames } from '../../domain/seal-kind.ts';
import {
  acceptDelegation,
  delegationOf,
  endDelegation,
  grantDelegation,
  listDelegations,
  showDelegation,
} from '../office/delegations.ts';
import { tokenByLabel } from '../requests/preview-request.ts';
import { withPin, type PinSubject } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import type { Answer, Handlers } from './route-call.ts';

type DelegationCalls = Extract<CallName, `delegation.${string}`>;
type Told = Pick<DelegationView, 'grantor' | 'deputy' | 'seals' | 'matters' | 'maxAmount' | 'from' | 'until'>;

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
        const told = await toldBy(window, token, draft);
        return done(token, about(window, 'delegate', told), (actor) =>
          grantDelegation(session(), actor, draft),
        );
      }),
    'delegation.accept': ({ token, sm3 }) =>
      running.exclusively(() =>
        done(token, about(window, 'accept', showDelegation(session(), sm3)), (actor) =>
          acceptDelegation(session(), actor, sm3),
        ),
      ),
    'delegation.end': ({ token, sm3, reason }) =>
      running.exclusively(() =>
        done(token, about(window, 'end', showDelegation(session(), sm3), reason), (actor) =>
          endDelegation(session(), actor, sm3, reason),
        ),
      ),
  };
}

/** One that is not written yet, with the names that the policy has. */
async function toldBy(
  { running }: MainWindow,
  token: string,
  draft: ReturnType<typeof delegationOf>,
): Promise<Told> {
  const { grantors, seals } = listDelegations(running.session());
  const { holder } = await tokenByLabel(running.session(), token);
  const deputies = grantors.flatMap(({ deputies: all }) => all);
  return {
    ...{ from: draft.from, until: draft.until, matters: draft.matters, maxAmount: draft.maxAmount ?? null },
    grantor: holder?.name ?? '',
    deputy: deputies.find(({ id }) => id === draft.deputyId)?.name ?? draft.deputyId,
    seals: draft.esIds.map((esId) => seals.find((each) => each.esId === esId)?.typeCode ?? null),
  };
}

/** Who for whom stands where a file's name stands otherwise; seals, matters, limit and days are what it is for. */
function about(
  { running }: MainWindow,
  action: 'delegate' | 'accept' | 'end',
  told: Told,
  refusal: string | null = null,
): PinSubject {
  const { language } = running.appearance;
  const isZh = language === 'zh';
  const words = (codes: readonly string[]): string => codes.join(isZh ? '、' : ', ');
  const days = [told.from, told.until].map((each) => chinaTimeText(parseInstant(each), language));
  const limit = told.maxAmount === null ? null : groupedAmount(told.maxAmount);
  const kinds = told.seals.map((each) => (each === null ? '?' : sealKindNames[each][language]));
  const subject = {
    ...{ requestId: null, sealName: words(kinds), typeCode: null, picture: null, placed: countPlaces([]) },
    fileName: isZh ? `${told.deputy} 代 ${told.grantor}` : `${told.deputy} for ${told.grantor}`,
    ...{ sm3: null, matter: null, uses: null, attachments: [], refusal, firstPage: null },
    reason: `${words(kinds)}；${words(told.matters.map((each: Matter) => matterNames[each][language]))}；${days.join(' — ')}`,
    ...{
      counterparty: null,
      amount: limit === null ? null : (told.maxAmount ?? null),
      currency: limit === null ? null : 'CNY',
    },
  };
  return { action, subject, batch: null };
}
