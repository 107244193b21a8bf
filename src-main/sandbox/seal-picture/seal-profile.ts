/** Sizes and colour of the five pictures, as data: no public rule gives one size for all, so each city has its own profile. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const mm = z.number().positive().max(60);
const roundSize = z.strictObject({ diameterMm: mm.max(45), borderMm: mm });
const round = roundSize.extend({
  shape: z.literal('round'),
  /** Diameter of the circle through the five tips; null draws no star. */
  starDiameterMm: mm.nullable(),
  /** The level line under the star, for example 合同专用章. */
  line: z.string().min(1).nullable(),
  /** Other sizes by kind of enterprise. */
  variants: z.record(z.string(), roundSize),
});
const box = z.strictObject({ widthMm: mm, heightMm: mm });
const oval = box.extend({ shape: z.literal('oval'), borderMm: mm, line: z.string().min(1) });
const rectangle = box.extend({ shape: z.literal('rectangle'), borderMm: mm, wide: box });

const sealProfile = z.strictObject({
  v: z.literal(1),
  id: z.string().min(1),
  note: z.string(),
  dpi: z.int().min(150).max(1200),
  colour: z.string().regex(/^#[0-9A-F]{6}$/),
  seals: z.strictObject({ '01': round, '02': round, '03': oval, '04': round, '05': rectangle }),
});

export type SealProfile = z.infer<typeof sealProfile>;
export type RoundShape = z.infer<typeof round>;
export type OvalShape = z.infer<typeof oval>;
export type RectangleShape = z.infer<typeof rectangle>;

const kaifengFile = new URL('../../../assets/seal-profiles/kaifeng.json', import.meta.url);

/** Checks a profile read from anywhere. Throws a ZodError on a wrong one. */
export function parseSealProfile(value: unknown): SealProfile {
  return sealProfile.parse(value);
}

/** The default profile of Kaifeng: 40 / 38 / 40×30 / 38 / 18 mm at 600 dpi. */
export function kaifengSealProfile(): SealProfile {
  return parseSealProfile(JSON.parse(readFileSync(kaifengFile, 'utf8')));
}
