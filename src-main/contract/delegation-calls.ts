/** Calls about delegations (docs/adr/0045): who stands in for whom, granted, accepted and ended by UKey. */
import { z } from 'zod';
import { delegationStates } from '../domain/delegation-state.ts';
import { matters } from '../domain/matter.ts';
import { hex, sealTypeCode, time, tokenLabel } from './fields.ts';

const delegationView = z.object({
  /** What it is called by. */
  sm3: hex,
  /** Names may be shared by several people; who is meant is told by the numbers. */
  grantor: z.string(),
  grantorId: z.string(),
  deputy: z.string(),
  deputyId: z.string(),
  /** Kinds; null for a seal that the policy knows no more. */
  seals: z.array(sealTypeCode.nullable()),
  matters: z.array(z.enum(matters)),
  maxAmount: z.string().nullable(),
  currency: z.string().nullable(),
  from: time,
  until: time,
  state: z.enum(delegationStates),
});

const delegationsView = z.object({
  delegations: z.array(delegationView),
  /** Who has deputies by the policy in force. */
  grantors: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      deputies: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  seals: z.array(z.object({ esId: z.string(), typeCode: sealTypeCode })),
});

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const newDelegation = z.strictObject({
  deputyId: z.string().min(1).max(40),
  esIds: z.array(z.string().min(1).max(128)).min(1).max(50),
  matters: z.array(z.enum(matters)).min(1).max(matters.length),
  /** Yuan as typed; null: any amount. */
  maxAmount: z.string().max(40).nullable(),
  /** Days in China, both included. */
  from: day,
  until: day,
});

function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O, maxInput = 16 * 1024) {
  return { page: 'main' as const, maxInput, input, output };
}

const one = z.strictObject({ token: tokenLabel, sm3: hex.length(64) });

export const delegationCalls = {
  'delegation.list': call(z.strictObject({}), delegationsView),
  'delegation.grant': call(newDelegation.extend({ token: tokenLabel }), delegationsView),
  'delegation.accept': call(one, delegationsView),
  'delegation.end': call(one.extend({ reason: z.string().min(1).max(200) }), delegationsView),
} as const;

export type DelegationView = z.infer<typeof delegationView>;
export type DelegationsView = z.infer<typeof delegationsView>;
export type NewDelegation = z.infer<typeof newDelegation>;
