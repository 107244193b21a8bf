/** 批量用印 before anything is signed (docs/adr/0036): a list is opened, its files are checked by one rule of places, rows are looked at. */
import { z } from 'zod';
import { rowStates } from '../domain/row-problem.ts';
import { jobId, listDraftId, listId, sealTypeCode } from './fields.ts';
import { keywordHitView, previewView } from './request-views.ts';
import { documentView } from './views.ts';

/** Rows that one answer gives at the most. */
const MAX_ROWS = 500;
/** Files of one list. */
const MAX_FILES = 5000;
/** An opened list of this window; it says nothing about where the list is. */
const bulkId = z.string().regex(/^b-[0-9a-f]{32}$/);
const places = z.array(z.string().min(1).max(200)).max(10);
const detail = z.record(z.string(), z.union([z.string(), z.number()]));
const problem = { level: z.enum(['warning', 'refused']), code: z.string(), detail };

const bulkView = z.object({
  bulk: bulkId,
  kind: z.enum(['folder', 'table']),
  /** Name of the folder or the table. */
  name: z.string(),
  count: z.int(),
  /** Rows of a table that are no files: totals, notes, repeated headings. */
  leftOut: z.array(z.object({ at: z.int(), why: z.enum(['total', 'note', 'heading']), text: z.string() })),
  /** PDFs beside the table that it does not name; other files of a folder. */
  others: z.int(),
});

const bulkRowView = z.object({
  /** 0 for the first. */
  index: z.int(),
  /** The row of the table. */
  at: z.int(),
  name: z.string(),
  counterparty: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  number: z.string().nullable(),
  /** `out`: somebody took it out of the list. */
  state: z.enum([...rowStates, 'out']),
  problems: z.array(z.object(problem)),
  /** How many places the rule gives on it. */
  places: z.int(),
  /** There is a file to look at. */
  isFound: z.boolean(),
});

const checkView = z.object({
  counts: z.object({ ok: z.int(), warning: z.int(), refused: z.int(), out: z.int() }),
  /** Each kind once, the worst first, with the row that it was first found in: its index, and its number as people count. */
  problems: z.array(z.object({ ...problem, count: z.int(), first: z.int(), at: z.int() })),
  /** What would be sent: all files that are not refused; null: none. */
  draft: listDraftId.nullable(),
  /** The rows that are in it, in its order. */
  sent: z.array(z.int()).max(MAX_FILES),
});

export const bulkCalls = {
  /** Main opens the chooser, for a folder or for an Excel or CSV list, and reads it. Null: nothing was chosen. */
  'bulk.open': {
    page: 'main',
    maxInput: 64,
    input: z.strictObject({ kind: z.enum(['folder', 'table']) }),
    output: bulkView.nullable(),
  },
  /** Opens what of a list came to nothing as a list to be checked anew. `rule`: the places that were typed then; null: not known. */
  'bulk.again': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ id: listId }),
    output: z.object({
      view: bulkView,
      rule: z.object({ at: places, keyword: places, seam: places }).nullable(),
    }),
  },
  /** Looks at every file. `job.progress` counts; `job.cancel` ends it as `cancelled`. */
  'bulk.check': {
    page: 'main',
    maxInput: 8 * 1024,
    input: z.strictObject({
      bulk: bulkId,
      job: jobId,
      typeCode: sealTypeCode,
      rule: z.strictObject({ at: places, keyword: places, seam: places }),
    }),
    output: checkView,
  },
  'bulk.rows': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({
      bulk: bulkId,
      from: z.int().min(0),
      count: z.int().min(1).max(MAX_ROWS),
      state: z.enum([...rowStates, 'out']).optional(),
    }),
    output: z.object({ rows: z.array(bulkRowView), total: z.int() }),
  },
  /** Takes rows out of the list, or in again; the others are judged anew where they were only wrong together. */
  'bulk.leaveOut': {
    page: 'main',
    maxInput: 64 * 1024,
    input: z.strictObject({
      bulk: bulkId,
      indexes: z.array(z.int().min(0)).min(1).max(MAX_FILES),
      isLeftOut: z.boolean(),
    }),
    output: checkView,
  },
  /** One file to look at, the marks that the rule gives it, and every place where a keyword stands. */
  'bulk.look': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ bulk: bulkId, index: z.int().min(0) }),
    output: z.object({
      document: documentView,
      marks: previewView.shape.marks,
      hits: z.array(keywordHitView),
    }),
  },
} as const;

export type BulkView = z.infer<typeof bulkView>;
export type BulkRowView = z.infer<typeof bulkRowView>;
export type BulkCheckView = z.infer<typeof checkView>;
