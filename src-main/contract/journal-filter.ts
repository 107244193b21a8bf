/** Which rows of the register are looked at. Page and main use the same rule, so that an export holds what was seen. */
import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const journalFilter = z.strictObject({
  /** First and last day in China, both included. */
  from: day.optional(),
  to: day.optional(),
  /** Kind of event, as `journal.list` gives it. */
  event: z.string().max(40).optional(),
  /** 印章类型, `01` to `05`. */
  seal: z
    .string()
    .regex(/^0[1-5]$/)
    .optional(),
  /** Found anywhere in the row. */
  text: z.string().max(100).optional(),
});
export type JournalFilter = z.infer<typeof journalFilter>;

/** What the rule looks at. */
export interface FilteredRow {
  /** ISO 8601. */
  readonly time: string;
  readonly event: string;
  readonly eventName: string;
  readonly requestId: string | null;
  readonly columns: Readonly<Record<string, string | number>>;
}

/** Days are days in China (UTC+8); text is looked for in every cell, whatever its case. */
export function matchesFilter(row: FilteredRow, { from, to, event, seal, text }: JournalFilter): boolean {
  const day = new Date(Date.parse(row.time) + 8 * 3_600_000).toISOString().slice(0, 10);
  if (from !== undefined && day < from) return false;
  if (to !== undefined && day > to) return false;
  if (event !== undefined && row.event !== event) return false;
  if (seal !== undefined && sealOf(row) !== seal) return false;
  const wanted = (text ?? '').trim().toLowerCase();
  const words = [row.eventName, row.requestId ?? '', ...Object.values(row.columns)].join('\n').toLowerCase();
  return words.includes(wanted);
}

/** The kind of seal stands in its column, and in the number of every request. */
function sealOf({ requestId, columns }: FilteredRow): string {
  const column = String(columns['印章类型'] ?? '');
  return /^0[1-5]/.exec(column)?.[0] ?? /^YY-(0[1-5])-/.exec(requestId ?? '')?.[1] ?? '';
}

/** Whether a filter leaves nothing out. */
export function isWholeJournal(filter: JournalFilter): boolean {
  return Object.values(filter).every((value) => value === undefined || value.trim() === '');
}
