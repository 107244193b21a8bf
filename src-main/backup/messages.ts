/** What the backup process is asked, and what it answers. A recovery code goes there as octets, and comes back once: when it is made. */
import { z } from 'zod';

const now = z.iso.datetime();
const code = z.base64().max(400);

export const backupRequest = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('take'), home: z.string(), now }),
  z.strictObject({ name: z.literal('check'), file: z.string() }),
  z.strictObject({ name: z.literal('make-code') }),
  z.strictObject({ name: z.literal('drill'), home: z.string(), now, file: z.string().nullable(), code }),
  z.strictObject({ name: z.literal('restore'), file: z.string(), target: z.string(), now, code }),
]);

export type BackupRequest = z.infer<typeof backupRequest>;

export const takenBackup = z.object({
  file: z.string(),
  sm3: z.string(),
  size: z.int(),
  madeAt: z.string(),
  seq: z.int(),
  sound: z.boolean(),
  skippedPaths: z.array(z.string()),
  removed: z.int(),
});

export const checkedBackup = z.object({
  sm3: z.string(),
  size: z.int(),
  madeAt: z.string(),
  sound: z.boolean(),
  rows: z.int(),
});

/** The code, and what a machine keeps of it once it was seen. */
export const madeCode = z.object({
  code: z.string(),
  /** Rows of its QR code, 0 and 1. */
  qr: z.array(z.string()),
  salt: z.base64(),
  publicKey: z.base64(),
  originKey: z.base64(),
});

export const drilledBackup = z.object({
  file: z.string(),
  madeAt: z.string(),
  rows: z.int(),
  files: z.int(),
  sm3: z.string(),
});

export const restoredHome = z.object({
  folder: z.string(),
  madeAt: z.string(),
  rows: z.int(),
  files: z.int(),
  sm3: z.string(),
  stopped: z.array(z.string()),
});
