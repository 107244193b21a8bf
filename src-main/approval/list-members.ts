/** What a decision about a list is about (docs/adr/0035): the list, and the places that are no part of it any more. */
import { canonicalJson } from './canonical-json.ts';
import { textSm3 } from './statement.ts';

/** Hex SM3. `without`: places, 0 first; their order says nothing. */
export function membersSm3(listSm3: string, without: readonly number[]): string {
  const places = [...new Set(without)].sort((a, b) => a - b);
  return textSm3(canonicalJson({ listSm3, without: places }));
}
