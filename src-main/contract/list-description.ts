/** A list of files as other programs describe it in JSON (docs/formats.md): one object a file. No page sends it: it names paths. */
import { z } from 'zod';
import { placement } from './fields.ts';

/** Places that a file does not name are those that were given for all. */
const itemSchema = z.strictObject({
  file: z.string().min(1),
  placements: z.array(placement).min(1).max(50).optional(),
  at: z.array(z.string()).optional(),
  keyword: z.array(z.string()).optional(),
  seam: z.array(z.string()).optional(),
  counterparty: z.string().optional(),
  amount: z.string().optional(),
  currency: z.string().optional(),
  reference: z.string().optional(),
});
export type DescribedItem = z.infer<typeof itemSchema>;
export const listDescription = z.array(itemSchema);
