/** What the next policy begins with: the draft that is kept, else the policy in force or the last one written, else the profile of the city. */
import { policyKind, type Policy } from '../../../approval/policy.ts';
import { policyFromProfile } from '../../../approval/policy-profile.ts';
import { withDutiesNeeded } from '../../../approval/small-firm.ts';
import { policyInForce } from '../../../approval/policy-chain.ts';
import { openStatement } from '../../../approval/statement.ts';
import { typeCodeOf } from '../../../city/seal-register.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { instantText } from '../../../domain/instant.ts';
import { usableSeals } from '../../../home/own-seals.ts';
import { policyFacts, type HomeMoment } from '../../../home/home-moment.ts';
import type { AppSession } from '../../session.ts';
import { readProfile } from '../policy-profiles.ts';
import { readDraft, type Draft } from './draft-file.ts';

/** What is being written, else what is in force, else the profile without anybody in it. */
export function currentDraft(session: AppSession, moment: HomeMoment): Draft {
  const draft = readDraft(session.home) ?? inForce(moment) ?? lastWritten(moment) ?? fromProfile();
  const known = draft.seals.map(({ esId }) => esId);
  // Seals that were received since stand in the list, without keepers: somebody has to decide.
  const more = usableSeals(moment).flatMap((seal) => {
    const typeCode = typeCodeOf(seal);
    const { esId } = seal.info;
    return typeCode === null || known.includes(esId) ? [] : [{ typeCode, esId, keepers: [] }];
  });
  const seals = [...draft.seals, ...more].toSorted((a, b) => a.typeCode.localeCompare(b.typeCode));
  return withDutiesNeeded({ people: draft.people, seals, matrix: draft.matrix });
}

function fromProfile(): Draft {
  return { people: [], seals: [], matrix: readProfile('kaifeng-2022-22').matrix };
}

/** Where a policy stops counting because of who signed it, the next one has to be written and signed all the same. */
const notCounting: ReadonlySet<string> = new Set([
  'policy-missing',
  'policy-not-yet-valid',
  'policy-before-restore',
  'policy-signer-wrong',
  'policy-signer-other-enterprise',
  'signer-certificate-expired',
  'signer-certificate-revoked',
  'signer-certificate-untrusted',
]);

/** The policy in force, or undefined while there is none that holds. */
export function inForce(moment: HomeMoment): Policy | undefined {
  try {
    return policyInForce(policyFacts(moment)).value;
  } catch (error) {
    if (error instanceof BianyinError && notCounting.has(error.code)) return undefined;
    throw error;
  }
}

/** What the last policy said, as a beginning for the next: nothing of it counts before it is signed anew. */
function lastWritten({ store }: HomeMoment): Policy | undefined {
  const signed = store.policies().at(-1);
  return signed && openStatement(policyKind, signed).value;
}

/** The one that the next has to name, whether it counts today or not. */
export function newestOnRecord({
  store,
}: HomeMoment): { readonly sequence: number; readonly sm3: string } | undefined {
  const signed = store.policies().at(-1);
  if (!signed) return undefined;
  const { value, sm3: digest } = openStatement(policyKind, signed);
  return { sequence: value.sequence, sm3: digest };
}

export function asPolicy(moment: HomeMoment, { people, seals, matrix }: Draft): Policy {
  const { now, settings, store } = moment;
  const { enterprise } = settings;
  const time = instantText(now);
  // No policy works backwards: where another clock was ahead, it begins where the register stands.
  const seen = store.latestTime();
  const validFrom = seen !== null && seen > now ? instantText(seen) : time;
  const previous = newestOnRecord(moment);
  const facts = { id: `policy-${(previous?.sequence ?? 0) + 1}`, enterprise, validFrom, time };
  return policyFromProfile(matrix, { ...facts, people, seals }, previous);
}

export function isSame(before: Draft, draft: Draft): boolean {
  return JSON.stringify(editable(before)) === JSON.stringify(editable(draft));
}

/** What two drafts are compared by: the order of keys and of seals makes no difference. */
function editable({ people, seals, matrix }: Draft): unknown {
  const { profile, currency, bounds, requestHours, timeStamp = null, combined = [], rules } = matrix;
  const kept = seals.toSorted((a, b) => a.esId.localeCompare(b.esId));
  return [
    people.map(({ id, name, department = '', roles, certificateSm3, deputies = [] }) => [
      ...[id, name, department, roles, deputies],
      certificateSm3,
    ]),
    kept.map(({ typeCode, esId, keepers }) => [typeCode, esId, keepers]),
    [profile, currency, Object.entries(bounds).sort(), requestHours, timeStamp, combined],
    rules.map(({ matter, seal, tiers, needs, applicants }) => [matter, seal, tiers, needs, applicants]),
  ];
}
