/** Which uses of the register are looked at: page, terminal and export ask alike, and the database finds them (store/use-search.ts). */
import { z } from 'zod';
import { matters } from '../domain/matter.ts';
import { useStates } from '../domain/use-state.ts';

const day = z.iso.date();
const words = z.string().max(100);

export const useFilter = z.strictObject({
  /** First and last day in China, both included. */
  from: day.optional(),
  to: day.optional(),
  /** 印章类型, `01` to `05`. */
  seal: z
    .string()
    .regex(/^0[1-5]$/)
    .optional(),
  state: z.enum(useStates).optional(),
  matter: z.enum(matters).optional(),
  /** Part of the name of anybody who asked, approved, sealed, or for whom it was done. */
  person: words.optional(),
  counterparty: words.optional(),
  /** Found anywhere in the row. */
  text: words.optional(),
});
export type UseFilter = z.infer<typeof useFilter>;

/** Whether a filter leaves nothing out. */
export function isEveryUse(filter: UseFilter): boolean {
  return Object.values(filter).every((value) => value === undefined || value.trim() === '');
}
