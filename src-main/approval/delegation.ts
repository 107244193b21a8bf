/**
 * 授权委托书 (docs/adr/0045): somebody lets the deputy whom the policy names act for them, for some seals and matters, up to an amount, from
 * a day to a day. The grantor signs it, the deputy accepts it, and either of them or the legal representative ends it at once.
 */
import { z } from 'zod';
import { amountPattern } from '../domain/amount.ts';
import { matters } from '../domain/matter.ts';
import { instant, personId, plainText, sealId, sm3Hex } from './statement-fields.ts';
import type { StatementKind } from './statement.ts';

const signed = {
  v: z.literal(1),
  personId,
  /** Hex SM3 of the signer's certificate (DER). */
  certificateSm3: sm3Hex,
  time: instant,
} as const;

const grantSchema = z.strictObject({
  ...signed,
  purpose: z.literal('bianyin.delegation/1'),
  /** The policy in force, which names the deputy. */
  policySm3: sm3Hex,
  deputyId: personId,
  /** For these seals and matters only. */
  esIds: z.array(sealId).min(1).max(50),
  matters: z.array(z.enum(matters)).min(1).max(matters.length),
  /** Up to this amount; a request that names none, or another currency, is beyond it. Left out: any. */
  maxAmount: z.string().regex(amountPattern).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  from: instant,
  /** The last second of a day in China. */
  until: instant,
});

const acceptanceSchema = z.strictObject({
  ...signed,
  purpose: z.literal('bianyin.delegation-acceptance/1'),
  /** Hex SM3 of the text that the grantor has signed. */
  delegationSm3: sm3Hex,
});

const revocationSchema = z.strictObject({
  ...signed,
  purpose: z.literal('bianyin.delegation-revocation/1'),
  delegationSm3: sm3Hex,
  reason: plainText(200),
});

/** For whom an act is done, and by which delegation: part of what the deputy signs. */
export const behalfSchema = z.strictObject({
  delegationSm3: sm3Hex,
  personId,
  /** As the policy of the request has it, for readers who have no policy. */
  name: plainText(60),
});

export type DelegationGrant = z.infer<typeof grantSchema>;
export type DelegationAcceptance = z.infer<typeof acceptanceSchema>;
export type DelegationRevocation = z.infer<typeof revocationSchema>;
export type Behalf = z.infer<typeof behalfSchema>;

export const delegationKind: StatementKind<DelegationGrant> = {
  purpose: 'bianyin.delegation/1',
  v: 1,
  schema: grantSchema,
  keys: 'any',
};
export const delegationAcceptanceKind: StatementKind<DelegationAcceptance> = {
  purpose: 'bianyin.delegation-acceptance/1',
  v: 1,
  schema: acceptanceSchema,
  keys: 'any',
};
export const delegationRevocationKind: StatementKind<DelegationRevocation> = {
  purpose: 'bianyin.delegation-revocation/1',
  v: 1,
  schema: revocationSchema,
  keys: 'any',
};
