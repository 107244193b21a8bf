/** What people sign after a request was submitted: an approval or rejection, a cancellation, a use of the seal. */
import { z } from 'zod';
import { approverRoles } from '../domain/role.ts';
import { actFields, type ToldAct } from './act.ts';
import { behalfSchema } from './delegation.ts';
import { plainText } from './statement-fields.ts';
import type { StatementKind } from './statement.ts';

const decisionFields = {
  v: z.literal(1),
  purpose: z.literal('bianyin.approval/1'),
  ...actFields,
  role: z.enum(approverRoles),
  /** Which step of the path, 0 for the first. */
  step: z.int().min(0).max(20),
  /** For whom, where a deputy decides. */
  behalf: behalfSchema.optional(),
} as const;

/** An approval has no free text: it travels with the document. A rejection gives its reason and stays at home. */
const decisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ ...decisionFields, decision: z.literal('approve') }),
  z.strictObject({ ...decisionFields, decision: z.literal('reject'), reason: plainText(200) }),
]);

const cancellationSchema = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('bianyin.cancellation/1'),
  ...actFields,
  reason: plainText(200),
});

const useSchema = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('bianyin.use/1'),
  ...actFields,
  role: z.literal('keeper'),
  /** Number of the use, 1 for the first. */
  number: z.int().min(1).max(1_000_000),
  /** For whom, where a deputy seals. */
  behalf: behalfSchema.optional(),
});

/** Texts as they are signed for one request. */
export type DecisionStatement = z.infer<typeof decisionSchema>;
export type CancellationStatement = z.infer<typeof cancellationSchema>;
export type Use = z.infer<typeof useSchema>;

/** What they say of it, which statements about a list say as well (told-act.ts). */
export type Decision = ToldAct<DecisionStatement>;
export type Approval = Extract<Decision, { decision: 'approve' }> & {
  /** Places of its list that it was not given for (left-out.ts). */
  readonly without?: readonly number[] | undefined;
};
export type Cancellation = ToldAct<CancellationStatement>;

export const decisionKind: StatementKind<DecisionStatement> = {
  purpose: 'bianyin.approval/1',
  v: 1,
  schema: decisionSchema,
  keys: 'any',
};
export const cancellationKind: StatementKind<CancellationStatement> = {
  purpose: 'bianyin.cancellation/1',
  v: 1,
  schema: cancellationSchema,
  keys: 'any',
};
export const useKind: StatementKind<Use> = { purpose: 'bianyin.use/1', v: 1, schema: useSchema };
