/**
 * What people sign about a list of requests (docs/adr/0035) and about a set of seals on one file (docs/adr/0042): one submission, one
 * decision for each step, a taking back. Each names the root (list-tree.ts) and counts for every member; nothing of it is confidential.
 * A text about a list is never read as one about a set: they have other purposes, and only a list has one seal.
 */
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { approverRoles } from '../domain/role.ts';
import { behalfSchema } from './delegation.ts';
import { leftOutPlaces } from './left-out.ts';
import { maxListItems, type ListPlace } from './list-tree.ts';
import { maxSetSeals } from '../domain/seal-set.ts';
import { instant, personId, plainText, sealId, sm3Hex } from './statement-fields.ts';
import { readStatement, type StatementKind } from './statement.ts';

const commonFields = {
  v: z.literal(1),
  /** Hex SM3 of the list or set, its count inside. */
  listSm3: sm3Hex,
  /** The one policy of all members; each leaf holds it as well. */
  policySm3: sm3Hex,
  personId,
  certificateSm3: sm3Hex,
  time: instant,
} as const;
const listFields = {
  ...commonFields,
  count: z.int().min(1).max(maxListItems),
  /** The one seal of all members; each leaf holds it as well. */
  esId: sealId,
} as const;
/** The seals are in the leaves. */
const setFields = { ...commonFields, count: z.int().min(2).max(maxSetSeals) } as const;

const submissionSchema = z.strictObject({
  ...listFields,
  purpose: z.literal('bianyin.list-submission/1'),
  role: z.literal('applicant'),
});

const setSubmissionSchema = z.strictObject({
  ...setFields,
  purpose: z.literal('bianyin.set-submission/1'),
  role: z.literal('applicant'),
});

const deciding = {
  role: z.enum(approverRoles),
  /** Which step of the path, 0 for the first. */
  step: z.int().min(0).max(20),
  /** For whom, where a deputy decides. */
  behalf: behalfSchema.optional(),
} as const;
const decisionFields = { ...listFields, ...deciding, purpose: z.literal('bianyin.list-decision/1') } as const;
const setDecisionFields = {
  ...setFields,
  ...deciding,
  purpose: z.literal('bianyin.set-decision/1'),
} as const;

/** An approval has no free text: it travels with every document of the list. */
const decisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ ...decisionFields, decision: z.literal('approve'), without: leftOutPlaces }),
  z.strictObject({ ...decisionFields, decision: z.literal('reject'), reason: plainText(200) }),
]);
const setDecisionSchema = z.discriminatedUnion('decision', [
  // None of a set is left out.
  z.strictObject({ ...setDecisionFields, decision: z.literal('approve'), without: z.undefined().optional() }),
  z.strictObject({ ...setDecisionFields, decision: z.literal('reject'), reason: plainText(200) }),
]);

const cancellationSchema = z.strictObject({
  ...listFields,
  purpose: z.literal('bianyin.list-cancellation/1'),
  reason: plainText(200),
});

const setCancellationSchema = z.strictObject({
  ...setFields,
  purpose: z.literal('bianyin.set-cancellation/1'),
  reason: plainText(200),
});

export type ListSubmission = z.infer<typeof submissionSchema> | z.infer<typeof setSubmissionSchema>;
export type ListDecision = z.infer<typeof decisionSchema> | z.infer<typeof setDecisionSchema>;
export type ListCancellation = z.infer<typeof cancellationSchema> | z.infer<typeof setCancellationSchema>;

/** The three kinds of text that are signed about one list or one set. */
interface ListKinds {
  readonly submission: StatementKind<ListSubmission>;
  readonly decision: StatementKind<ListDecision>;
  readonly cancellation: StatementKind<ListCancellation>;
}

const listKinds: ListKinds = {
  submission: { purpose: 'bianyin.list-submission/1', v: 1, schema: submissionSchema, keys: 'any' },
  decision: { purpose: 'bianyin.list-decision/1', v: 1, schema: decisionSchema, keys: 'any' },
  cancellation: { purpose: 'bianyin.list-cancellation/1', v: 1, schema: cancellationSchema, keys: 'any' },
};
const setKinds: ListKinds = {
  submission: { purpose: 'bianyin.set-submission/1', v: 1, schema: setSubmissionSchema, keys: 'any' },
  decision: { purpose: 'bianyin.set-decision/1', v: 1, schema: setDecisionSchema, keys: 'any' },
  cancellation: { purpose: 'bianyin.set-cancellation/1', v: 1, schema: setCancellationSchema, keys: 'any' },
};

/** The texts that count for a list, or for a set of seals. */
export function kindsFor({ isSet }: Pick<ListPlace, 'isSet'>): ListKinds {
  return isSet === true ? setKinds : listKinds;
}

/** Which of them a stored submission is; whether it counts is for `openRequest` to say. */
export function isSetSubmission(statement: string): boolean {
  return orElse(() => readStatement(setKinds.submission, statement).count > 0, false);
}

/** What ties an act to one list. */
export interface ListBinding {
  readonly listSm3: string;
  readonly count: number;
  /** Absent for a set, whose members have other seals. */
  readonly esId?: string | undefined;
  readonly policySm3: string;
}

/** A request's place in its list, shown to lead to `listSm3`. */
export interface ListMembership extends ListPlace {
  readonly listSm3: string;
}

/** Errors: `act-other-seal`, `act-other-policy`, `act-other-list`. */
export function requireListBinding(act: ListBinding, expected: ListBinding, name: string): void {
  if (act.esId !== expected.esId) throw new BianyinError('act-other-seal', { name });
  if (act.policySm3 !== expected.policySm3) throw new BianyinError('act-other-policy', { name });
  if (act.listSm3 !== expected.listSm3 || act.count !== expected.count)
    throw new BianyinError('act-other-list', { name });
}

/** Number of an item: that of its list and its place, 1 for the first: `YY-02-20261130-0007-0012`. */
export function listItemId(listId: string, index: number): string {
  return `${listId}-${String(index + 1).padStart(4, '0')}`;
}

/** The list or set and the place (0 for the first) in the number of an item; null for a request that stands alone. */
export function listPartsOf(id: string): { readonly listId: string; readonly index: number } | null {
  const [, listId, number] = /^(YY-0[1-5]-\d{8}-\d{4})-(\d{4})$/.exec(id) ?? [];
  return listId === undefined ? null : { listId, index: Number(number) - 1 };
}
