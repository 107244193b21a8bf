/**
 * Which pages of a later revision are made of other objects than the signed ones: only these can look otherwise. It asks what a page
 * leads to, and knows nothing of the rules for changes (verification/pdf/changes), whose mistakes it must not share.
 */
import type { PdfDocument, PdfPage } from '../pdf/document-model.ts';
import { sameObject, type PdfDict, type PdfObject } from '../pdf/objects.ts';

/** Entries that lead to other pages, to the next of a list, or to what happens on a click; never to what is drawn. */
const sideways = new Set(
  'P Kids Dest A AA B Prev Next First Last Pg IRT Popup StructParent StructParents'.split(' '),
);
/** Entries whose values are lists by names that people choose: there a name says nothing about where it leads. */
const chosen = new Set(
  'Resources Font XObject ExtGState ColorSpace Pattern Shading Properties CharProcs AP N R D DR Colorants'.split(
    ' ',
  ),
);
/** Entries of the form that say which fields there are and not how they look. */
const listing = new Set(['Fields', 'SigFlags', 'CO']);

/** Pages, from 1, that have to be drawn. `from` and `to` are 0-based revisions. Errors: those of the reader. */
export function touchedPages(document: PdfDocument, from: number, to: number): number[] {
  const [before, after] = [document.documentAt(from), document.documentAt(to)];
  const reach = new Reach(after, changedNumbers(document, from, to));
  const layers = differs(before, after, reach, 'OCProperties');
  const form = differs(before, after, reach, 'AcroForm');
  const pages: number[] = [];
  for (let index = 0; index < after.pageCount; index += 1) {
    const [a, b] = [before.page(index), after.page(index)];
    const isSame = !layers && sameFrame(a, b) && !(form && b.annots.length > 0);
    if (!isSame || reach.leadsToChange(b)) pages.push(index + 1);
  }
  return pages;
}

/** Numbers of the objects that the revisions after `from` wrote, up to `to`. */
export function changedNumbers(document: PdfDocument, from: number, to: number): ReadonlySet<number> {
  const changed = new Set<number>();
  for (let i = from + 1; i <= to; i += 1)
    for (const number of document.changedObjects(i)) changed.add(number);
  return changed;
}

function sameFrame(a: PdfPage, b: PdfPage): boolean {
  const numbers = (page: PdfPage) => [...page.mediaBox, ...page.cropBox, page.rotate, page.userUnit];
  const isSameBox = a.ref.number === b.ref.number && numbers(a).join() === numbers(b).join();
  // Resources that stand in a node above are no object of their own.
  return isSameBox && sameObject(a.resources, b.resources);
}

/** Whether a part of the catalog that bears on every page is another one. */
function differs(
  before: PdfDocument,
  after: PdfDocument,
  reach: Reach,
  key: 'OCProperties' | 'AcroForm',
): boolean {
  const [a, b] = [before.value(before.catalog, key), after.value(after.catalog, key)];
  if (a === undefined || b === undefined) return a !== b && key === 'OCProperties';
  if (a.kind !== 'dict' || b.kind !== 'dict') return true;
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()].filter((each) => !listing.has(each)));
  return [...keys].some((each) => {
    const [old, now] = [a.entries.get(each), b.entries.get(each)];
    return !old || !now || !sameObject(old, now) || reach.leadsFrom(now);
  });
}

/** Whether a changed object can be reached; what was found to lead to none is not walked again. */
export class Reach {
  readonly #document: PdfDocument;
  readonly #changed: ReadonlySet<number>;
  readonly #clean = new Set<string>();

  constructor(document: PdfDocument, changed: ReadonlySet<number>) {
    this.#document = document;
    this.#changed = changed;
  }

  leadsToChange(page: PdfPage): boolean {
    if (this.#changed.has(page.ref.number)) return true;
    const own = [...page.dict.entries].filter(([key]) => key !== 'Parent').map(([, value]) => value);
    return this.#walk([...own, page.resources]);
  }

  leadsFrom(object: PdfObject): boolean {
    return this.#walk([object]);
  }

  #walk(start: readonly PdfObject[]): boolean {
    const open: Way[] = start.map((object) => ({ object, key: '' }));
    const seen = new Set<string>();
    for (let way = open.pop(); way !== undefined; way = open.pop()) {
      const { object: next, key } = way;
      if (next.kind === 'array') open.push(...next.items.map((object) => ({ object, key })));
      else if (next.kind === 'dict' || next.kind === 'stream') open.push(...onward(next, key));
      else if (next.kind === 'ref') {
        const place = `${next.number} ${chosen.has(key) ? 'by name' : ''}`;
        if (seen.has(place) || this.#clean.has(place)) continue;
        if (this.#changed.has(next.number)) return true;
        seen.add(place);
        const object = this.#document.get(next);
        if (!isPage(object)) open.push({ object, key });
      }
    }
    for (const place of seen) this.#clean.add(place);
    return false;
  }
}

/** A value, and the entry that led to it. */
interface Way {
  readonly object: PdfObject;
  readonly key: string;
}

function onward(object: PdfObject, from: string): Way[] {
  const dict: PdfDict | undefined =
    object.kind === 'stream' ? object.dict : object.kind === 'dict' ? object : undefined;
  return [...(dict?.entries ?? [])]
    .filter(([key]) => chosen.has(from) || !sideways.has(key))
    .map(([key, value]) => ({ object: value, key }));
}

function isPage(object: PdfObject): boolean {
  const type = object.kind === 'dict' ? object.entries.get('Type') : undefined;
  return type?.kind === 'name' && (type.value === 'Page' || type.value === 'Pages');
}
