/** What main tells a page unasked, on one ordered stream for each window. */
import { z } from 'zod';
import { sealingSteps } from '../domain/sealing-step.ts';
import { jobId } from './fields.ts';

const appEvent = z.discriminatedUnion('kind', [
  /** `total` is known from the start; `done` counts what is finished. */
  z.strictObject({
    kind: z.literal('job.progress'),
    job: jobId,
    done: z.int().min(0),
    total: z.int().min(0),
    /** How many of `done` came to nothing. */
    failed: z.int().min(0).optional(),
    /** How fast it goes, each second. */
    perSecond: z.number().min(0).optional(),
    /** How far the one at hand has come. */
    step: z.enum(sealingSteps).optional(),
  }),
  /** A token was plugged in or pulled, or its tries changed: ask `token.list` again. */
  z.strictObject({ kind: z.literal('tokens.changed') }),
  /** A request was written, decided on or used: ask `request.list` again. */
  z.strictObject({ kind: z.literal('requests.changed') }),
  /** There is a home now, or its seals changed: ask `home.describe` and `seal.list` again. */
  z.strictObject({ kind: z.literal('home.changed') }),
  /** Something arrived in the watched folder, or it was lost: ask `counter.describe` again. */
  z.strictObject({ kind: z.literal('counter.changed') }),
]);
export type AppEvent = z.infer<typeof appEvent>;

/** `seq` begins with 1 in each window and has no gaps. */
export const numberedEvent = z.strictObject({ seq: z.int().min(1), event: appEvent });
export type NumberedEvent = z.infer<typeof numberedEvent>;
