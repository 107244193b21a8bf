/** What the document worker can be asked. It gets everything it judges by in the request: no home, no network, no keys. */
import { z } from 'zod';
import { sealingWarnings, type SealingWarning } from '../domain/sealing-warnings.ts';
import { placements } from '../contract/fields.ts';

const base64 = z.base64();

/** The status of all seals: the image lies in a file, and the host has found its digest genuine. */
const statusImage = z.strictObject({
  file: z.string().min(1),
  offset: z.int().min(0),
  length: z.int().min(1),
  imageSm3: z.string().length(64),
  seq: z.int(),
  sm3: z.string(),
  thisUpdate: z.iso.datetime(),
  nextUpdate: z.iso.datetime(),
  scope: z.string(),
  policy: z.string(),
  /** Hex SM3 of the root that the host has found it signed under. */
  publisher: z.string().length(64),
});

/** Trust as octets, so that the worker parses it under its own limits. */
const trustInput = z.strictObject({
  anchors: z.array(base64),
  intermediates: z.array(base64),
  crls: z.array(base64),
  sealMakers: z.array(base64),
  /** OCSP responses. */
  ocsp: z.array(base64).optional(),
  /** The city's word on its seals, verified by the host; null: the home has none. */
  snapshot: z.union([z.literal('forged'), statusImage]).nullable(),
  /** Which trust pack these come from, e.g. `410200-7`; null: from none. */
  trustListVersion: z.string().nullable(),
  /** Latest time that this home has seen, ISO 8601; the clock may not be earlier. */
  clockFloor: z.iso.datetime().nullable(),
});
export type TrustInput = z.infer<typeof trustInput>;
export type StatusInput = z.infer<typeof statusImage>;

/** A seal in its places. */
const placed = {
  file: z.string().min(1),
  placements,
  /** Size of the seal on paper, mm. */
  size: z.strictObject({ widthMm: z.number().positive(), heightMm: z.number().positive() }),
};

export const documentRequest = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('inspect'), file: z.string().min(1) }),
  /** What a viewer puts behind the file to find its pages at once. */
  z.strictObject({ name: z.literal('pageTree'), file: z.string().min(1) }),
  z.strictObject({ name: z.literal('marks'), ...placed }),
  /** On which pages the marks would lie on a dark ground. */
  z.strictObject({ name: z.literal('ground'), ...placed }),
  z.strictObject({
    name: z.literal('verify'),
    file: z.string().min(1),
    trust: trustInput,
    now: z.iso.datetime(),
    /** Judge as of this time instead of now; null: now. */
    at: z.iso.datetime().nullable(),
  }),
]);
export type DocumentRequest = z.infer<typeof documentRequest>;

/** A box on a page as it is seen, mm. */
const seenBox = z.strictObject({
  xMm: z.number(),
  yMm: z.number(),
  widthMm: z.number(),
  heightMm: z.number(),
});

/** Signature fields that the other side has prepared: places for a seal. */
const preparedFields = z.array(z.strictObject({ name: z.string(), page: z.int(), rect: seenBox }));

/** What a page placement needs to know before a request is written. */
export const inspection = z.strictObject({
  pageCount: z.int().positive(),
  size: z.int().nonnegative(),
  /** Codes of what a person should know before sealing. */
  warnings: z.array(z.enum(Object.keys(sealingWarnings) as [SealingWarning, ...SealingWarning[]])),
  emptyFields: preparedFields,
});
export type Inspection = z.infer<typeof inspection>;

/** Where the marks of placements come to be, mm on the pages as they are seen, and which of them lie over one another. */
export const markPlan = z.strictObject({
  marks: z.array(
    z.strictObject({
      page: z.int(),
      rect: seenBox,
      slice: z.strictObject({ index: z.int(), count: z.int() }).nullable(),
    }),
  ),
  /** Marks that lie over a seal that is on the file already; `share` of the smaller one is covered. */
  covered: z.array(z.strictObject({ mark: z.int(), page: z.int(), share: z.number() })),
  /** The prepared field that the seal goes into; null: a field of its own. */
  fills: z.string().nullable(),
  overlaps: z.array(z.strictObject({ first: z.int(), second: z.int(), page: z.int(), share: z.number() })),
});
export type MarkPlan = z.infer<typeof markPlan>;

/** Pages on which a seal would hardly be seen. */
export const darkGround = z.array(z.int().positive());
