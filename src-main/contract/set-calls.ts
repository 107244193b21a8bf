/** Calls around several seals on one file (docs/adr/0042): asked for as one, put on one after the other by their keepers. */
import { z } from 'zod';
import { matters } from '../domain/matter.ts';
import { maxSetSeals } from '../domain/seal-set.ts';
import { documentId, jobId, listId, placements, sealTypeCode, tokenLabel, typedAmount } from './fields.ts';
import { listView } from './list-calls.ts';
import { sealOutcomeView } from './request-views.ts';

/** Further seals on the same file, each with its places; the order is that in which they are put on it. */
export const otherSeals = z
  .array(z.strictObject({ typeCode: sealTypeCode, placements }))
  .max(maxSetSeals - 1);

export const setCalls = {
  /** Asks for the PIN once, signs and submits for all seals. */
  'set.new': {
    page: 'main',
    maxInput: 4 * 1024 * 1024,
    input: z.strictObject({
      token: tokenLabel,
      document: documentId,
      typeCode: sealTypeCode,
      placements,
      others: otherSeals.min(1),
      reason: z.string().trim().min(1).max(200),
      matter: z.enum(matters).optional(),
      counterparty: z.string().trim().min(1).max(120).optional(),
      ...typedAmount,
      resolutions: z.array(documentId).max(20),
    }),
    output: listView,
  },
  /** Puts the seal that is waited for on the file. Main chooses where it goes with the last one; before that it stays in the home. */
  'set.seal': {
    page: 'main',
    maxInput: 1024,
    input: z.strictObject({ token: tokenLabel, id: listId, timestamp: z.boolean(), job: jobId.optional() }),
    output: z.object({
      list: listView,
      /** Null while other seals are waited for: there is no finished file yet. */
      sealed: sealOutcomeView.nullable(),
    }),
  },
} as const;
