/**
 * One way to ask a token for an SM2 signature, as vendor profiles name it. Whatever a profile says, the token is asked for one thing: the
 * SM2 signature over e = SM3(ZA ‖ M) of a message that the signer composed (GB/T 32918.2 §6.1), and only one that the certificate's key verifies is used.
 */
import { z } from 'zod';

/** A mechanism number as profiles write it: `0x80008104`. */
export const mechanismNumber = z
  .string()
  .regex(/^0x[0-9a-f]{1,8}$/)
  .transform((text) => Number.parseInt(text, 16));

/**
 * What the token is given. `digest`: the 32 octets e; `message`: M, and it computes ZA and e itself; `za-message`: ZA ‖ M, and it computes
 * SM3 of what it gets.
 */
const signInputs = ['digest', 'message', 'za-message'] as const;

export const signVariant = z.strictObject({
  mechanism: mechanismNumber,
  input: z.enum(signInputs),
  /** Pass the signer's identity as mechanism parameter. */
  identityParameter: z.boolean().default(false),
  /** The driver takes it although its own list of mechanisms does not name it. */
  isUnlisted: z.boolean().default(false),
});
export type SignVariant = Readonly<z.infer<typeof signVariant>>;

/** Whether two ways ask the token for the same, listed or not. */
export function isSameWay(a: SignVariant, b: SignVariant): boolean {
  return a.mechanism === b.mechanism && a.input === b.input && a.identityParameter === b.identityParameter;
}

/** As profiles write it. */
export function mechanismText(mechanism: number): string {
  return `0x${mechanism.toString(16)}`;
}

/** CKM_VENDOR_DEFINED: numbers from here on are the makers' own (PKCS#11 v2.40 §3). */
const vendorDefined = 0x80000000;

/**
 * Numbers below it that makers and standards use for SM2 signatures: CKM_ECDSA with a key on the SM2 curve; the identifiers of
 * GM/T 0006-2012 §6.2 (SGD_SM2, SGD_SM2_1, SGD_SM3_SM2) taken for mechanisms; MsSince, WoSign.
 */
export const standardWays: readonly SignVariant[] = (
  [
    [0x1041, 'digest'],
    [0x20100, 'digest'],
    [0x20200, 'digest'],
    [0x20201, 'message'],
    [0x20201, 'za-message'],
    [0x10002, 'digest'],
    [0x10004, 'message'],
  ] as const
).map(([mechanism, input]) => ({ mechanism, input, identityParameter: false, isUnlisted: false }));

/** Numbers that PKCS#11 gives to other algorithms are never asked of a key. */
export function isSm2Number(mechanism: number): boolean {
  return mechanism >= vendorDefined || standardWays.some((way) => way.mechanism === mechanism);
}
