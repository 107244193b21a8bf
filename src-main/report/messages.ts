/** What the report process can be asked. It writes the file itself, whole or not at all, and never over another one. */
import { z } from 'zod';
import type { HandOverSheetInput } from './hand-over-sheet.ts';
import type { VerificationReport } from '../verification/report.ts';

const language = z.enum(['zh', 'en']);
const path = z.string().min(1);
/** Made by our own verifier and passed on as it is. */
const report = z.custom<VerificationReport>((value) => typeof value === 'object' && value !== null);

/** Taken from rows of our own register. */
const handOver = z.custom<HandOverSheetInput>((value) => typeof value === 'object' && value !== null);

export const reportRequest = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.enum(['sheet', 'slip']),
    /** The verified file, for the pictures of its seals. */
    file: path,
    out: path,
    input: z.strictObject({
      name: z.string(),
      report,
      language,
      copyNotice: z.boolean(),
      trustVersion: z.string().nullable(),
    }),
  }),
  z.strictObject({
    name: z.literal('copy'),
    file: path,
    out: path,
    sm3: z.string(),
    notice: z.string(),
    at: z.iso.datetime(),
  }),
  z.strictObject({
    name: z.literal('journal'),
    out: path,
    input: z.strictObject({
      table: z.strictObject({
        title: z.string(),
        columns: z.array(
          z.strictObject({ title: z.string(), width: z.number(), isMoney: z.boolean().optional() }),
        ),
        rows: z.array(z.array(z.union([z.string(), z.number()]))),
      }),
      language,
      enterprise: z.string(),
      scope: z.string(),
      exportedAt: z.string(),
      chain: z.string(),
      head: z.string(),
      engine: z.string(),
      madeAt: z.iso.datetime(),
    }),
  }),
  z.strictObject({ name: z.literal('handOver'), out: path, input: handOver }),
  z.strictObject({ name: z.literal('pictures'), file: path }),
]);
export type ReportRequest = z.infer<typeof reportRequest>;

/** PNG pictures as base64 by the hex SM3 of their octets. */
export const picturesAnswer = z.record(z.string(), z.base64());
