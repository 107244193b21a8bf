/** Calls about parameters of UKeys that the program does not know (docs/adr/0060): a test of a UKey, and the files that a home has taken. */
import { z } from 'zod';
import { signatureForms, triedOutcomes } from '../domain/token-test.ts';
import { tokenLabel } from './fields.ts';

const ROOM = 1024;
const nothing = z.strictObject({});

export { tokenAlgorithmText } from '../domain/token-algorithm.ts';
export { signInputWords, signatureFormWords, triedOutcomeWords } from '../domain/token-test.ts';

const tokenTestView = z.object({
  /** In the order in which they were tried. */
  tried: z.array(
    z.object({
      /** `0x80008104`. */
      number: z.string(),
      input: z.enum(['digest', 'message', 'za-message']),
      /** The identity was given as mechanism parameter. */
      hasIdentity: z.boolean(),
      outcome: z.enum(triedOutcomes),
      form: z.enum(signatureForms).nullable(),
      ckr: z.string().nullable(),
    }),
  ),
  /** Not all were tried: it was cancelled on the UKey, or that is gone. */
  isCutShort: z.boolean(),
  /** The program knows a way that works, without any further file. */
  isKnown: z.boolean(),
});
export type TokenTestView = z.infer<typeof tokenTestView>;

const profilesView = z.object({
  profiles: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      evidence: z.string(),
      /** Those of a trust pack stay as long as it counts. */
      isOfPack: z.boolean(),
    }),
  ),
  /** Files in the place of profiles that are none. */
  unreadable: z.array(z.string()),
});
export type ProfilesView = z.infer<typeof profilesView>;

const profileId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/);
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ page: 'main', maxInput: ROOM, input, output }) as const;

export const profileCalls = {
  /** Tries every way to sign, with the PIN in the PIN window. What came of it is remembered for `profile.keep` and `profile.save`. */
  'token.test': call(z.strictObject({ token: tokenLabel }), tokenTestView),
  /** A login, with the PIN in the PIN window, to see whose a UKey is whose certificates are private. */
  'token.look': call(z.strictObject({ token: tokenLabel }), z.object({})),
  'profile.list': call(nothing, profilesView),
  /** Takes what the last test of this window found. Errors: `vendor-profile-missing`. */
  'profile.keep': call(nothing, profilesView),
  /** Writes it where main is told to. Errors: `vendor-profile-missing`. */
  'profile.save': call(nothing, z.object({ name: z.string(), folder: z.string() })),
  /** Main opens the chooser and warns. */
  'profile.find': call(nothing, profilesView),
  'profile.remove': call(z.strictObject({ id: profileId }), profilesView),
};
