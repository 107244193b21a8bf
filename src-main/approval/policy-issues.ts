/**
 * What a person should know of a policy before the legal representative signs it: what keeps it from being signed, and where
 * it would get stuck or weakens the separation of duties (暂行办法 Art. 15, 16; sample rules of this project). Longer: one
 * small check for each finding.
 */
import { amountPattern, compareAmounts } from '../domain/amount.ts';
import { SMALL_FIRM_PEOPLE } from '../domain/combined-duty.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SealTypeCode } from '../domain/seal-kind.ts';
import { pathFor } from './path.ts';
import { dutiesNeeded } from './small-firm.ts';
import type { ApprovalMatrix, Policy, PolicyPerson, Rule } from './policy.ts';

/** Findings; codes of the contract's `draftIssueCodes`. `detail` holds names, and codes under `seal`, `role`, `matter`. */
export interface PolicyIssue {
  readonly level: 'error' | 'warning';
  readonly code:
    | 'no-people'
    | 'no-seals'
    | 'no-rules'
    | 'name-empty'
    | 'person-without-role'
    | 'keeper-missing'
    | 'tier-empty'
    | 'tiers-count'
    | 'bounds-order'
    | 'bound-malformed'
    | 'applicants-empty'
    | 'rule-twice'
    | 'certificate-twice'
    | 'keepers-not-separate'
    | 'legal-missing'
    | 'no-path'
    | 'role-vacant'
    | 'people-missing'
    | 'keeper-applies'
    | 'keeper-approves'
    | 'legal-seal-elsewhere'
    | 'one-keeper'
    | 'duties-combined'
    | 'small-firm-fits'
    | 'person-elsewhere';
  readonly detail: Readonly<Record<string, string>>;
}

type Draft = Pick<Policy, 'people' | 'seals' | 'matrix'>;
type Seal = Policy['seals'][number];
type Detail = PolicyIssue['detail'];

const error = (code: PolicyIssue['code'], detail: Detail = {}): PolicyIssue => ({
  level: 'error',
  code,
  detail,
});
const warning = (code: PolicyIssue['code'], detail: Detail = {}): PolicyIssue => ({
  level: 'warning',
  code,
  detail,
});

/** Errors first. Half-finished drafts are fine: nothing here throws. */
export function policyIssues(draft: Draft): PolicyIssue[] {
  const errors = [...peopleErrors(draft), ...sealErrors(draft), ...matrixErrors(draft.matrix)];
  if (errors.length > 0) return [...errors, ...keeperWarnings(draft), ...smallFirmWarnings(draft)];
  return [
    ...pathErrors(draft),
    ...keeperWarnings(draft),
    ...pathWarnings(draft),
    ...smallFirmWarnings(draft),
  ];
}

/** What is not kept apart is said before it is signed; and that there is a way where too few people get stuck. */
function smallFirmWarnings(draft: Draft): PolicyIssue[] {
  const { people, matrix } = draft;
  const { combined = [] } = matrix;
  if (combined.length > 0) return [warning('duties-combined', { duties: combined.join(' ') })];
  const isSmall = people.length > 0 && people.length <= SMALL_FIRM_PEOPLE;
  return isSmall && dutiesNeeded(draft).length > 0
    ? [warning('small-firm-fits', { count: String(people.length) })]
    : [];
}

/**
 * People whose certificates name another enterprise only: whoever checks a sealed file says PERMIT_OTHER_ENTERPRISE of what they
 * approved. `codesOf` gives the credit codes that a certificate (hex SM3) names; none: nobody can tell.
 */
export function otherEnterpriseIssues(
  people: readonly Pick<PolicyPerson, 'name' | 'certificateSm3'>[],
  uscc: string,
  codesOf: (certificateSm3: string) => readonly string[],
): PolicyIssue[] {
  return people.flatMap(({ name, certificateSm3 }) => {
    const stranger = certificateSm3.map(codesOf).find((codes) => codes.length > 0 && !codes.includes(uscc));
    return stranger ? [warning('person-elsewhere', { name, uscc: stranger[0] ?? '' })] : [];
  });
}

function peopleErrors({ people }: Draft): PolicyIssue[] {
  if (people.length === 0) return [error('no-people')];
  const digests = people.flatMap(({ certificateSm3 }) => certificateSm3);
  const twice = people.filter(({ certificateSm3 }) =>
    certificateSm3.some((each) => digests.indexOf(each) !== digests.lastIndexOf(each)),
  );
  return [
    ...people.filter(({ name }) => name.trim() === '').map(({ id }) => error('name-empty', { id })),
    ...people
      .filter(({ roles }) => roles.length === 0)
      .map(({ name }) => error('person-without-role', { name })),
    ...twice.slice(0, 1).map(({ name }) => error('certificate-twice', { name })),
    ...(people.some(({ roles }) => roles.includes('legal')) ? [] : [error('legal-missing')]),
  ];
}

function sealErrors({ people, seals, matrix }: Draft): PolicyIssue[] {
  if (seals.length === 0) return [error('no-seals')];
  const known = (id: string): boolean => people.some((person) => person.id === id);
  const keepersOf = (code: SealTypeCode): string[] =>
    seals.filter(({ typeCode }) => typeCode === code).flatMap(({ keepers }) => keepers);
  const isNamed = people.length === 1 && matrix.combined?.includes('finance-and-legal-kept') === true;
  const both = people.filter(
    ({ id }) => !isNamed && keepersOf('02').includes(id) && keepersOf('05').includes(id),
  );
  return [
    ...seals
      .filter(({ keepers }) => keepers.length === 0 || !keepers.every(known))
      .map(({ typeCode }) => error('keeper-missing', { seal: typeCode })),
    ...both.map(({ name }) => error('keepers-not-separate', { name })),
  ];
}

function matrixErrors(matrix: ApprovalMatrix): PolicyIssue[] {
  if (matrix.rules.length === 0) return [error('no-rules')];
  const names = matrix.rules.map(({ matter, seal }) => `${matter}/${seal}`);
  const twice = matrix.rules.filter((_, i) => names.indexOf(names[i] ?? '') !== i);
  return [
    ...Object.entries(matrix.bounds).flatMap(([matter, bounds]) => boundErrors(matter, bounds)),
    ...matrix.rules.flatMap((rule) => ruleErrors(matrix, rule)),
    ...twice.map(({ matter, seal }) => error('rule-twice', { matter, seal })),
  ];
}

function boundErrors(matter: string, bounds: readonly string[]): PolicyIssue[] {
  if (!bounds.every((bound) => amountPattern.test(bound))) return [error('bound-malformed', { matter })];
  const ascending = bounds.every((bound, i) => i === 0 || compareAmounts(bounds[i - 1] ?? '0', bound) < 0);
  return ascending ? [] : [error('bounds-order', { matter })];
}

function ruleErrors(matrix: ApprovalMatrix, { matter, seal, tiers, applicants }: Rule): PolicyIssue[] {
  const where = { matter, seal };
  return [
    ...(tiers.length === (matrix.bounds[matter] ?? []).length + 1 ? [] : [error('tiers-count', where)]),
    ...(tiers.every((steps) => steps.length > 0) ? [] : [error('tier-empty', where)]),
    ...(applicants.length > 0 ? [] : [error('applicants-empty', where)]),
  ];
}

/** 保管与经办、审批分开: allowed by the rules of a path when somebody else is there, and still worth saying. */
function keeperWarnings({ people, seals, matrix }: Draft): PolicyIssue[] {
  // What the policy combines is said as that; these sentences say that it cannot be done.
  const combines = { 'keeper-applies': 'applicant-keeps', 'keeper-approves': 'approver-keeps' } as const;
  const combined: readonly string[] = matrix.combined ?? [];
  return seals.flatMap((seal) => {
    const keepers = people.filter(({ id }) => seal.keepers.includes(id));
    const found = keepers.flatMap((keeper) => keeperWarning(seal, keeper));
    const said = found.filter(({ code }) => !combined.includes(combines[code as keyof typeof combines]));
    return [...said, ...alone(seal, keepers)];
  });
}

function keeperWarning({ typeCode }: Seal, { name, roles }: PolicyPerson): PolicyIssue[] {
  const detail = { name, seal: typeCode };
  const approving = roles.find((role) => !['applicant', 'keeper', 'auditor', 'legal'].includes(role));
  return [
    ...(roles.includes('applicant') ? [warning('keeper-applies', detail)] : []),
    ...(approving ? [warning('keeper-approves', { ...detail, role: approving })] : []),
    // 法定代表人章由本人保管 (sample rule): a delegation would have to be written down.
    ...(typeCode === '05' && !roles.includes('legal') ? [warning('legal-seal-elsewhere', detail)] : []),
  ];
}

/** Nobody can seal while the only keeper is away. Seal 05 has one keeper by its nature. */
function alone({ typeCode }: Seal, keepers: readonly PolicyPerson[]): PolicyIssue[] {
  const [only] = keepers;
  if (keepers.length !== 1 || !only || typeCode !== '01') return [];
  return [warning('one-keeper', { name: only.name, seal: typeCode })];
}

/** 暂行办法 Art. 16: a policy by which no use at all could be approved sets no approval flow. */
function pathErrors(draft: Draft): PolicyIssue[] {
  const works = draft.matrix.rules.some((rule) => {
    const seal = draft.seals.find(({ typeCode }) => typeCode === rule.seal);
    return seal !== undefined && ruleWarnings(draft, rule, seal).length === 0;
  });
  return works ? [] : [error('no-path')];
}

/** Every rule for a seal that is there, at every amount, must have somebody to walk it. */
function pathWarnings(draft: Draft): PolicyIssue[] {
  const found = draft.matrix.rules.flatMap((rule) => {
    const seal = draft.seals.find(({ typeCode }) => typeCode === rule.seal);
    return seal ? ruleWarnings(draft, rule, seal) : [];
  });
  const texts = found.map((each) => JSON.stringify(each));
  return found.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

function ruleWarnings(draft: Draft, rule: Rule, seal: Seal): PolicyIssue[] {
  const { matter } = rule;
  const where = { matter, seal: rule.seal };
  const vacant = rule.tiers.flat().filter((role) => !draft.people.some(({ roles }) => roles.includes(role)));
  if (vacant.length > 0)
    return [...new Set(vacant)].map((role) => warning('role-vacant', { ...where, role }));
  const applicants = draft.people.filter(({ roles }) => rule.applicants.some((role) => roles.includes(role)));
  if (applicants.length === 0) {
    return [warning('role-vacant', { ...where, role: rule.applicants[0] ?? 'applicant' })];
  }
  const amounts = ['0', ...(draft.matrix.bounds[matter] ?? [])];
  const isStuck = amounts.some(
    (amount) => !applicants.some(({ id }) => walks(draft, rule, seal, id, amount)),
  );
  return isStuck ? [warning('people-missing', where)] : [];
}

function walks(draft: Draft, rule: Rule, seal: Seal, applicantId: string, amount: string): boolean {
  const { matter, needs } = rule;
  const { currency } = draft.matrix;
  const attachments = needs.map((kind) => ({ kind }));
  try {
    pathFor(draft as Policy, { matter, seal, amount, currency, applicantId, attachments });
    return true;
  } catch (cause) {
    if (cause instanceof BianyinError) return false;
    throw cause;
  }
}
