/** Calls of the counter screen: one file after the other, a watched folder, the clerk's log. They need no token and no enterprise. */
import { z } from 'zod';
import { documentId, hex, time } from './fields.ts';
import { fileReportView } from './report-view.ts';
import { documentView } from './views.ts';

const settings = z.strictObject({
  /** The log keeps names of files too. */
  keepNames: z.boolean(),
  /** “打印件视同复印件” on what is printed. */
  copyNotice: z.boolean(),
});
export type CounterSettings = z.infer<typeof settings>;

const watchView = z.object({
  /** Name of the folder; null: none is watched. */
  folder: z.string().nullable(),
  /** Files that wait to be looked at. */
  waiting: z.int(),
  /** Files that were there before and are not looked at. */
  skipped: z.int(),
  /** The folder cannot be read now (a drive was pulled). */
  isLost: z.boolean(),
});
export type WatchView = z.infer<typeof watchView>;

const logRow = z.object({
  seq: z.int(),
  time,
  level: z.string(),
  codes: z.array(z.string()),
  fileSm3: z.string(),
  fileName: z.string(),
  engine: z.string(),
  trust: z.string(),
});
export type CounterLogRow = z.infer<typeof logRow>;

const nothing = z.strictObject({});
const small = { page: 'main', maxInput: 512 } as const;

export const counterCalls = {
  'counter.describe': {
    ...small,
    input: nothing,
    output: z.object({
      engine: z.string(),
      /** This host can send a file to a printer; otherwise it is saved. */
      canPrint: z.boolean(),
      settings,
      watch: watchView,
      /** Rows of the log. */
      logged: z.int(),
    }),
  },
  'counter.change': { ...small, input: settings, output: settings },
  /** Verifies one file and writes it down. `pictures`: PNG by the SM3 that the report names, as they were signed. */
  'counter.verify': {
    ...small,
    input: z.strictObject({ document: documentId }),
    output: fileReportView.extend({
      pictures: z.record(z.string(), z.base64()),
      /** Number of the row in the log. */
      logged: z.int(),
    }),
  },
  /** Main chooses the folder. `counter.changed` tells when files arrive. */
  'counter.watch': { ...small, input: nothing, output: watchView },
  'counter.unwatch': { ...small, input: nothing, output: watchView },
  /** The file that has waited longest; null: none waits. */
  'counter.next': { ...small, input: nothing, output: documentView.nullable() },
  /** The newest rows, newest first. */
  'counter.log': {
    ...small,
    input: z.strictObject({ limit: z.int().min(1).max(500) }),
    output: z.array(logRow),
  },
  'counter.check': {
    ...small,
    input: nothing,
    output: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), rows: z.int(), sm3: hex }),
      z.object({ ok: z.literal(false), seq: z.int() }),
    ]),
  },
  /** The whole log as a table with its chain. */
  'counter.saveLog': {
    ...small,
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']), language: z.enum(['zh', 'en']) }),
    output: z.object({ name: z.string(), folder: z.string(), rows: z.int() }),
  },
} as const;
