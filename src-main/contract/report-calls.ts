/** Calls that make files of reports, results and the register. Main chooses the place and never replaces a file. */
import { z } from 'zod';
import { documentId, jobId } from './fields.ts';
import { journalFilter } from './journal-filter.ts';
import { useFilter } from './use-filter.ts';
import { documentView } from './views.ts';

const language = z.enum(['zh', 'en']);
/** A4 report, slip of 80 mm, copy for the printer with its notice, or the whole report as data. */
export const reportKind = z.enum(['sheet', 'slip', 'copy', 'json']);
export type ReportKind = z.infer<typeof reportKind>;

const savedView = z.object({
  name: z.string(),
  /** Name of the folder, without those above it. */
  folder: z.string(),
});

/** One line of a batch. */
const resultView = z.object({
  /** Place in the batch, from 0. */
  index: z.int(),
  name: z.string(),
  level: z.enum(['PASS', 'UNSURE', 'FAIL', 'NONE', 'UNREADABLE']),
  codes: z.array(z.string()),
  sentence: z.object({ zh: z.string(), en: z.string() }),
  nextStep: z.object({ zh: z.string(), en: z.string() }),
  seals: z.array(z.string()),
});
export type ResultView = z.infer<typeof resultView>;

const batchView = z.object({
  /** Name of the folder. */
  folder: z.string(),
  total: z.int(),
  done: z.int(),
  /** Taken over from an earlier run: neither the file nor the trust data changed. */
  reused: z.int(),
  /** Files that are neither PDF nor OFD. */
  others: z.int(),
  counts: z.record(z.enum(['PASS', 'UNSURE', 'FAIL', 'NONE', 'UNREADABLE']), z.int()),
});
export type BatchView = z.infer<typeof batchView>;

export const reportCalls = {
  /** A report of a file that this window has verified. Errors: `report-unknown`, `cancelled`, `output-exists`. */
  'report.save': {
    page: 'main',
    maxInput: 512,
    input: z.strictObject({ document: documentId, kind: reportKind, language }),
    output: savedView,
  },
  /** Prints it on a printer that the person chooses. Hosts that cannot print end with `print-not-possible`. */
  'report.print': {
    page: 'main',
    maxInput: 512,
    input: z.strictObject({ document: documentId, kind: reportKind.exclude(['json']), language }),
    output: z.object({}),
  },
  /** The results of several files as one table. */
  'report.saveMany': {
    page: 'main',
    maxInput: 64 * 1024,
    input: z.strictObject({
      documents: z.array(documentId).min(1).max(500),
      format: z.enum(['csv', 'xlsx', 'json']),
      language,
    }),
    output: savedView.extend({ rows: z.int() }),
  },

  /**
   * Main chooses a folder and verifies what is in it. `job.progress` tells how far it is; `job.cancel` stops it. What was
   * verified stays known: the same folder goes on from there, unless `afresh`. Null: no folder was chosen.
   */
  'batch.begin': {
    page: 'main',
    maxInput: 512,
    input: z.strictObject({ job: jobId, afresh: z.boolean() }),
    output: batchView.nullable(),
  },
  /** Lines of the last batch of this window, those of one verdict only when it is given. */
  'batch.rows': {
    page: 'main',
    maxInput: 512,
    input: z.strictObject({
      from: z.int().min(0),
      count: z.int().min(1).max(200),
      level: resultView.shape.level.optional(),
    }),
    output: z.object({ rows: z.array(resultView), total: z.int() }),
  },
  /** Opens one file of the last batch. Errors: `document-unknown`, `file-not-readable`. */
  'batch.open': {
    page: 'main',
    maxInput: 512,
    input: z.strictObject({ index: z.int().min(0) }),
    output: documentView,
  },
  'batch.save': {
    page: 'main',
    maxInput: 512,
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']), language }),
    output: savedView.extend({ rows: z.int() }),
  },

  /** The register, whole (an empty filter) or what the filter lets through; every form says which. Main chooses where. */
  'journal.save': {
    page: 'main',
    maxInput: 2048,
    // `uses`: one row for each use, instead of every row of the register.
    input: z.strictObject({
      format: z.enum(['xlsx', 'pdf', 'csv']),
      filter: journalFilter,
      uses: useFilter.optional(),
      language,
    }),
    output: savedView.extend({ rows: z.int() }),
  },
} as const;
