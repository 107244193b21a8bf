/**
 * What the legal representative signs when this machine's clock was ahead while something was recorded (docs/adr/0039): that the register
 * goes on from an earlier time. It names the newest row of the register, so that it counts once and in one place.
 */
import { z } from 'zod';
import { instant, plainText, sm3Hex } from './statement-fields.ts';
import type { StatementKind } from './statement.ts';

const schema = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('bianyin.clock-correction/1'),
  /** Digest of the newest row of the register. */
  journalSm3: sm3Hex,
  /** The latest time that this machine has seen by its own clock: what is put right. */
  seen: instant,
  /** Hex SM3 of the signer's certificate (DER). */
  certificateSm3: sm3Hex,
  reason: plainText(200),
  /** The time that it is. */
  time: instant,
});

export type ClockCorrection = z.infer<typeof schema>;
export const clockCorrectionKind: StatementKind<ClockCorrection> = {
  purpose: 'bianyin.clock-correction/1',
  v: 1,
  schema,
};
