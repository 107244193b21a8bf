/** What several files come to, as the signer counts it, the PIN window says it and pages show it. */
import { z } from 'zod';

/** One sum for each currency, and of how many files. */
export const currencyTotals = z.array(
  z.strictObject({ currency: z.string(), amount: z.string(), count: z.int() }),
);

/** The same for each counterparty, null: of the files that name none; where a window has little room, the first of them. */
export const counterpartyTotals = z.array(
  z.strictObject({ counterparty: z.string().nullable(), count: z.int(), totals: currencyTotals }),
);

/** Files of a list that are no part of what is agreed to or sealed; `now`: those that whoever signs leaves out by it. */
export const leftOutOfList = z.strictObject({
  ...{ count: z.int(), now: z.int() },
  /** `number`: 1 for the first of the list. */
  first: z.array(z.strictObject({ number: z.int(), fileName: z.string(), isNow: z.boolean() })),
});

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
