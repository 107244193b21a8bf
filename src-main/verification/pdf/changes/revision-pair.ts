/** Two neighbouring revisions and the list of objects that the newer one wrote; rules tick objects off as explained. */
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import { sameObject, type PdfDict, type PdfObject } from '../../../pdf/objects.ts';
import { equalBytes } from '../../../crypto/bytes.ts';
import type { ChangeEvent, ChangeKind } from './change-event.ts';
import { dictOf, readObject, referencesIn, SEVERAL, type ReferenceIndex } from './reference-index.ts';

/** Streams whose bytes are compared before they count as changed. */
const maxComparedStream = 16 * 1024 * 1024;

/** Two neighbouring revisions, what differs between them, and what was explained so far. */
export class RevisionPair {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly changed: ReadonlySet<number>;
  readonly events: ChangeEvent[] = [];
  /** Widgets of fields that this revision signed: they may appear on pages. */
  readonly signedWidgets = new Set<number>();
  readonly #index: ReferenceIndex;
  readonly #explained = new Set<number>();
  readonly #pageOf: (number: number) => number | undefined;

  constructor(
    before: PdfDocument,
    after: PdfDocument,
    changed: readonly number[],
    index: ReferenceIndex,
    pageOf: (number: number) => number | undefined,
  ) {
    this.before = before;
    this.after = after;
    this.changed = new Set(changed);
    this.#index = index;
    this.#pageOf = pageOf;
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
    return [...this.referrers(number)].every(([from, key]) => owners.has(from) && key !== SEVERAL);
  }

  /** True when the newer revision wrote the object again without changing it. */
  isRewritten(number: number): boolean {
    const [a, b] = [this.old(number), this.now(number)];
    if (a === undefined || b === undefined) return a === b && this.before.entry(number) === undefined;
    if (a.kind !== 'stream' || b.kind !== 'stream') return sameObject(a, b);
    return sameObject(a.dict, b.dict) && this.#sameStreamBytes(a, b);
  }

  #sameStreamBytes(a: PdfObject & { kind: 'stream' }, b: PdfObject & { kind: 'stream' }): boolean {
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

/** Keys whose values differ between two dictionaries; a dictionary with duplicate keys differs in all of them. */
export function differingKeys(a: PdfDict | undefined, b: PdfDict | undefined): string[] {
  const keys = new Set([...(a?.entries.keys() ?? []), ...(b?.entries.keys() ?? [])]);
  const ambiguous = (a?.duplicateKeys.length ?? 0) + (b?.duplicateKeys.length ?? 0) > 0;
  return [...keys].filter((key) => {
    const [x, y] = [a?.entries.get(key), b?.entries.get(key)];
    return ambiguous || !x || !y || !sameObject(x, y);
  });
}

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
export function appendedItems(a: readonly PdfObject[], b: readonly PdfObject[]): PdfObject[] | undefined {
  const added: PdfObject[] = [];
  let at = 0;
  for (const item of b) {
    const expected = a[at];
    if (expected !== undefined && sameObject(expected, item)) at += 1;
    else added.push(item);
  }
  return at === a.length ? added : undefined;
}
