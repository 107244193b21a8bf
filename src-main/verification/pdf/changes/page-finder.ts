/** On which pages an object of the signed document is drawn, and as what: for the words about a change, never for the verdict. */
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import type { PdfObject } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { dictOf, readObject, referencesIn } from './reference-index.ts';

export interface PageUse {
  /** 1-based, ascending. */
  readonly pages: readonly number[];
  /** What it belongs to there: the entry of the page, or the kind of a larger thing that it is a part of. */
  readonly part: string | undefined;
}

/** Entries that lead upwards or sideways, not to what is drawn. */
const passedOver = new Set([
  'Parent',
  'P',
  'Pg',
  'Obj',
  'Prev',
  'Popup',
  'IRT',
  'StructParent',
  'Dest',
  'D',
  'B',
  'Kids',
]);
/** Objects that are looked at for one answer at most. */
const maxVisited = 20_000;

/** On which pages an object is used, by climbing from user to user. */
export class PageFinder {
  readonly #document: PdfDocument;
  readonly #pageOf: (number: number) => number | undefined;
  #users: Map<number, { from: number; key: string }[]> | undefined;

  constructor(document: PdfDocument, pageOf: (number: number) => number | undefined) {
    this.#document = document;
    this.#pageOf = pageOf;
  }

  /** Nothing is found when the document is too large to be searched. */
  find(number: number): PageUse {
    try {
      this.#users ??= usersOf(this.#document);
      return this.#climb(number, this.#users);
    } catch (error) {
      if (error instanceof BianyinError) return { pages: [], part: undefined };
      throw error;
    }
  }

  #climb(number: number, users: ReadonlyMap<number, readonly { from: number; key: string }[]>): PageUse {
    const pages = new Set<number>();
    const seen = new Set([number]);
    const open = [number];
    let part: string | undefined;
    for (let at = open.pop(); at !== undefined && seen.size < maxVisited; at = open.pop()) {
      part ??= largerPart(this.#document, at, number);
      for (const { from, key } of users.get(at) ?? []) {
        const page = this.#pageOf(from);
        if (page !== undefined) {
          pages.add(page);
          part ??= key;
        } else if (!seen.has(from)) {
          seen.add(from);
          open.push(from);
        }
      }
    }
    return { pages: [...pages].sort((a, b) => a - b), part };
  }
}

/** A font above a font program, an annotation above its appearance. */
function largerPart(document: PdfDocument, number: number, asked: number): string | undefined {
  const dict = number === asked ? undefined : dictOf(readObject(document, number));
  const type = dict && nameAt(dict, 'Type');
  return type === 'Font' || type === 'Annot' ? type : undefined;
}

function usersOf(document: PdfDocument): Map<number, { from: number; key: string }[]> {
  const users = new Map<number, { from: number; key: string }[]>();
  const add = (from: number, key: string, value: PdfObject) => {
    for (const target of referencesIn(value)) {
      const known = users.get(target) ?? [];
      known.push({ from, key });
      users.set(target, known);
    }
  };
  for (let from = 1; from <= document.highestObjectNumber; from += 1) {
    const object = readObject(document, from);
    const dict = dictOf(object);
    if (!dict && object) add(from, '', object);
    for (const [key, value] of dict?.entries ?? []) if (!passedOver.has(key)) add(from, key, value);
  }
  return users;
}
