/** Calls about backups. A recovery code is in none of them: it has a window of its own (code.ts). */
import { z } from 'zod';
import { backupWriters } from '../domain/backup-writer.ts';
import { time } from './fields.ts';

const notice = z.object({
  kind: z.enum(['not-set-up', 'none-yet', 'failed', 'old', 'register-broken', 'drill-due', 'drill-failed']),
  zh: z.string(),
  en: z.string(),
});

const backupView = z.object({
  /** As the system names it; null: none was chosen. */
  folder: z.string().nullable(),
  keep: z.int().nullable(),
  codeSetAt: time.nullable(),
  last: z.object({ madeAt: time, size: z.int(), seq: z.int(), skipped: z.int() }).nullable(),
  next: time.nullable(),
  drill: z.object({ at: time, passed: z.boolean() }).nullable(),
  /** Those in the folder, the newest first; null where it cannot be read. */
  found: z
    .array(
      z.object({
        ...{ madeAt: time, size: z.int(), rows: z.int(), sound: z.boolean() },
        /** Whether this home wrote it; the drill takes the newest that it did. */
        writer: z.enum(backupWriters),
      }),
    )
    .nullable(),
  /** The most urgent first. */
  notices: z.array(notice),
});
export type BackupView = z.infer<typeof backupView>;

const restoredView = z.object({
  /** Where it lies; null: it is the home of this window now. */
  folder: z.string().nullable(),
  madeAt: time,
  rows: z.int(),
  stopped: z.array(z.string()),
});
export type RestoredView = z.infer<typeof restoredView>;

function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { page: 'main' as const, maxInput: 1024, input, output };
}

const nothing = z.strictObject({});

export const backupCalls = {
  'backup.show': call(nothing, backupView),
  /** Main opens the chooser for the folder. */
  'backup.chooseFolder': call(nothing, backupView),
  'backup.keep': call(z.strictObject({ keep: z.int().min(2).max(1000) }), backupView),
  /** Makes a recovery code and shows it in a window of its own; it counts when the person says that it is written down. */
  'backup.newCode': call(nothing, backupView),
  'backup.make': call(nothing, backupView),
  /** Opens the newest backup with the code that is asked for in a window of its own. */
  'backup.drill': call(nothing, backupView),
  /** Main opens the chooser for the backup, and for a new folder where a home is here. */
  'backup.restore': call(nothing, restoredView),
} as const;
