/** The steps that a request has to pass, from the policy's matrix; known before anything is sent. */
import { tierOf } from '../domain/amount.ts';
import type { CombinedDuty } from '../domain/combined-duty.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { Matter } from '../domain/matter.ts';
import type { ApproverRole } from '../domain/role.ts';
import type { SealTypeCode } from '../domain/seal-kind.ts';
import { separationOf } from './separation.ts';
import type { Policy, PolicyPerson, Rule } from './policy.ts';

/** What chooses the path. */
export interface PathFacts {
  readonly matter: Matter;
  readonly seal: { readonly esId: string; readonly typeCode: SealTypeCode };
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  readonly applicantId: string;
  readonly attachments: readonly { readonly kind: string }[];
}

/** One approval. `people` may give it; the applicant, and a keeper without a stand-in, are left out already. */
export interface Step {
  readonly index: number;
  readonly role: ApproverRole;
  readonly people: readonly PolicyPerson[];
}

export interface Path {
  readonly matter: Matter;
  /** 0 is the lowest amount tier. */
  readonly tier: number;
  readonly applicant: PolicyPerson;
  readonly steps: readonly Step[];
  /** Who may use the seal in the end. */
  readonly keepers: readonly PolicyPerson[];
  /** Duties that one person may have here, since the policy names them and nobody else is there; empty almost everywhere. */
  readonly combined: readonly CombinedDuty[];
}

/**
 * The path of a request. Separation of duties: the applicant approves nothing and keeps nothing here, nobody approves twice,
 * and whoever uses the seal has approved no step. A small firm combines what its policy names, and no more than it must.
 * Errors: `path-seal-not-in-policy`, `path-not-allowed`, `person-not-in-policy`, `applicant-wrong-role`,
 * `attachment-missing`, `path-role-vacant`, `path-people-missing`.
 */
export function pathFor(policy: Policy, facts: PathFacts): Path {
  const applicant = requirePerson(policy, facts.applicantId);
  const rule = findRule(policy, facts);
  if (!rule.applicants.some((role) => applicant.roles.includes(role))) {
    throw new BianyinError('applicant-wrong-role', {
      name: applicant.name,
      role: rule.applicants[0] ?? 'applicant',
    });
  }
  const missing = rule.needs.find(
    (kind) => !facts.attachments.some((attachment) => attachment.kind === kind),
  );
  if (missing) throw new BianyinError('attachment-missing', { matter: facts.matter });
  const { currency, bounds } = policy.matrix;
  const tier = tierOf(facts.amount, facts.currency, { currency, bounds: bounds[facts.matter] ?? [] });
  const roles = rule.tiers[tier] ?? [];
  const walked = (by: PolicyPerson, combined: Path['combined']): Path => ({
    ...{ matter: facts.matter, tier },
    ...staffed(policy, { applicant: by, roles, keepers: keepersOf(policy, facts), combined }),
  });
  const others = policy.people.filter(({ roles: held }) =>
    rule.applicants.some((role) => held.includes(role)),
  );
  const combined = separationOf(policy, (duties) => others.some((by) => isWalkable(walked(by, duties))));
  const path = walked(applicant, combined);
  if (isWalkable(path)) return path;
  throw new BianyinError('path-people-missing', { roles: roles.join(' ') });
}

/** What any path for this combines: it hangs on the policy and not on who applies. Errors: as `pathFor`. */
export function combinedFor(policy: Policy, facts: Omit<PathFacts, 'applicantId'>): Path['combined'] {
  const rule = findRule(policy, facts);
  const applicants = policy.people.filter(({ roles }) =>
    rule.applicants.some((role) => roles.includes(role)),
  );
  const found = applicants.map(({ id }) =>
    orElse(() => pathFor(policy, { ...facts, applicantId: id }), null),
  );
  return found.find((path) => path !== null)?.combined ?? [];
}

/** The first step without an approval, or null when all are given. */
export function nextStep(path: Path, approvalsGiven: number): Step | null {
  return path.steps[approvalsGiven] ?? null;
}

/** Errors: `person-not-in-policy`. */
function requirePerson(policy: Policy, id: string): PolicyPerson {
  const person = policy.people.find((each) => each.id === id);
  if (!person) throw new BianyinError('person-not-in-policy', { name: id });
  return person;
}

function findRule(policy: Policy, facts: Pick<PathFacts, 'seal' | 'matter'>): Rule {
  const { esId, typeCode } = facts.seal;
  if (!policy.seals.some((seal) => seal.esId === esId && seal.typeCode === typeCode)) {
    throw new BianyinError('path-seal-not-in-policy', { seal: typeCode });
  }
  const rule = policy.matrix.rules.find((each) => each.matter === facts.matter && each.seal === typeCode);
  if (rule) return rule;
  throw new BianyinError('path-not-allowed', {
    matter: facts.matter,
    seal: typeCode,
  });
}

function keepersOf(policy: Policy, facts: PathFacts): PolicyPerson[] {
  const seal = policy.seals.find((each) => each.esId === facts.seal.esId);
  return policy.people.filter((person) => seal?.keepers.includes(person.id) === true);
}

interface Staff {
  readonly applicant: PolicyPerson;
  readonly roles: readonly ApproverRole[];
  readonly keepers: readonly PolicyPerson[];
  readonly combined: Path['combined'];
}

/** Who may take which part when one person has no more than the combined duties. */
function staffed(
  policy: Policy,
  { applicant, roles, keepers: all, combined }: Staff,
): Pick<Path, 'applicant' | 'steps' | 'keepers' | 'combined'> {
  const keepers = all.filter(({ id }) => id !== applicant.id || combined.includes('applicant-keeps'));
  const onlyKeeper = onlyKeeperOf({ keepers, combined });
  const steps = roles.map((role, index): Step => {
    const holders = policy.people.filter((person) => person.roles.includes(role));
    if (holders.length === 0) throw new BianyinError('path-role-vacant', { role });
    const people = holders.filter(
      ({ id }) => id !== onlyKeeper && (id !== applicant.id || combined.includes('applicant-approves')),
    );
    return { index, role, people };
  });
  return { applicant, steps, keepers, combined };
}

/** The keeper without a stand-in, who has to be left over for the seal; none where whoever approves may seal. */
export function onlyKeeperOf({ keepers, combined }: Pick<Path, 'keepers' | 'combined'>): string | undefined {
  return keepers.length === 1 && !combined.includes('approver-keeps') ? keepers[0]?.id : undefined;
}

/** Different people must be able to take all steps and leave a keeper over; else the request would get stuck half-way. */
function isWalkable(path: Path): boolean {
  return canBeCompleted(path, []);
}

/** Whether different people can take all steps, those given as they were given, and leave a keeper over who has approved none. */
export function canBeCompleted(
  { steps, keepers, combined }: Pick<Path, 'steps' | 'keepers' | 'combined'>,
  approvers: readonly string[],
): boolean {
  const taken = steps.map((step, index) => {
    const approver = approvers[index];
    return approver === undefined
      ? step
      : { ...step, people: step.people.filter(({ id }) => id === approver) };
  });
  if (combined.includes('approver-keeps')) return keepers.length > 0 && canStaff(taken, null);
  return keepers.some(({ id }) => !approvers.includes(id) && canStaff(taken, id));
}

/** Bipartite matching of steps and people by augmenting paths, with one keeper set aside (null: nobody). */
function canStaff(steps: readonly Step[], keeperId: string | null): boolean {
  const takenBy = new Map<string, Step>();
  const place = (step: Step, tried: Set<string>): boolean =>
    step.people.some((person) => {
      if (person.id === keeperId || tried.has(person.id)) return false;
      tried.add(person.id);
      const other = takenBy.get(person.id);
      if (other && !place(other, tried)) return false;
      takenBy.set(person.id, step);
      return true;
    });
  return steps.every((step) => place(step, new Set()));
}
