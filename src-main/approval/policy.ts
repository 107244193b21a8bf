/**
 * The policy of an enterprise (用印制度, 暂行办法 Art. 15 and 16): who holds which role, who keeps which seal, and which
 * approvals each matter, seal and amount needs. The legal representative signs it; a new one names the one before it.
 */
import { z } from 'zod';
import { amountPattern, compareAmounts } from '../domain/amount.ts';
import { combinedDuties, SMALL_FIRM_PEOPLE } from '../domain/combined-duty.ts';
import { BianyinError, type ErrorDetail } from '../domain/errors/bianyin-error.ts';
import type { PolicyReason } from '../domain/errors/reasons.ts';
import { matters } from '../domain/matter.ts';
import { approverRoles, roles } from '../domain/role.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';
import { instant, personId, plainText, sealId, sm3Hex } from './statement-fields.ts';
import { readStatement, statementText, type StatementKind } from './statement.ts';

const typeCode = z.enum(sealTypeCodes);

/** Steps for one matter and one seal type, from the lowest amount tier to the highest. */
const ruleSchema = z.strictObject({
  matter: z.enum(matters),
  seal: typeCode,
  /** For each tier the roles in order; a matter without amount bounds has one tier. */
  tiers: z
    .array(z.array(z.enum(approverRoles)).min(1).max(5))
    .min(1)
    .max(6),
  /** Attachments that a request must name. */
  needs: z.array(z.enum(['resolution'])).max(1),
  /** Roles that may apply. */
  applicants: z.array(z.enum(roles)).min(1),
});

/** The matrix with its amounts: the editable part that profiles hold. */
export const matrixSchema = z.strictObject({
  /** Which profile it began as. */
  profile: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** Currency of the bounds, ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Lower bounds of the higher tiers of each matter; ascending. */
  bounds: z.partialRecord(z.enum(matters), z.array(z.string().regex(amountPattern)).max(5)),
  rules: z.array(ruleSchema).min(1).max(100),
  /** Longest validity of a request, hours. */
  requestHours: z
    .int()
    .min(1)
    .max(24 * 90),
  /** No seal without a proof of its time; left out: whoever seals decides. */
  timeStamp: z.literal('required').optional(),
  /** What one person may combine in a firm of at most three, where nobody else is there; left out: nothing. */
  combined: z.array(z.enum(combinedDuties)).min(1).max(combinedDuties.length).optional(),
});

const personSchema = z.strictObject({
  id: personId,
  name: plainText(60),
  department: plainText(60).optional(),
  roles: z.array(z.enum(roles)).min(1),
  /** Who may stand in for this person, by a delegation with dates (docs/adr/0045); left out: nobody. */
  deputies: z.array(personId).min(1).max(10).optional(),
  /** Hex SM3 of the DER of each personal certificate. */
  certificateSm3: z.array(sm3Hex).min(1).max(8),
});

const policySchema = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('bianyin.policy/1'),
  id: personId,
  /** 1 for the first policy of an enterprise, then one more each time. */
  sequence: z.int().min(1),
  /** Hex SM3 of the statement that it replaces; null for the first. */
  prevSm3: sm3Hex.nullable(),
  enterprise: z.strictObject({ uscc: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/), name: plainText(120) }),
  people: z.array(personSchema).min(1).max(500),
  seals: z
    .array(z.strictObject({ typeCode, esId: sealId, keepers: z.array(personId).min(1).max(10) }))
    .min(1)
    .max(50),
  matrix: matrixSchema,
  validFrom: instant,
  /** When the legal representative signed. */
  time: instant,
});

export type Rule = z.infer<typeof ruleSchema>;
export type ApprovalMatrix = z.infer<typeof matrixSchema>;
export type PolicyPerson = z.infer<typeof personSchema>;
export type Policy = z.infer<typeof policySchema>;
type PolicySeal = Policy['seals'][number];

export const policyKind: StatementKind<Policy> = { purpose: 'bianyin.policy/1', v: 1, schema: policySchema };

/** A policy that somebody proposes. Errors: `statement-malformed`. */
export function policyFrom(body: unknown): Policy {
  return readStatement(policyKind, statementText(policyKind, body as Policy));
}

/** Checks what the schema cannot say. Errors: `policy-inconsistent`, `policy-keepers-not-separate`. */
export function requireConsistentPolicy(policy: Policy): void {
  const { people, seals, matrix } = policy;
  requireUnique(
    'person-twice',
    people.map((person) => person.id),
  );
  requireUnique(
    'certificate-twice',
    people.flatMap((person) => person.certificateSm3),
  );
  requireUnique(
    'seal-twice',
    seals.map((seal) => seal.esId),
  );
  requireUnique('rule-twice', matrix.rules.map(ruleName));
  seals.forEach((seal) => requireKeepers(policy, seal));
  matrix.rules.forEach((rule) => requireTiers(matrix, rule));
  people.forEach((person) => requireDeputies(policy, person));
  requireSmallFirm(policy);
  requireSeparateKeepers(policy);
}

/** Deputies are people of the policy, and nobody is the own one. */
function requireDeputies({ people }: Policy, { id, deputies = [] }: PolicyPerson): void {
  const isKnown = (each: string): boolean => each !== id && people.some((person) => person.id === each);
  const isTwice = new Set(deputies).size < deputies.length;
  if (isTwice || !deputies.every(isKnown)) throw inconsistent('deputy-unknown', { id });
}

/** Duties are combined for want of people and not for convenience. */
function requireSmallFirm({ people, matrix: { combined = [] } }: Policy): void {
  requireUnique('combined-twice', combined);
  if (combined.length > 0 && people.length > SMALL_FIRM_PEOPLE)
    throw inconsistent('combined-not-small', { count: SMALL_FIRM_PEOPLE });
}

function requireUnique(reason: PolicyReason, values: readonly string[], detail: ErrorDetail = {}): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw inconsistent(reason, { id: twice.slice(0, 40), ...detail });
}

function requireKeepers(policy: Policy, seal: PolicySeal): void {
  requireUnique('keeper-twice', seal.keepers, { seal: seal.typeCode });
  const stranger = seal.keepers.find((id) => !policy.people.some((person) => person.id === id));
  if (stranger !== undefined) throw inconsistent('keeper-unknown', { id: stranger, seal: seal.typeCode });
}

function requireTiers(matrix: ApprovalMatrix, rule: Rule): void {
  const bounds = matrix.bounds[rule.matter] ?? [];
  const id = ruleName(rule);
  if (rule.tiers.length !== bounds.length + 1) throw inconsistent('tiers-count', { id });
  const ascending = bounds.every((bound, i) => i === 0 || compareAmounts(bounds[i - 1] ?? '0', bound) < 0);
  if (!ascending) throw inconsistent('amounts-order', { id: rule.matter });
  rule.tiers.forEach((steps) => requireUnique('step-twice', steps, { id }));
}

function ruleName({ matter, seal }: Rule): string {
  return `${matter}/${seal}`;
}

/** 财务专用章与法定代表人章分人保管: nobody keeps both a seal 02 and a seal 05, unless there is but one person and the policy says so. */
function requireSeparateKeepers(policy: Policy): void {
  if (policy.people.length === 1 && policy.matrix.combined?.includes('finance-and-legal-kept') === true)
    return;
  const keepersOf = (code: string): string[] =>
    policy.seals.filter((seal) => seal.typeCode === code).flatMap((seal) => seal.keepers);
  const both = keepersOf('02').find((id) => keepersOf('05').includes(id));
  if (both === undefined) return;
  const name = policy.people.find((person) => person.id === both)?.name ?? both;
  throw new BianyinError('policy-keepers-not-separate', { name });
}

function inconsistent(what: PolicyReason, detail: ErrorDetail): BianyinError {
  return new BianyinError('policy-inconsistent', { what, ...detail });
}
