/** Puts the draft into force, for window and terminal alike: everything that can be checked is checked before somebody types a PIN. */
import { policyKind, type Policy } from '../../../approval/policy.ts';
import { statementText } from '../../../approval/statement.ts';
import { trustedSeal } from '../../../home/own-seals.ts';
import { requireSealStatus } from '../../../home/home-moment.ts';
import type { PolicyEffect } from '../../../home/policy-effect.ts';
import type { Actor } from '../../../tokens/signer-client.ts';
import { policyOnRecord } from '../../requests/lost-statement.ts';
import { freshenHome } from '../../trust/freshen-home.ts';
import { withMoment } from '../../with-moment.ts';
import type { AppSession } from '../../session.ts';
import { requireLegalToken } from './draft-view.ts';
import { forgetDraft, policyToSign } from './policy-draft.ts';

export interface DraftToSign {
  readonly policy: Policy;
  /** As the signer has worked it out. */
  readonly effect: PolicyEffect;
}

/** Errors: `draft-not-ready`, `token-not-found`, `person-not-on-token`, those of seal 05 and its status. */
export async function draftToSign(session: AppSession, label: string): Promise<DraftToSign> {
  // As for sealing: a seal 05 that was frozen a minute ago must not sign.
  await freshenHome(session, { force: true });
  const policy = policyToSign(session);
  withMoment(session, (moment) => requireSealStatus(moment, trustedSeal(moment, '05')));
  await requireLegalToken(session, label);
  return { policy, effect: await session.signer().describePolicy(policy) };
}

/** Only the requests that the effect names are ended. Errors: as the signer's `signPolicy`. */
export async function signDraft(
  session: AppSession,
  actor: Actor,
  { policy, effect }: DraftToSign,
): Promise<void> {
  const touched = effect.touched.map(({ id }) => id);
  await policyOnRecord(session, statementText(policyKind, policy), () =>
    session.signer().signPolicy(actor, policy, touched),
  );
  forgetDraft(session);
}
