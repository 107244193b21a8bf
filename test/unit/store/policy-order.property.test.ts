/**
 * What was in force when a seal was used is told by the order of the register (docs/adr/0031): policies and uses in any order, by
 * machines whose clocks differ by less than five minutes, policies drafted before others wrote. What the gate let through is always
 * as registered; a use that a policy in the register no longer granted is always a difference.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { permitDifference, type PermitClaims } from '../../../src-main/approval/compare-permit.ts';
import { evaluatePermit, type PermitFacts } from '../../../src-main/approval/permit.ts';
import { policiesSoFar, requireNextPolicy } from '../../../src-main/approval/policy-chain.ts';
import { policyKind, type Policy } from '../../../src-main/approval/policy.ts';
import { openRequest } from '../../../src-main/approval/request.ts';
import { openStatement } from '../../../src-main/approval/statement.ts';
import { admitDecision, admitRequest } from '../../../src-main/approval/admission.ts';
import { failedWith } from '../../../src-main/domain/errors/failed-with.ts';
import { instantText } from '../../../src-main/domain/instant.ts';
import { recordOf } from '../../../src-main/home/own-register.ts';
import { openStore, type Store } from '../../../src-main/store/store.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { approved, draftPolicy, factsFor, people, signPolicy } from '../approval/test-enterprise.ts';
import { completed, makeHome, removeHomes, requestId } from './test-store.ts';

afterAll(removeHomes);

let facts: PermitFacts;
/** Without the use. */
let claims: PermitClaims;

beforeAll(async () => {
  facts = await approved(await factsFor({ amount: '1000', uses: 20 }));
  const { submission, sm3: requestSm3 } = openRequest(facts.request);
  const { documentSm3, policySm3, time } = submission.value;
  const by = (who: 'applicant' | 'keeper') => ({ certificateSm3: people[who].certificateSm3, role: who });
  const approvals = facts.decisions.map(({ statement }) => {
    const { role, certificateSm3, time: at } = JSON.parse(statement) as Record<string, string>;
    return {
      kind: 'approved' as const,
      role: role ?? '',
      certificateSm3: certificateSm3 ?? '',
      time: at ?? '',
    };
  });
  const acts = [{ kind: 'submitted' as const, ...by('applicant'), time }, ...approvals];
  claims = { documentSm3, policySm3, requestSm3, list: null, acts };
});

/** One step: a policy drafted `lag` ms before it is signed, or a use; `skew` ms is how far the clock of its machine is off. */
type Step =
  | { readonly kind: 'policy'; readonly grants: boolean; readonly lag: number; readonly skew: number }
  | { readonly kind: 'use'; readonly skew: number }
  | { readonly kind: 'forged'; readonly skew: number };

const skew = fc.integer({ min: -149_000, max: 149_000 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('policy' as const),
      grants: fc.boolean(),
      lag: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 500_000 })),
      skew,
    }),
    fc.record({ kind: fc.constant('use' as const), skew }),
    fc.record({ kind: fc.constant('forged' as const), skew }),
  ),
  { minLength: 1, maxLength: 8 },
);

/** A home with one request, and a clock that each machine is off by something. */
class Office {
  clock = new Date('2026-11-23T08:00:00Z');
  readonly home = makeHome();
  readonly store: Store = openStore(this.home, { now: () => this.clock, device: 'test' });
}

function begin(office: Office): void {
  const { store, clock: now } = office;
  const [policy] = facts.policies;
  if (!policy) throw new Error('no policy');
  const moment = { ...facts, now };
  store.addPolicy(policy, (policies) => requireNextPolicy({ ...moment, policies, clockFloor: null }, policy));
  store.addRequest(facts.request, { document: 'contract.pdf', attachments: [] }, (stored) =>
    admitRequest({ ...moment, ...stored }),
  );
  for (const decision of facts.decisions)
    store.addDecision(requestId, decision, (stored) => admitDecision({ ...moment, ...stored }, decision));
}

/** Drafted as the program does it (app/office/policy-draft), at the clock of the machine; null when it was refused. */
async function addPolicy(office: Office, drafted: Date, now: Date, grants: boolean): Promise<boolean> {
  const { store } = office;
  const chain = store.policies().map((signed) => openStatement(policyKind, signed));
  const before = chain.at(-1);
  if (!before) throw new Error('no policy');
  const sequence = before.value.sequence + 1;
  const time = instantText(drafted);
  // No policy begins before the one that it follows: the chain does not allow it.
  const validFrom = time < before.value.validFrom ? before.value.validFrom : time;
  const named = { sequence, id: `policy-${sequence}`, prevSm3: before.sm3 };
  const draft = draftPolicy({ ...named, validFrom, time });
  const ended: Policy = { ...draft, matrix: { ...draft.matrix, requestHours: 1 } };
  const signed = await signPolicy(grants ? draft : ended);
  try {
    store.addPolicy(signed, (policies) =>
      requireNextPolicy({ ...facts, now, policies, clockFloor: store.latestTime() }, signed),
    );
    return true;
  } catch (error) {
    if (failedWith(error, 'policy-begins-too-early')) return false;
    throw error;
  }
}

/** Uses the seal; `honest: false` with a gate that knows of no newer policy. Null when the gate refused. */
function use(
  office: Office,
  now: Date,
  honest: boolean,
): { readonly number: number; readonly time: string } | null {
  const { store } = office;
  try {
    const { number } = store.spendUse(requestId, (stored) => {
      const policies = honest ? stored.policies : stored.policies.slice(0, 1);
      return evaluatePermit({ ...facts, ...stored, policies, now, clockFloor: store.latestTime() });
    });
    store.endUse(requestId, number, completed);
    return { number, time: instantText(now) };
  } catch (error) {
    if (failedWith(error, 'request-policy-replaced')) return null;
    throw error;
  }
}

it('an honest file is as registered, one that no policy grants any more is not, in any order and by any clocks', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (order) => {
      const office = new Office();
      begin(office);
      let isEnded = false;
      const made: { number: number; time: string; isGranted: boolean }[] = [];
      const base = office.clock.getTime();
      for (const [i, step] of order.entries()) {
        const real = base + (i + 1) * 60_000;
        const now = new Date(real + step.skew);
        office.clock = now;
        if (step.kind === 'policy') {
          const isAdded = await addPolicy(office, new Date(now.getTime() - step.lag), now, step.grants);
          isEnded ||= isAdded && !step.grants;
          continue;
        }
        const done = use(office, now, step.kind === 'use');
        if (step.kind === 'use') expect(done === null).toBe(isEnded);
        if (done) made.push({ ...done, isGranted: !isEnded });
      }
      const later = new Date(base + 3_600_000);
      const chain = policiesSoFar({
        ...facts,
        policies: office.store.policies(),
        now: later,
        clockFloor: null,
      });
      for (const { number, time, isGranted } of made) {
        const used = {
          kind: 'used' as const,
          role: 'keeper',
          certificateSm3: people.keeper.certificateSm3,
          time,
        };
        const found = permitDifference(
          { ...claims, acts: [...claims.acts, used] },
          recordOf(office.store, { requestId, number }, chain),
        );
        expect(found).toBe(isGranted ? null : 'policy');
      }
      office.store.close();
    }),
    { numRuns: propertyRuns(200) },
  );
}, 120_000);
