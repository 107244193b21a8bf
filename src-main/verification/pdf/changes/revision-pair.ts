/** Two neighbouring revisions and the list of objects that the newer one wrote; rules tick objects off as explained. */
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import { sameObject, type PdfDict, type PdfObject, type PdfStream } from '../../../pdf/objects.ts';
import { equalBytes } from '../../../crypto/bytes.ts';
import type { ChangeEvent, ChangeKind } from './change-event.ts';
import { layersOf } from './layers.ts';
import {
  dictOf,
  readObject,
  referencesIn,
  SEVERAL,
  TRAILER,
  type ReferenceIndex,
} from './reference-index.ts';
import { reachedObjects } from './reached-objects.ts';

/** Streams whose bytes are compared before they count as changed. */
const maxComparedStream = 16 * 1024 * 1024;

/** What is known of the file beside the two revisions. */
export interface PairSurroundings {
  /** The first revision that somebody signed: what came between it and these two, nobody looked at. */
  readonly signed: PdfDocument;
  readonly pageOf: (number: number) => number | undefined;
  /** First revision (0-based) since which an unsigned signature field stands as it does; null when the object is none. */
  readonly preparedSince: (number: number) => number | null;
}

/** Two neighbouring revisions, what differs between them, and what was explained so far. */
export class RevisionPair {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  /** As the first signer saw the file: a font that came later is not known by having been there. */
  readonly signed: PdfDocument;
  readonly changed: ReadonlySet<number>;
  readonly events: ChangeEvent[] = [];
  /** Widgets of fields that this revision signed, with the object number of the field: they may appear on pages. */
  readonly signedWidgets = new Map<number, number>();
  /** Widgets of empty signature fields that this revision added. */
  readonly emptyWidgets = new Set<number>();
  readonly #index: ReferenceIndex;
  readonly #explained = new Set<number>();
  readonly #pageOf: (number: number) => number | undefined;
  readonly #preparedSince: (number: number) => number | null;
  #reached: readonly ((number: number) => boolean)[] | undefined;
  #annotationPages: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(
    before: PdfDocument,
    after: PdfDocument,
    changed: readonly number[],
    index: ReferenceIndex,
    { signed, pageOf, preparedSince }: PairSurroundings,
  ) {
    this.before = before;
    this.after = after;
    this.signed = signed;
    this.changed = new Set(changed);
    this.#index = index;
    this.#pageOf = pageOf;
    this.#preparedSince = preparedSince;
  }

  old(number: number): PdfObject | undefined {
    return readObject(this.before, number);
  }

  now(number: number): PdfObject | undefined {
    return readObject(this.after, number);
  }

  isNew(number: number): boolean {
    return this.changed.has(number) && this.before.entry(number) === undefined;
  }

  /** Who referred to it before this revision. */
  referrers(number: number): ReadonlyMap<number, string> {
    return this.#index.of(number);
  }

  /** 1-based page of a page object, as of the signed document. */
  pageOf(number: number): number | undefined {
    return this.#pageOf(number);
  }

  /** 1-based pages whose /Annots hold this object now. */
  pagesOfAnnotation(number: number): readonly number[] {
    this.#annotationPages ??= annotationPages(this.after);
    return this.#annotationPages.get(number) ?? [];
  }

  /** Annotations that stood on pages before, with those pages (1-based). */
  oldAnnotations(): ReadonlyMap<number, readonly number[]> {
    return annotationPages(this.before);
  }

  /** First revision (0-based) of those looked at since which this object is an unsigned signature field with the rectangle it has now; null when it is none. */
  preparedSince(number: number): number | null {
    return this.#preparedSince(number);
  }

  explain(number: number): void {
    this.#explained.add(number);
  }

  isExplained(number: number): boolean {
    return this.#explained.has(number);
  }

  report(kind: ChangeKind, zh: string, en: string, more: Partial<ChangeEvent> = {}): void {
    this.events.push({ kind, text: { zh, en }, pages: [], ...more });
  }

  /** A new object that nothing in the older revision was waiting for. Its own content is not looked at. */
  claimFresh(number: number): boolean {
    if (!this.isNew(number) || this.referrers(number).size > 0) return false;
    this.explain(number);
    return true;
  }

  /** Everything new that a value leads to. References to old objects are left alone: if those changed, another rule must say why. */
  claimFreshTree(value: PdfObject): void {
    const open = [...referencesIn(value)];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (this.isExplained(number) || !this.claimFresh(number)) continue;
      const object = this.now(number);
      if (object) open.push(...referencesIn(object));
    }
  }

  /** An old object that changed, and that only the named ones refer to. */
  claimChanged(number: number, owners: ReadonlySet<number>): boolean {
    if (!this.changed.has(number) || this.old(number) === undefined) return false;
    if (!this.#isOnlyOf(number, owners)) return false;
    this.explain(number);
    return true;
  }

  /** Whether nothing but the named objects leads to this one, so that what hangs below it is theirs alone. */
  isOwned(number: number, owners: ReadonlySet<number>): boolean {
    if (this.isNew(number)) return this.isExplained(number);
    return this.#index.knows(number) && this.#isOnlyOf(number, owners);
  }

  /** An owner that leads to it by another entry besides shows it in two places. */
  #isOnlyOf(number: number, owners: ReadonlySet<number>): boolean {
    return [...this.referrers(number)].every(
      ([from, key]) => (owners.has(from) && key !== SEVERAL) || this.#isLoose(from),
    );
  }

  /** An object that nothing leads to, before or now, shows nobody what it refers to: widgets that a program has taken out of its pages. */
  #isLoose(from: number): boolean {
    if (from === TRAILER || this.changed.has(from)) return false;
    this.#reached ??= [reachedObjects(this.before), reachedObjects(this.after)];
    return this.#reached.every((isReached) => !isReached(from));
  }

  /** True when the newer revision wrote the object again without changing it; copies that it leads to are then explained too. */
  isRewritten(number: number): boolean {
    const [a, b] = [this.old(number), this.now(number)];
    if (a === undefined || b === undefined) return a === b && this.before.entry(number) === undefined;
    const keys = new Set(this.referrers(number).values());
    return this.isSame(a, b, keys.size === 1 ? [...keys].join() : '');
  }

  /**
   * Whether two values mean the same: objects that stand under another number, or directly where a reference was, are compared by
   * their content. A reference that stayed is the same: what changed behind it has its own explanation. `key` names the entry that
   * holds them, where one does.
   */
  isSame(a: PdfObject | undefined, b: PdfObject | undefined, key = ''): boolean {
    const copies: PdfObject[] = [];
    const isEqual = new Comparison(this, (copy) => copies.push(copy)).isEqual(a, b, key, 0);
    // A copy is explained by what it is a copy of.
    if (isEqual) for (const copy of copies) this.claimFreshTree(copy);
    return isEqual;
  }

  /** Keys whose values differ between two dictionaries; a dictionary with duplicate keys differs in all of them. */
  differingKeys(a: PdfDict | undefined, b: PdfDict | undefined): string[] {
    const keys = new Set([...(a?.entries.keys() ?? []), ...(b?.entries.keys() ?? [])]);
    const ambiguous = (a?.duplicateKeys.length ?? 0) + (b?.duplicateKeys.length ?? 0) > 0;
    return [...keys].filter(
      (key) => ambiguous || !this.isSame(a?.entries.get(key), b?.entries.get(key), key),
    );
  }

  /** An object that is free now, and that nothing leads to any more. */
  isGone(number: number): boolean {
    if (this.old(number) === undefined || this.after.entry(number) !== undefined) return false;
    return [...this.referrers(number).keys()].every((from) => {
      if (from === TRAILER) return !refersTo(this.after.trailer, number);
      if (!this.changed.has(from)) return false;
      const object = this.now(from);
      return object === undefined || !refersTo(object, number);
    });
  }

  /** Compared up to a length; a longer stream counts as another one. */
  sameStreamBytes(a: PdfStream, b: PdfStream): boolean {
    try {
      return equalBytes(
        this.before.rawStreamBytes(a, maxComparedStream),
        this.after.rawStreamBytes(b, maxComparedStream),
      );
    } catch (error) {
      if (error instanceof BianyinError) return false;
      throw error;
    }
  }
}

function annotationPages(document: PdfDocument): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let index = 0; index < document.pageCount; index += 1)
    for (const item of document.page(index).annots) {
      if (item.kind !== 'ref') continue;
      const pages = found.get(item.number) ?? [];
      pages.push(index + 1);
      found.set(item.number, pages);
    }
  return found;
}

function refersTo(object: PdfObject, number: number): boolean {
  for (const found of referencesIn(object)) if (found === number) return true;
  return false;
}

const maxComparedDepth = 24;
const maxComparedValues = 50_000;

/** One comparison of two values over two revisions. */
class Comparison {
  readonly #pair: RevisionPair;
  readonly #onCopy: (copy: PdfObject) => void;
  #left = maxComparedValues;

  constructor(pair: RevisionPair, onCopy: (copy: PdfObject) => void) {
    this.#pair = pair;
    this.#onCopy = onCopy;
  }

  isEqual(a: PdfObject | undefined, b: PdfObject | undefined, key: string, depth: number): boolean {
    this.#left -= 1;
    if (!a || !b || depth > maxComparedDepth || this.#left < 0) return a === b;
    if (a.kind === 'ref' && b.kind === 'ref' && a.number === b.number) return a.generation === b.generation;
    if (a.kind === 'ref' || b.kind === 'ref') return this.#isCopy(a, b, key, depth);
    if (a.kind === 'array' && b.kind === 'array') return this.#sameItems(a.items, b.items, key, depth);
    if (a.kind === 'dict' && b.kind === 'dict') return this.#sameEntries(a, b, depth);
    if (a.kind === 'stream' && b.kind === 'stream')
      return this.#sameEntries(a.dict, b.dict, depth) && this.#pair.sameStreamBytes(a, b);
    return sameObject(a, b);
  }

  #isCopy(a: PdfObject, b: PdfObject, key: string, depth: number): boolean {
    if (this.#isLayer(a, 'before') || this.#isLayer(b, 'after')) return false;
    const [x, y] = [
      a.kind === 'ref' ? this.#pair.old(a.number) : a,
      b.kind === 'ref' ? this.#pair.now(b.number) : b,
    ];
    // What leads nowhere is never the same as anything: it may be filled later.
    if (!x || !y || !this.isEqual(x, y, key, depth + 1)) return false;
    this.#onCopy(b);
    return true;
  }

  /** A layer is on or off by its number: a copy of it is another layer. */
  #isLayer(object: PdfObject, when: 'before' | 'after'): boolean {
    return object.kind === 'ref' && layersOf(this.#pair[when]).has(object.number);
  }

  #sameItems(a: readonly PdfObject[], b: readonly PdfObject[], key: string, depth: number): boolean {
    if (a.length !== b.length) return false;
    return a.every((item, i) => {
      const other = b[i];
      // 612 and 612.0 are one number in a box or a matrix (§7.3.3); in most other arrays readers refuse 65.0 for 65.
      if (item.kind === 'number' && other?.kind === 'number' && boxes.has(key))
        return item.value === other.value;
      return this.isEqual(item, other, '', depth + 1);
    });
  }

  #sameEntries(a: PdfDict, b: PdfDict, depth: number): boolean {
    if (a.duplicateKeys.length + b.duplicateKeys.length > 0 || a.entries.size !== b.entries.size)
      return false;
    return [...a.entries].every(([key, value]) => this.isEqual(value, b.entries.get(key), key, depth + 1));
  }
}

/** Arrays of coordinates, which are numbers of any kind. */
const boxes = new Set('MediaBox CropBox BleedBox TrimBox ArtBox Rect BBox Matrix'.split(' '));

/** The dictionary (or the dictionary of the stream) behind a value, as of a view. */
export function dictAt(document: PdfDocument, value: PdfObject | undefined): PdfDict | undefined {
  return value === undefined
    ? undefined
    : dictOf(value.kind === 'ref' ? readObject(document, value.number) : value);
}

/** The items of an array behind a value; undefined when it is no array, [] when there is no value. */
export function itemsAt(
  document: PdfDocument,
  value: PdfObject | undefined,
): readonly PdfObject[] | undefined {
  if (value === undefined || value.kind === 'null') return [];
  const object = value.kind === 'ref' ? readObject(document, value.number) : value;
  return object?.kind === 'array' ? object.items : undefined;
}

/** Items of `b` that are new when `a` stands in it unchanged and in order; undefined when `a` does not. */
export function appendedItems(
  pair: RevisionPair,
  a: readonly PdfObject[],
  b: readonly PdfObject[],
): PdfObject[] | undefined {
  const added: PdfObject[] = [];
  let at = 0;
  for (const item of b) {
    const expected = a[at];
    if (expected !== undefined && sameObject(expected, item)) at += 1;
    else added.push(item);
  }
  if (at === a.length) return added;
  // Rarely: the same items under other numbers.
  const kept = a.every((item, i) => pair.isSame(item, b[i]));
  return kept ? b.slice(a.length) : undefined;
}
