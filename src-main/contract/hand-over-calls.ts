/** Calls about seals that change hands and people who leave (docs/adr/0046). */
import { z } from 'zod';
import { approverRoles, roles } from '../domain/role.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';
import { requestId, sealTypeCode } from './fields.ts';
import { draftIssue, policyDraftView } from './office-views.ts';
import { currencyTotals } from './list-sums.ts';
import { callError } from './result.ts';

const ROOM = 16 * 1024;
const personId = z.string().min(1).max(40);
const esId = z.string().min(1).max(128);

const handOverInput = z.strictObject({
  fromId: personId,
  toId: personId,
  esIds: z.array(esId).min(1).max(50),
});

/** What is not named stays empty. */
const leavingInput = z.strictObject({
  personId,
  roles: z.array(z.strictObject({ role: z.enum(roles), takerId: personId })).max(80),
  seals: z.array(z.strictObject({ esId, takerId: personId })).max(100),
  deputyOf: z.array(z.strictObject({ grantorId: personId, takerId: personId })).max(500),
});
export type LeavingInput = z.infer<typeof leavingInput>;

/** What somebody has who leaves, and what becomes of it. */
const leavingView = z.object({
  personId,
  name: z.string(),
  roles: z.array(z.enum(roles)),
  seals: z.array(z.object({ esId, typeCode: sealTypeCode, otherKeepers: z.array(z.string()) })),
  /** For whom the person may stand in. */
  deputyOf: z.array(z.object({ id: personId, name: z.string() })),
  deputies: z.array(z.string()),
  /** Delegations that end: `isGiven` by this person, else taken. */
  delegations: z.array(
    z.object({ grantor: z.string(), deputy: z.string(), isGiven: z.boolean(), until: z.string() }),
  ),
  /** Running requests that are theirs, that they approved, or that wait for them. */
  requests: z.array(
    z.object({
      id: requestId,
      fileName: z.string(),
      applicant: z.string(),
      part: z.enum(['applied', 'approved', 'awaited']),
      /** Why it ends; null where it goes on. */
      refusal: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
      /** Who can take its next step then. */
      waitsFor: z.array(z.string()),
    }),
  ),
  /** Why it cannot be done like that, as an error of the program; null where it can. */
  refusal: callError.nullable(),
  /** What the policy would lack or weaken that it does not today. */
  issues: z.array(draftIssue),
});
export type LeavingView = z.infer<typeof leavingView>;

/** A request that was open then (domain/open-request.ts). */
export const openRequestView = z.object({
  id: requestId,
  isEnded: z.boolean(),
  awaits: z.enum([...approverRoles, 'keeper']).exactOptional(),
  told: z
    .object({
      fileName: z.string(),
      files: z.int(),
      reason: z.string(),
      seals: z.array(z.enum(sealTypeCodes)),
      applicant: z.string(),
      counterparties: z.array(z.string()),
      totals: currencyTotals,
    })
    .nullable(),
});

/** A policy that handed something over: a sheet can be made of it. */
const handOverView = z.object({
  policy: z.int(),
  /** When it was put on record, ISO 8601. */
  time: z.string(),
  signedBy: z.string(),
  seals: z.array(
    z.object({
      typeCode: z.enum(sealTypeCodes),
      from: z.array(z.string()),
      to: z.array(z.string()),
    }),
  ),
  left: z.array(z.string()),
  open: z.array(openRequestView),
});
export type HandOverView = z.infer<typeof handOverView>;

function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { page: 'main' as const, maxInput: ROOM, input, output };
}

export const handOverCalls = {
  /** Writes it into the draft of the policy. */
  'draft.handOver': call(handOverInput, policyDraftView),
  /** What would become of everything; nothing is written. */
  'draft.lookAtLeaving': call(leavingInput, leavingView),
  'draft.leave': call(leavingInput, policyDraftView),
  /** Newest first. */
  'handover.list': call(z.strictObject({}), z.array(handOverView)),
  /** The sheet of one policy as PDF, where a person says. */
  'handover.save': call(
    z.strictObject({ policy: z.int().min(1), language: z.enum(['zh', 'en']) }),
    z.object({ name: z.string(), folder: z.string() }),
  ),
  /** On paper by the system's printer. */
  'handover.print': call(
    z.strictObject({ policy: z.int().min(1), language: z.enum(['zh', 'en']) }),
    z.object({}),
  ),
} as const;
