/** Duties that one person may have for what is about to be submitted (docs/adr/0044): they hang on the policy and not on who applies. */
import { combinedFor } from '../approval/path.ts';
import { policyInForce } from '../approval/policy-chain.ts';
import type { Request } from '../approval/request.ts';
import type { CombinedDuty } from '../domain/combined-duty.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { policyFacts, type HomeMoment } from '../home/home-moment.ts';
import { trustedSeal } from '../home/own-seals.ts';
import type { RequestDraft } from './messages.ts';

interface Drafted extends Pick<RequestDraft, 'typeCode' | 'matter' | 'attachments' | 'amount' | 'currency'> {
  /** All seals of a set (docs/adr/0042). */
  readonly seals?: Request['seals'];
}

/** None where nothing can be submitted yet: that is said when it is tried. */
export function dutiesOfDraft(moment: HomeMoment, draft: Drafted): CombinedDuty[] {
  const { typeCode, matter, amount, currency, attachments, seals } = draft;
  return orElse(() => {
    const { esId } = trustedSeal(moment, typeCode).info;
    const policy = policyInForce(policyFacts(moment)).value;
    const about = { matter, seal: { esId, typeCode }, seals, amount, currency, attachments };
    return [...combinedFor(policy, about)];
  }, []);
}
