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

interface PathSeal {
  readonly esId: string;
  readonly typeCode: SealTypeCode;
}

/** What chooses the path. */
export interface PathFacts {
  readonly matter: Matter;
  readonly seal: PathSeal;
  /** All seals that are put on one file together (docs/adr/0042), `seal` among them; absent for one alone. */
  readonly seals?: readonly PathSeal[] | undefined;
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
 * and whoever uses the seal has approved no step. Of several seals it is the path that the policy asks for all of them. A small firm combines what its policy names, and no more than it must.
 * Errors: `path-seal-not-in-policy`, `path-not-allowed`, `person-not-in-policy`, `applicant-wrong-role`,
 * `attachment-missing`, `path-role-vacant`, `path-people-missing`, `path-keeper-approves`.
 */
export function pathFor(policy: Policy, facts: PathFacts): Path {
  const applicant = requirePerson(policy, facts.applicantId);
  const { seals = [facts.seal] } = facts;
  const asked = seals.map((seal) => askedFor(policy, { ...facts, seal }, applicant));
  const roles = asked.map((each) => each.roles).reduce(merged);
  const groups = seals.map((seal) => keepersOf(policy, { seal }));
  const own = seals.findIndex(({ esId }) => esId === facts.seal.esId);
  const walked = (by: PolicyPerson, combined: Path['combined']): Staffed =>
    staffed(policy, { applicant: by, roles, groups, combined });
  const others = policy.people.filter(({ roles: held }) =>
    asked.every(({ rule }) => rule.applicants.some((role) => held.includes(role))),
  );
  const combined = separationOf(policy, (duties) => others.some((by) => isWalkable(walked(by, duties))));
  const path = walked(applicant, combined);
  if (!isWalkable(path)) throw whyStuck(policy, path, seals);
  const tier = Math.max(...asked.map((each) => each.tier));
  const keepers = path.groups[own] ?? [];
  return { matter: facts.matter, tier, applicant, steps: path.steps, keepers, combined };
}

/** Nobody can do anything about "too few people" who does not hear that a keeper without a stand-in would have to approve. */
function whyStuck(
  { people }: Policy,
  { steps, groups, combined }: Staffed,
  seals: readonly PathFacts['seal'][],
): BianyinError {
  for (const [i, keepers] of groups.entries()) {
    const only = people.find(({ id }) => id === onlyKeeperOf({ keepers, combined }));
    const step = steps.find((each) => each.people.length === 0 && only?.roles.includes(each.role) === true);
    const detail = { name: only?.name ?? '', role: step?.role ?? '', seal: seals[i]?.typeCode ?? '' };
    if (step) return new BianyinError('path-keeper-approves', detail);
  }
  return new BianyinError('path-people-missing', { roles: steps.map(({ role }) => role).join(' ') });
}

/**
 * The steps that both ask for, each in its own order: a role that both name is asked once. Whoever approves signs for all seals, so that
 * each seal has at least the approvals of a request for it alone.
 */
function merged(before: readonly ApproverRole[], next: readonly ApproverRole[]): readonly ApproverRole[] {
  const roles = [...before];
  let at = 0;
  for (const role of next) {
    const found = roles.indexOf(role, at);
    if (found === -1) roles.splice(at, 0, role);
    at = (found === -1 ? at : found) + 1;
  }
  return roles;
}

/** What the policy asks for one seal. */
interface Asked {
  readonly rule: Rule;
  readonly tier: number;
  readonly roles: readonly ApproverRole[];
}

function askedFor(policy: Policy, facts: PathFacts, applicant: PolicyPerson): Asked {
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
  return { rule, tier, roles: rule.tiers[tier] ?? [] };
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

function keepersOf(policy: Policy, facts: Pick<PathFacts, 'seal'>): PolicyPerson[] {
  const seal = policy.seals.find((each) => each.esId === facts.seal.esId);
  return policy.people.filter((person) => seal?.keepers.includes(person.id) === true);
}

interface Staff {
  readonly applicant: PolicyPerson;
  readonly roles: readonly ApproverRole[];
  /** Keepers of each seal. */
  readonly groups: readonly (readonly PolicyPerson[])[];
  readonly combined: Path['combined'];
}

type Staffed = Pick<Path, 'steps' | 'combined'> & Pick<Staff, 'groups'>;

/** Who may take which part when one person has no more than the combined duties. */
function staffed(policy: Policy, { applicant, roles, groups: all, combined }: Staff): Staffed {
  const mayKeep = ({ id }: PolicyPerson): boolean =>
    id !== applicant.id || combined.includes('applicant-keeps');
  const groups = all.map((keepers) => keepers.filter(mayKeep));
  const onlyKeepers = groups.map((keepers) => onlyKeeperOf({ keepers, combined }));
  const steps = roles.map((role, index): Step => {
    const holders = policy.people.filter((person) => person.roles.includes(role));
    if (holders.length === 0) throw new BianyinError('path-role-vacant', { role });
    const people = holders.filter(
      ({ id }) =>
        !onlyKeepers.includes(id) && (id !== applicant.id || combined.includes('applicant-approves')),
    );
    return { index, role, people };
  });
  return { steps, groups, combined };
}

/** The keeper without a stand-in, who has to be left over for the seal; none where whoever approves may seal. */
export function onlyKeeperOf({ keepers, combined }: Pick<Path, 'keepers' | 'combined'>): string | undefined {
  return keepers.length === 1 && !combined.includes('approver-keeps') ? keepers[0]?.id : undefined;
}

/** Different people must be able to take all steps and leave a keeper of each seal over; else the request would get stuck half-way. */
function isWalkable({ steps, groups, combined }: Staffed): boolean {
  if (combined.includes('approver-keeps'))
    return groups.every((keepers) => keepers.length > 0) && canStaff(steps, []);
  const canLeave = ([keepers, ...rest]: Staff['groups'], aside: readonly string[]): boolean =>
    keepers ? keepers.some(({ id }) => canLeave(rest, [...aside, id])) : canStaff(steps, aside);
  return canLeave(groups, []);
}

/**
 * Whether different people can take all steps, those given as they were given, and leave a keeper over who has approved none. `deputies`:
 * who took steps for others, and does not seal either.
 */
export function canBeCompleted(
  { steps, keepers, combined }: Pick<Path, 'steps' | 'keepers' | 'combined'>,
  approvers: readonly string[],
  deputies: readonly string[] = [],
): boolean {
  const taken = steps.map((step, index) => {
    const approver = approvers[index];
    return approver === undefined
      ? step
      : { ...step, people: step.people.filter(({ id }) => id === approver) };
  });
  if (combined.includes('approver-keeps')) return keepers.length > 0 && canStaff(taken, []);
  return keepers.some(({ id }) => !approvers.includes(id) && !deputies.includes(id) && canStaff(taken, [id]));
}

/** Bipartite matching of steps and people by augmenting paths, with these keepers set aside. */
function canStaff(steps: readonly Step[], aside: readonly string[]): boolean {
  const takenBy = new Map<string, Step>();
  const place = (step: Step, tried: Set<string>): boolean =>
    step.people.some((person) => {
      if (aside.includes(person.id) || tried.has(person.id)) return false;
      tried.add(person.id);
      const other = takenBy.get(person.id);
      if (other && !place(other, tried)) return false;
      takenBy.set(person.id, step);
      return true;
    });
  return steps.every((step) => place(step, new Set()));
}
