/** What several files come to, as the signer counts it, the PIN window says it and pages show it. */
import { z } from 'zod';

/** One sum for each currency, and of how many files. */
export const currencyTotals = z.array(
  z.strictObject({ currency: z.string(), amount: z.string(), count: z.int() }),
);

/** Of a list of files. */
export const totalsOfList = { totals: currencyTotals, withoutAmount: z.int(), counterparties: z.int() };

/** The first rows of a list. */
export const firstOfList = z.array(
  z.strictObject({
    fileName: z.string(),
    /** Hex. */
    sm3: z.string().regex(/^[0-9a-f]+$/),
    counterparty: z.string().nullable(),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    reference: z.string().nullable(),
  }),
);
