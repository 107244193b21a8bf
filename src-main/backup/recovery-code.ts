/**
 * The recovery code that the enterprise keeps on paper (docs/adr/0041): 140 random bits as seven groups of four characters, each with a check
 * character. The check is a code over GF(32): one wrong character, or two that changed places, is found in its group before anything is tried.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** Crockford's letters: none that is read as another one; O, I and L are taken for what they look like. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 7;
const IN_GROUP = 4;
/** Random octets of a code: one for each character, of which five bits are taken. */
export const CODE_RANDOM = GROUPS * IN_GROUP;

/** `K7QM2-…`: seven groups of five. */
export function recoveryCodeFrom(random: Uint8Array): string {
  const values = [...random].map((octet) => octet & 31);
  return Array.from({ length: GROUPS }, (_, group) => {
    const own = values.slice(IN_GROUP * group, IN_GROUP * (group + 1));
    return [...own, checkOf(own, group)].map((value) => letters.charAt(value)).join('');
  }).join('-');
}

/**
 * The characters that keys are made from, without checks, as octets; the caller overwrites them. Spaces, dashes and small letters are fine.
 * Errors: `recovery-code-length`, `recovery-code-mistyped` with the group.
 */
export function readRecoveryCode(typed: Uint8Array): Uint8Array {
  const values = [...typed].map(valueOf).filter((value) => value !== null);
  if (values.length !== GROUPS * (IN_GROUP + 1))
    throw new BianyinError('recovery-code-length', { number: values.length });
  const out = new Uint8Array(GROUPS * IN_GROUP);
  for (let group = 0; group < GROUPS; group += 1) {
    const at = (IN_GROUP + 1) * group;
    const own = values.slice(at, at + IN_GROUP);
    if (values.includes(-1, at) && values.indexOf(-1, at) <= at + IN_GROUP) throw mistyped(group);
    if (checkOf(own, group) !== values[at + IN_GROUP]) throw mistyped(group);
    own.forEach((value, i) => (out[IN_GROUP * group + i] = letters.charCodeAt(value)));
  }
  values.fill(0);
  return out;
}

function mistyped(group: number): BianyinError {
  return new BianyinError('recovery-code-mistyped', { number: group + 1 });
}

/** Null for what stands between; −1 for what is no character of a code. */
function valueOf(octet: number): number | null {
  const character = String.fromCharCode(octet).toUpperCase();
  if (/[\s_-]/.test(character)) return null;
  const alike: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
  return letters.indexOf(alike[character] ?? character);
}

/** Σ αⁱ⁺¹·vᵢ over GF(2⁵) of x⁵ + x² + 1, with the place of the group added, so that groups cannot change places either. */
function checkOf(values: readonly number[], group: number): number {
  let sum = 0;
  for (const value of values.toReversed()) sum = twice(sum ^ value);
  return sum ^ (group + 1);
}

function twice(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 37 : shifted;
}
