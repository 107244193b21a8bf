/** What a policy changes of the one before it, item by item: nothing that differs is left out, and order alone makes no difference. */
import { groupedAmount } from '../domain/amount.ts';
import { orElse } from '../domain/errors/or-else.ts';
import type { PolicyDifference, PolicyDifferenceCode } from '../domain/policy-difference-text.ts';
import type { ApprovalMatrix, Policy, PolicyPerson, Rule } from './policy.ts';

type Seal = Policy['seals'][number];
type Detail = PolicyDifference['detail'];

const difference = (code: PolicyDifferenceCode, detail: Detail): PolicyDifference => ({ code, detail });

/** `before` is null for the first policy, and where there is none that counts. */
export function policyDifferences(before: Policy | null, after: Policy): PolicyDifference[] {
  if (before === null) {
    const { people, seals, matrix } = after;
    const [one, two, three] = [people, seals, matrix.rules].map(({ length }) => String(length));
    return [
      difference('first', { people: one ?? '', seals: two ?? '', rules: three ?? '' }),
      ...dutyDifferences([], matrix.combined ?? []),
    ];
  }
  return [
    ...changed('enterprise-renamed', before.enterprise.name, after.enterprise.name),
    ...peopleDifferences(before, after),
    ...sealDifferences(before, after),
    ...Object.values(matrixDifferences).flatMap((differ) => differ(before.matrix, after.matrix)),
    ...(after.validFrom > after.time ? [difference('start-later', { from: after.validFrom })] : []),
  ];
}

type Differ = (before: ApprovalMatrix, after: ApprovalMatrix) => PolicyDifference[];

/** One for each part of the matrix: a part without a line here does not compile. */
const matrixDifferences: Readonly<Record<keyof ApprovalMatrix, Differ>> = {
  rules: ruleDifferences,
  bounds: boundDifferences,
  currency: (before, after) => changed('currency-changed', before.currency, after.currency),
  requestHours: (before, after) => changed('hours-changed', before.requestHours, after.requestHours),
  timeStamp: (before, after) =>
    before.timeStamp === after.timeStamp
      ? []
      : [difference(after.timeStamp === 'required' ? 'time-stamp-required' : 'time-stamp-free', {})],
  combined: (before, after) => dutyDifferences(before.combined ?? [], after.combined ?? []),
  profile: (before, after) => changed('profile-changed', before.profile, after.profile),
};

function dutyDifferences(
  before: NonNullable<ApprovalMatrix['combined']>,
  after: NonNullable<ApprovalMatrix['combined']>,
): PolicyDifference[] {
  const [more, fewer] = [without(after, before), without(before, after)];
  return [
    ...(more.length > 0 ? [difference('duties-combined', { duties: more.join(' ') })] : []),
    ...(fewer.length > 0 ? [difference('duties-apart', { duties: fewer.join(' ') })] : []),
  ];
}

function changed(
  code: PolicyDifferenceCode,
  before: string | number,
  after: string | number,
  detail: Detail = {},
): PolicyDifference[] {
  return before === after
    ? []
    : [difference(code, { ...detail, before: String(before), after: String(after) })];
}

function peopleDifferences(before: Policy, after: Policy): PolicyDifference[] {
  const gone = before.people.filter(({ id }) => !after.people.some((each) => each.id === id));
  const removed = gone.map((person) =>
    difference('person-removed', { name: person.name, rolesBefore: person.roles.join(' ') }),
  );
  return [
    ...removed,
    ...after.people.flatMap((person) => {
      const known = before.people.find(({ id }) => id === person.id);
      if (known) return personDifferences({ before, after }, known, person);
      return [
        difference('person-added', { name: person.name, roles: person.roles.join(' ') }),
        ...deputyDifferences({ before, after }, { ...person, deputies: [] }, person),
      ];
    }),
  ];
}

function personDifferences(
  policies: Policies,
  before: PolicyPerson,
  after: PolicyPerson,
): PolicyDifference[] {
  const { name } = after;
  const [given, taken] = [without(after.roles, before.roles), without(before.roles, after.roles)];
  return [
    ...(before.name === name ? [] : [difference('person-renamed', { name, before: before.name })]),
    ...changed('person-moved', before.department ?? '—', after.department ?? '—', { name }),
    ...(given.length > 0 ? [difference('roles-given', { name, roles: given.join(' ') })] : []),
    ...(taken.length > 0 ? [difference('roles-taken', { name, rolesBefore: taken.join(' ') })] : []),
    ...certificateDifferences(before, after),
    ...deputyDifferences(policies, before, after),
  ];
}

interface Policies {
  readonly before: Policy;
  readonly after: Policy;
}

function deputyDifferences(
  policies: Policies,
  { deputies: had = [] }: PolicyPerson,
  { name, deputies: has = [] }: PolicyPerson,
): PolicyDifference[] {
  const said = (code: PolicyDifferenceCode, ids: readonly string[], policy: Policy): PolicyDifference[] =>
    ids.map((id) => difference(code, { name, deputy: nameOf(policy, id) }));
  return [
    ...said('deputy-removed', without(had, has), policies.before),
    ...said('deputy-added', without(has, had), policies.after),
  ];
}

function certificateDifferences(before: PolicyPerson, after: PolicyPerson): PolicyDifference[] {
  const { name } = after;
  const more = without(after.certificateSm3, before.certificateSm3);
  const fewer = without(before.certificateSm3, after.certificateSm3);
  if (fewer.length === before.certificateSm3.length) return [difference('certificates-replaced', { name })];
  return [
    ...more.map(() => difference('certificate-added', { name })),
    ...fewer.map(() => difference('certificate-removed', { name })),
  ];
}

function sealDifferences(before: Policy, after: Policy): PolicyDifference[] {
  const keyOf = ({ typeCode, esId }: Seal): string => `${typeCode} ${esId}`;
  const removed = before.seals.filter((seal) => !after.seals.some((each) => keyOf(each) === keyOf(seal)));
  return [
    ...removed.map(({ typeCode, esId }) => difference('seal-removed', { seal: typeCode, esId })),
    ...after.seals.flatMap((seal) => {
      const known = before.seals.find((each) => keyOf(each) === keyOf(seal));
      if (known) return keeperDifferences({ before, after }, known, seal);
      const people = seal.keepers.map((id) => nameOf(after, id)).join('、');
      return [difference('seal-added', { seal: seal.typeCode, people })];
    }),
  ];
}

function keeperDifferences(policies: Policies, before: Seal, after: Seal): PolicyDifference[] {
  const seal = after.typeCode;
  return [
    ...without(before.keepers, after.keepers).map((id) =>
      difference('keeper-removed', { seal, name: nameOf(policies.before, id) }),
    ),
    ...without(after.keepers, before.keepers).map((id) =>
      difference('keeper-added', { seal, name: nameOf(policies.after, id) }),
    ),
  ];
}

function ruleDifferences(before: ApprovalMatrix, after: ApprovalMatrix): PolicyDifference[] {
  const isSame = (a: Rule, b: Rule): boolean => a.matter === b.matter && a.seal === b.seal;
  const [old, now] = [before.rules, after.rules];
  const removed = old.filter((rule) => !now.some((each) => isSame(each, rule)));
  return [
    ...removed.map(({ matter, seal }) => difference('rule-removed', { matter, seal })),
    ...now.flatMap((rule) => {
      const known = old.find((each) => isSame(each, rule));
      return known ? oneRuleDifferences(known, rule) : addedRule(rule);
    }),
  ];
}

function addedRule(rule: Rule): PolicyDifference[] {
  const { matter, seal, applicants, needs } = rule;
  const detail = { matter, seal, steps: stepCodes(rule), roles: applicants.join(' ') };
  return [
    difference('rule-added', detail),
    ...(needs.length > 0 ? [difference('resolution-asked', { matter, seal })] : []),
  ];
}

function oneRuleDifferences(before: Rule, after: Rule): PolicyDifference[] {
  const { matter, seal } = after;
  const where = { matter, seal };
  const [had, has] = [before.needs.length > 0, after.needs.length > 0];
  const steps = { steps: stepCodes(after), stepsBefore: stepCodes(before) };
  const applicants = { roles: after.applicants.join(' '), rolesBefore: before.applicants.join(' ') };
  return [
    ...(stepCodes(before) === stepCodes(after) ? [] : [difference('steps-changed', { ...where, ...steps })]),
    ...(isSameSet(before.applicants, after.applicants)
      ? []
      : [difference('applicants-changed', { ...where, ...applicants })]),
    ...(had === has ? [] : [difference(has ? 'resolution-asked' : 'resolution-dropped', where)]),
  ];
}

function boundDifferences(before: ApprovalMatrix, after: ApprovalMatrix): PolicyDifference[] {
  const [old, now] = [before.bounds, after.bounds];
  const matters = [...new Set([...Object.keys(old), ...Object.keys(now)])] as (keyof typeof now)[];
  return matters.flatMap((matter) =>
    changed('bounds-changed', boundsText(old[matter]), boundsText(now[matter]), { matter }),
  );
}

/** Codes of the roles of all tiers, from the lowest. */
function stepCodes({ tiers }: Rule): string {
  return tiers.map((steps) => steps.join(' ')).join('|');
}

/** As amounts are printed; what is none stands as it was written. */
function boundsText(bounds: readonly string[] = []): string {
  if (bounds.length === 0) return '—';
  return bounds.map((each) => orElse(() => groupedAmount(each), each)).join('、');
}

function nameOf(policy: Policy, id: string): string {
  return policy.people.find((person) => person.id === id)?.name ?? id;
}

function without<T>(all: readonly T[], others: readonly T[]): T[] {
  return all.filter((each) => !others.includes(each));
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return without(a, b).length === 0 && without(b, a).length === 0;
}
