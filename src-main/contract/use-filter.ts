/** Which uses of the register are looked at. Page, terminal and export use the same rule and the same sums. */
import { z } from 'zod';
import { listTotals, type ListTotals } from '../domain/list-totals.ts';
import { matters } from '../domain/matter.ts';
import { sealedStates, useStates, type UseState } from '../domain/use-state.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
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

/** What the rule looks at. */
export interface FilteredUse {
  /** ISO 8601. */
  readonly time: string;
  readonly requestId: string;
  readonly sealType: string;
  readonly state: UseState;
  readonly matter: string | null;
  readonly columns: Readonly<Record<string, string | number>>;
}

const people = ['经办人', '审批人', '用印人', '代行'] as const;

/** Days are days in China (UTC+8); words are looked for whatever their case. */
export function matchesUse(use: FilteredUse, filter: UseFilter): boolean {
  const { from, to, seal, state, matter, person, counterparty, text } = filter;
  const { columns } = use;
  const day = new Date(Date.parse(use.time) + 8 * 3_600_000).toISOString().slice(0, 10);
  if ((from !== undefined && day < from) || (to !== undefined && day > to)) return false;
  if (seal !== undefined && use.sealType !== seal) return false;
  if (state !== undefined && use.state !== state) return false;
  if (matter !== undefined && use.matter !== matter) return false;
  const said = (names: readonly string[], wanted = ''): boolean =>
    names
      .map((name) => String(columns[name] ?? ''))
      .join('\n')
      .toLowerCase()
      .includes(wanted.trim().toLowerCase());
  return said(people, person) && said(['相对方'], counterparty) && said(Object.keys(columns), text);
}

/** Whether a filter leaves nothing out. */
export function isEveryUse(filter: UseFilter): boolean {
  return Object.values(filter).every((value) => value === undefined || value.trim() === '');
}

/** What a sum is made of: `paper` names the file, which several uses may be on. */
export interface SummedUse {
  readonly state: UseState;
  readonly paper: string;
  readonly amount: string | null;
  readonly currency: string | null;
}

/** Exact sums for each currency over the files that were sealed; a file with several uses or seals counts once. */
export function totalsOfUses(uses: readonly SummedUse[]): ListTotals['totals'] {
  const papers = new Map(
    uses.flatMap((use) => (use.amount !== null && sealedStates.has(use.state) ? [[use.paper, use]] : [])),
  );
  const valued = [...papers.values()].map(({ amount, currency }) => ({
    amount: amount ?? undefined,
    currency: currency ?? undefined,
  }));
  return listTotals(valued).totals;
}
