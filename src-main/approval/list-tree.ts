/**
 * The tree whose root stands for a list of requests (docs/adr/0035): what people sign is the root, and an item is shown to belong to it by
 * the digests beside its way up (RFC 9162 §2.1, with SM3). An octet in front of what is hashed tells leaf, node and root apart, so that
 * none is ever read as another; the root holds the count, and each leaf its place, so that a list has one root and an item one way up.
 */
import { fromHex, toHex, utf8Encode } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { bindingOf, type Binding } from './act.ts';
import { canonicalJson } from './canonical-json.ts';

/** Most requests that one list may hold. */
export const maxListItems = 5000;

/** What a leaf says of one request. */
export interface ListLeaf extends Binding {
  /** Place in the list, 0 for the first. */
  readonly index: number;
}

/** Where a request stands in its list, and what leads from it to the root. */
export interface ListPlace {
  readonly index: number;
  readonly count: number;
  /** Hex SM3 of the nodes beside the way up, from the leaf on. */
  readonly path: readonly string[];
  /** Its members are seals on one file (docs/adr/0042), and not files of one list. */
  readonly isSet?: boolean | undefined;
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const ROOT = Uint8Array.of(2);

/** Hex SM3 of the list, and the place of each of its leaves. Errors: `list-place-malformed` when it is empty or too long. */
export function listTree(leaves: readonly ListLeaf[]): {
  readonly listSm3: string;
  readonly places: readonly ListPlace[];
} {
  const count = leaves.length;
  requireCount(count);
  leaves.forEach(({ index }, i) => requirePlace(index === i));
  const levels = [leaves.map(leafSm3)];
  for (let level = levels[0] ?? []; level.length > 1; levels.push(level)) level = nextLevel(level);
  const [top = new Uint8Array()] = levels.at(-1) ?? [];
  const places = leaves.map(({ index }) => ({ index, count, path: pathIn(levels, index) }));
  return { listSm3: rootSm3(count, top), places };
}

/** Hex SM3 of the list to which this leaf at this place leads. Errors: `list-place-malformed` when no list of this length has such a way. */
export function listSm3From(leaf: Binding, place: ListPlace): string {
  requireListPlace(place);
  const { index, count, path } = place;
  const top = sidesOf(index, count).reduce(
    (node, side, i) => {
      const beside = fromHex(path[i] ?? '');
      return side === 'left' ? nodeSm3(beside, node) : nodeSm3(node, beside);
    },
    leafSm3({ ...leaf, index }),
  );
  return rootSm3(count, top);
}

/** A list of this length has such a place, and the way up from it is so long. Errors: `list-place-malformed`. */
export function requireListPlace({ index, count, path }: ListPlace): void {
  requireCount(count);
  requirePlace(Number.isSafeInteger(index) && index >= 0 && index < count);
  requirePlace(path.length === sidesOf(index, count).length);
  requirePlace(path.every((sm3Hex) => /^[0-9a-f]{64}$/.test(sm3Hex)));
}

/** On which side of the way up each node beside it stands. The last of an odd number has none and goes up as it is. */
function sidesOf(index: number, count: number): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = [];
  for (let [at, last] = [index, count - 1]; last > 0; at >>= 1, last >>= 1) {
    if (at % 2 === 1) sides.push('left');
    else if (at < last) sides.push('right');
  }
  return sides;
}

function leafSm3({ index, ...binding }: ListLeaf): Uint8Array {
  const text = canonicalJson({ v: 1, purpose: 'bianyin.list-item/1', index, ...bindingOf(binding) });
  return sm3(LEAF, utf8Encode(text));
}

function nodeSm3(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sm3(NODE, left, right);
}

/** The count as four octets, most significant first. */
function rootSm3(count: number, top: Uint8Array): string {
  const octets = Uint8Array.of(count >>> 24, count >>> 16, count >>> 8, count);
  return toHex(sm3(ROOT, octets, top));
}

function nextLevel(level: readonly Uint8Array[]): Uint8Array[] {
  const pairs = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => level.slice(2 * i, 2 * i + 2));
  return pairs.map(([left = new Uint8Array(), right]) => (right ? nodeSm3(left, right) : left));
}

function pathIn(levels: readonly (readonly Uint8Array[])[], index: number): string[] {
  return levels.flatMap((level, height) => {
    const beside = level[(index >> height) ^ 1];
    return beside ? [toHex(beside)] : [];
  });
}

function requireCount(count: number): void {
  requirePlace(Number.isSafeInteger(count) && count >= 1 && count <= maxListItems);
}

function requirePlace(isPlace: boolean): void {
  if (!isPlace) throw new BianyinError('list-place-malformed');
}
