/** What an examination of a driver finds (docs/adr/0060): for whoever helps from afar, so without PIN, label, serial number, name or path. */
import { z } from 'zod';

const versionText = z.string();
const mechanism = z.strictObject({
  number: z.string(),
  /** CK_MECHANISM_INFO.flags; null where the driver does not say. */
  flags: z.number().nullable(),
});
const certificate = z.strictObject({
  /** Of its key. */
  kind: z.string(),
  issuer: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  keyUsage: z.array(z.string()),
});
const token = z.strictObject({
  manufacturer: z.string(),
  model: z.string(),
  flags: z.number(),
  pinLength: z.strictObject({ least: z.number(), most: z.number() }),
  hardware: versionText,
  firmware: versionText,
  /** The profile that it is used with; null: no SM2 that is known. */
  profile: z.string().nullable(),
  mechanisms: z.array(mechanism),
  certificates: z.array(certificate),
  seals: z.int(),
});
const slot = z.strictObject({
  slot: z.number(),
  description: z.string(),
  flags: z.number(),
  hardware: versionText,
  firmware: versionText,
  /** Null: none in it, or it cannot be read. */
  token: token.nullable(),
});

export const driverFacts = z.strictObject({
  file: z.strictObject({
    name: z.string(),
    /** Null: there is no such file. */
    octets: z.number().nullable(),
    sm3: z.string().nullable(),
    /** `Linux x64`; null: no library. */
    machine: z.string().nullable(),
    bits: z.number().nullable(),
    interfaces: z.array(z.enum(['pkcs11', 'skf'])),
    needs: z.array(z.strictObject({ name: z.string(), isFound: z.boolean().nullable() })),
  }),
  /** CK_INFO. */
  info: z
    .strictObject({
      cryptoki: versionText,
      manufacturer: z.string(),
      description: z.string(),
      version: versionText,
    })
    .nullable(),
  slots: z.array(slot),
  /** Calls that failed, with their return values. */
  failures: z.array(z.strictObject({ call: z.string(), slot: z.number().nullable(), ckr: z.string() })),
});
export type DriverFacts = z.infer<typeof driverFacts>;
export type SlotFacts = DriverFacts['slots'][number];

/** The call that comes next, and what is known so far: whoever hears nothing more knows where a driver stopped. */
export const examinedSoFar = z.strictObject({
  name: z.literal('examined'),
  next: z.strictObject({ call: z.string(), slot: z.number().nullable() }),
  facts: driverFacts,
});
