/**
 * What people sign about a list of requests (docs/adr/0035): one submission, one decision for each step, a taking back. Each names the
 * root of the list (list-tree.ts) and counts for every one of its members; nothing of it is confidential.
 */
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { approverRoles } from '../domain/role.ts';
import { leftOutPlaces } from './left-out.ts';
import { maxListItems, type ListPlace } from './list-tree.ts';
import { instant, personId, plainText, sealId, sm3Hex } from './statement-fields.ts';
import type { StatementKind } from './statement.ts';

const listFields = {
  v: z.literal(1),
  /** Hex SM3 of the list, its count inside. */
  listSm3: sm3Hex,
  count: z.int().min(1).max(maxListItems),
  /** The one seal and the one policy of all members; each leaf holds them as well. */
  esId: sealId,
  policySm3: sm3Hex,
  personId,
  certificateSm3: sm3Hex,
  time: instant,
} as const;

const submissionSchema = z.strictObject({
  ...listFields,
  purpose: z.literal('bianyin.list-submission/1'),
  role: z.literal('applicant'),
});

const decisionFields = {
  ...listFields,
  purpose: z.literal('bianyin.list-decision/1'),
  role: z.enum(approverRoles),
  /** Which step of the path, 0 for the first. */
  step: z.int().min(0).max(20),
} as const;

/** An approval has no free text: it travels with every document of the list. */
const decisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ ...decisionFields, decision: z.literal('approve'), without: leftOutPlaces }),
  z.strictObject({ ...decisionFields, decision: z.literal('reject'), reason: plainText(200) }),
]);

const cancellationSchema = z.strictObject({
  ...listFields,
  purpose: z.literal('bianyin.list-cancellation/1'),
  reason: plainText(200),
});

export type ListSubmission = z.infer<typeof submissionSchema>;
export type ListDecision = z.infer<typeof decisionSchema>;
export type ListCancellation = z.infer<typeof cancellationSchema>;

export const listSubmissionKind: StatementKind<ListSubmission> = {
  purpose: 'bianyin.list-submission/1',
  v: 1,
  schema: submissionSchema,
};
export const listDecisionKind: StatementKind<ListDecision> = {
  purpose: 'bianyin.list-decision/1',
  v: 1,
  schema: decisionSchema,
};
export const listCancellationKind: StatementKind<ListCancellation> = {
  purpose: 'bianyin.list-cancellation/1',
  v: 1,
  schema: cancellationSchema,
};

/** What ties an act to one list. */
export interface ListBinding {
  readonly listSm3: string;
  readonly count: number;
  readonly esId: string;
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

/** The list and the place (0 for the first) in the number of an item; null for a request that stands alone. */
export function listPartsOf(id: string): { readonly listId: string; readonly index: number } | null {
  const [, listId, number] = /^(YY-0[1-5]-\d{8}-\d{4})-(\d{4})$/.exec(id) ?? [];
  return listId === undefined ? null : { listId, index: Number(number) - 1 };
}
