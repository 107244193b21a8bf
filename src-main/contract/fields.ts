/** Fields that calls share: identifiers, placements, texts. Bounded, so that no page can send more than a person could mean. */
import { z } from 'zod';
import { roles } from '../domain/role.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';

/** An opaque name of a file that main has opened for one window; it says nothing about where the file is. */
export const documentId = z.string().regex(/^d-[0-9a-f]{32}$/);
/** Number of a request, `YY-04-20261123-0001`; of an item of a list, `YY-04-20261123-0001-0012`. */
export const requestId = z.string().regex(/^YY-0[1-5]-\d{8}-\d{4}(-\d{4})?$/);
/** Number of a list of requests. */
export const listId = z.string().regex(/^YY-0[1-5]-\d{8}-\d{4}$/);
/** Files of a list that are not agreed to, by their numbers (1 first). */
export const refusedFiles = z.array(z.int().min(1).max(5000)).min(1).max(5000);
/** An opaque name of a list that main has prepared for one window. */
export const listDraftId = z.string().regex(/^l-[0-9a-f]{32}$/);
/** Label of a token, as `token.list` gives it. */
/** What a token is called: its label, with number, slot and driver where others share it (docs/adr/0057, 0058). */
export const tokenLabel = z.string().min(1).max(140);
/** Chosen by the page for one piece of work, so that its progress can be told apart and stopped. */
export const jobId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);
export const sealTypeCode = z.enum(sealTypeCodes);
export const role = z.enum(roles);
/** ISO 8601. */
export const time = z.string();
/** Lower-case hexadecimal. */
export const hex = z.string().regex(/^[0-9a-f]*$/);

const millimetres = z.number().min(0).max(10_000);
const pageNumber = z.int().min(1).max(1_000_000);

/** A placement of domain/placement.ts; the signer checks it again, more strictly, before anybody signs it. */
export const placement = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('at'),
    pages: z.array(pageNumber).min(1).max(10_000),
    xMm: millimetres,
    yMm: millimetres,
  }),
  z.strictObject({
    kind: z.literal('seam'),
    edge: z.enum(['left', 'right']),
    pages: z.array(pageNumber).min(2).max(10_000),
    yMm: millimetres.nullable(),
  }),
]);
export const placements = z.array(placement).min(1).max(50);

/** A rectangle on the page as it is seen, mm from its top-left corner. */
export const rect = z.object({
  xMm: z.number(),
  yMm: z.number(),
  widthMm: z.number(),
  heightMm: z.number(),
});

/** As typed; `50,000.00` is understood. */
export const typedAmount = {
  amount: z.string().max(40).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
};
