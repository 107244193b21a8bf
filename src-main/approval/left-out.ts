/**
 * The places that an approval of a list leaves out (docs/adr/0035): members that had been taken back when it was given. Whoever approves has
 * not seen them, so that the signature itself says so: it counts for none of them, whatever becomes of the record of the taking back.
 */
import { z } from 'zod';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { maxListItems, type ListPlace } from './list-tree.ts';

/** Places (0 first), ascending; absent where nothing is left out. */
export const leftOutPlaces = z
  .array(
    z
      .int()
      .min(0)
      .max(maxListItems - 1),
  )
  .min(1)
  .max(maxListItems)
  .refine((places) => places.every((place, i) => place > (places[i - 1] ?? -1)), 'places not ascending')
  .optional();

/** Errors: `act-leaves-out`. */
export function requireNotLeftOut(
  { without }: { readonly without?: readonly number[] | undefined },
  { index }: Pick<ListPlace, 'index'>,
  name: string,
): void {
  if (without?.includes(index) === true)
    throw new BianyinError('act-leaves-out', { name, number: index + 1 });
}

/** Two octets for each, most significant first. */
export function encodeLeftOut(places: readonly number[]): Uint8Array {
  return Uint8Array.from(places.flatMap((place) => [place >> 8, place & 0xff]));
}

/** The places, all of a list of this length and none of them `index`; null for anything else. */
export function decodeLeftOut(octets: Uint8Array, { index, count }: ListPlace): number[] | null {
  if (octets.length === 0 || octets.length % 2 === 1) return null;
  const places = Array.from({ length: octets.length / 2 }, (_, i) => {
    const [high = 0, low = 0] = octets.subarray(2 * i, 2 * i + 2);
    return high * 256 + low;
  });
  const isOfList = places.every((place, i) => place > (places[i - 1] ?? -1) && place < count);
  return isOfList && !places.includes(index) ? places : null;
}
