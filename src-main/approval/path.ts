/** The steps that a request has to pass, from the policy's matrix; known before anything is sent. */
import { tierOf } from '../domain/amount.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { Matter } from '../domain/matter.ts';
import type { ApproverRole } from '../domain/role.ts';
import type { SealTypeCode } from '../domain/seal-kind.ts';
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
}

/**
 * The path of a request. Separation of duties: the applicant approves nothing and keeps nothing here, nobody approves twice,
 * and whoever uses the seal has approved no step.
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
  const keepers = keepersOf(policy, facts).filter((person) => person.id !== applicant.id);
  const steps = (rule.tiers[tier] ?? []).map((role, index) =>
    makeStep(policy, { role, index, applicant, keepers }),
  );
  const path = { matter: facts.matter, tier, applicant, steps, keepers };
  requireWalkable(path);
  return path;
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

function findRule(policy: Policy, facts: PathFacts): Rule {
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

interface StepParts {
  readonly role: ApproverRole;
  readonly index: number;
  readonly applicant: PolicyPerson;
  readonly keepers: readonly PolicyPerson[];
}

function makeStep(policy: Policy, { role, index, applicant, keepers }: StepParts): Step {
  const holders = policy.people.filter((person) => person.roles.includes(role));
  if (holders.length === 0) throw new BianyinError('path-role-vacant', { role });
  const onlyKeeper = keepers.length === 1 ? keepers[0]?.id : undefined;
  const people = holders.filter((person) => person.id !== applicant.id && person.id !== onlyKeeper);
  return { index, role, people };
}

/** Different people must be able to take all steps and leave a keeper over; else the request would get stuck half-way. */
function requireWalkable(path: Path): void {
  if (path.keepers.some((keeper) => canStaff(path.steps, keeper.id))) return;
  const roles = path.steps.map(({ role }) => role).join(' ');
  throw new BianyinError('path-people-missing', { roles });
}

/** Whether different people can take all steps, those given as they were given, and leave a keeper over who has approved none. */
export function canBeCompleted(
  { steps, keepers }: Pick<Path, 'steps' | 'keepers'>,
  approvers: readonly string[],
): boolean {
  const taken = steps.map((step, index) => {
    const approver = approvers[index];
    return approver === undefined
      ? step
      : { ...step, people: step.people.filter(({ id }) => id === approver) };
  });
  return keepers.some(({ id }) => !approvers.includes(id) && canStaff(taken, id));
}

/** Bipartite matching of steps and people by augmenting paths, with one keeper set aside. */
function canStaff(steps: readonly Step[], keeperId: string): boolean {
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
