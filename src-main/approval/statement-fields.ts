/** The fields that signed statements are made of, as strict zod schemas: bounded, one spelling, nothing that can mislead a reader. */
import { z } from 'zod';
import { isInstant } from '../domain/instant.ts';

/** SM3 digest, 64 lower-case hexadecimal digits. */
export const sm3Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A point in time, `2026-11-23T08:30:00Z`. */
export const instant = z.string().refine(isInstant, 'not a point in time');

/** Identifier of a person inside one enterprise's policy. */
export const personId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);

/**
 * What can make an approver read another text than the one that is signed: control and format characters (bidirectional
 * marks, zero width, tags), line separators, and letters that show as nothing. Variation selectors stay: names need them.
 */
const misleading = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160\u2800\u3164\uffa0]/u;

/** One line of text for people: not empty, trimmed, NFC, no control or direction-changing characters. */
export function plainText(maxLength: number): z.ZodType<string> {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => text === text.trim() && text === text.normalize('NFC'), 'not trimmed or not NFC')
    .refine((text) => text.isWellFormed() && !misleading.test(text), 'control characters');
}

/** Identifier of a seal (esID, GB/T 38540-2020 §6.2). */
export const sealId = plainText(128);

const millimetres = z
  .number()
  .min(0)
  .max(10_000)
  .refine((value) => Math.abs(Math.round(value * 100) - value * 100) < 1e-6, 'more than two decimals');

function pageList(least: number): z.ZodType<number[]> {
  return z
    .array(z.int().min(1).max(1_000_000))
    .min(least)
    .max(10_000)
    .refine((pages) => pages.every((page, i) => page > (pages[i - 1] ?? 0)), 'pages not ascending');
}

/** A placement of domain/placement.ts. */
export const placementSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), pages: pageList(1), xMm: millimetres, yMm: millimetres }),
  z.strictObject({
    kind: z.literal('seam'),
    edge: z.enum(['left', 'right']),
    pages: pageList(2),
    yMm: millimetres.nullable(),
  }),
]);
