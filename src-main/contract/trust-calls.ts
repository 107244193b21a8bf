/**
 * Calls about the trust pack (信任包, .btp) of this machine. A page never sends a path: main opens the chooser, reads the file once
 * and gives it a name; what the person has compared is what is then taken in.
 */
import { z } from 'zod';
import { hex, time } from './fields.ts';

/** A trust pack for people. */
const trustPackView = z.object({
  /** As reports name it: scope and number, `410200-7`. */
  version: z.string(),
  issuer: z.string(),
  scope: z.string(),
  seq: z.int(),
  sm3: hex,
  thisUpdate: time,
  nextUpdate: time,
  /** Their SM3 is what a person compares with the publisher. */
  roots: z.array(z.object({ name: z.string(), organisation: z.string(), sm3: hex, validTo: time })),
  intermediates: z.int(),
  sealMakers: z.int(),
  timeStampers: z.int(),
  crls: z.int(),
  policyProfile: z.string().nullable(),
  status: z.object({ seq: z.int(), thisUpdate: time, nextUpdate: time }).nullable(),
});

const packId = z.string().regex(/^p-[0-9a-f]{32}$/);

export const trustCalls = {
  /** The pack that counts here; null: none. Errors: `trust-pack-store-damaged`, `trust-pack-rollback` and those of a forged one. */
  'trust.show': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({}),
    output: trustPackView.nullable(),
  },
  /**
   * Main opens the chooser and reads the pack; nothing is taken yet. Null: nothing was chosen. `needsRoot`: this machine trusts
   * no root so far, so that the person has to compare one and `trust.import` has to name it. Errors: `trust-pack-*`.
   */
  'trust.choose': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({}),
    output: trustPackView.extend({ pack: packId, needsRoot: z.boolean() }).nullable(),
  },
  /** Takes the chosen pack in; the first time main asks the person about the root in a window of its own. Errors: `cancelled`, every refusal of a pack, each with its code; then nothing has changed. */
  'trust.import': {
    page: 'main',
    maxInput: 512,
    input: z.strictObject({ pack: packId, rootSm3: hex.optional() }),
    output: trustPackView,
  },
} as const;
