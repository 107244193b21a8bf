/** Calls about the drivers of a connected home: several, of several makers (docs/adr/0058). */
import { z } from 'zod';
import { callError } from './result.ts';

const ROOM = 1024;
const nothing = z.strictObject({});

const driversView = z.object({
  /** The one that the enterprise was connected with first. */
  drivers: z.array(
    z.object({
      /** Its maker, or the file's own name. */
      title: z.string(),
      /** How many tokens it shows; null where it failed. */
      tokens: z.int().nullable(),
      problem: callError.nullable(),
    }),
  ),
  /** Known makers; only what lies in a folder of the system can be chosen by name. */
  makers: z.array(z.object({ id: z.string(), title: z.string(), isFound: z.boolean() })),
  /** The tokens are those of a sandbox: the first driver stays. */
  isFirstFixed: z.boolean(),
});
export type DriversView = z.infer<typeof driversView>;

/** Beside the others, or in the place of the first. */
const how = z.enum(['add', 'exchange']);
const makerId = z.string().regex(/^[a-z-]{1,60}$/);

const driverCall = <I extends z.ZodType>(input: I) =>
  ({ page: 'main', maxInput: ROOM, input, output: driversView }) as const;

export const driverCalls = {
  /** Asks every driver which tokens it shows. */
  'driver.list': driverCall(nothing),
  /** A driver of a known maker. It is tried before it is kept. */
  'driver.use': driverCall(z.strictObject({ id: makerId, how })),
  /** Main opens the chooser for a driver's file. */
  'driver.find': driverCall(z.strictObject({ how })),
  /** `place`: in the list; never the first. */
  'driver.remove': driverCall(z.strictObject({ place: z.int().min(1).max(7) })),
};
