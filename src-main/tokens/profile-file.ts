/**
 * A vendor profile as a file (docs/formats.md, docs/adr/0060): data that an installed product takes, from a trust pack or from a person. It names
 * numbers and nothing else; it can neither call a token software nor say how many tries a PIN has.
 */
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { isSm2Number, mechanismNumber, mechanismText, signVariant } from './sign-variant.ts';

const PURPOSE = 'bianyin.vendor-profile';
/** Longest file, UTF-16 units: a table of numbers. */
const LONGEST = 16_384;

/** One line that people see. */
const line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
/** Part of a name, in lower case. Short ones would be part of everything. */
const part = z
  .string()
  .min(3)
  .max(64)
  .refine((text) => text === text.toLowerCase());
const ofSm2 = mechanismNumber.refine(isSm2Number, 'a number of another algorithm');

const profileFile = z.strictObject({
  v: z.literal(1),
  purpose: z.literal(PURPOSE),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/),
  title: line,
  /** How we know: `run` = tried on a token by whoever made the file. */
  evidence: z.strictObject({ mark: z.enum(['run', 'source', 'third-party']), text: line }),
  match: z
    .strictObject({
      /** Parts of the library's file name. */
      library: z.array(part).max(8).default([]),
      /** Parts of manufacturerID. */
      manufacturer: z.array(part).max(8).default([]),
    })
    .refine(({ library, manufacturer }) => library.length + manufacturer.length > 0, 'names no token'),
  /** In order of preference. */
  sign: z
    .array(signVariant.extend({ mechanism: ofSm2 }))
    .min(1)
    .max(16),
});
/** One that was read and is of the form. */
export type InstalledProfile = Readonly<z.infer<typeof profileFile>>;
/** What is written into a file: everything but the constants. */
export type NewProfile = Omit<InstalledProfile, 'v' | 'purpose'>;

/** Errors: `vendor-profile-malformed`. */
export function parseProfileFile(text: string): InstalledProfile {
  if (text.length > LONGEST) throw malformed('length');
  const parsed = profileFile.safeParse(valueOf(text));
  if (parsed.success) return parsed.data;
  throw malformed(parsed.error.issues[0]?.path.join('.') ?? '');
}

/** The text of a file, which reads back as the same. Errors: `vendor-profile-malformed`. */
export function profileFileText({ sign, ...profile }: NewProfile): string {
  const ways = sign.map(({ mechanism, ...way }) => ({ mechanism: mechanismText(mechanism), ...way }));
  const text = `${JSON.stringify({ v: 1, purpose: PURPOSE, ...profile, sign: ways }, null, 2)}\n`;
  parseProfileFile(text);
  return text;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('JSON', cause);
  }
}

function malformed(what: string, cause?: unknown): BianyinError {
  return new BianyinError('vendor-profile-malformed', { what }, { cause });
}

/** Those of a trust pack. One that this version does not understand is passed over: the pack is signed and counts for everything else. */
export function packProfiles(texts: readonly string[]): readonly InstalledProfile[] {
  return texts.flatMap((text) => orElse(() => parseProfileFile(text), []));
}
