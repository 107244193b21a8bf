/**
 * The page tree (ISO 32000-2 §7.7.3) and what a page looks like from outside: boxes, rotation, size.
 * Readers find a page by its place among the leaves, by /Count, or through /Parent; where these disagree the file is refused.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfBox, PdfDocument, PdfPage } from './document-model.ts';
import { limitError } from './limits.ts';
import type { WorkBudget } from './limits.ts';
import { dictValue, refKey } from './objects.ts';
import type { PdfDict, PdfObject, PdfRef } from './objects.ts';
import type { NoteSink } from './parser.ts';

export type { PdfBox, PdfPage } from './document-model.ts';

interface Leaf {
  readonly ref: PdfRef;
  /** Nodes above, the nearest first. */
  readonly above: readonly PdfRef[];
}

type TreeReader = Pick<PdfDocument, 'get' | 'resolve' | 'value' | 'catalog'>;

/** The pages of one view, from 0. Errors: `pdf-no-pages`, `pdf-page-missing`, `pdf-page-broken`, `pdf-page-tree-broken`. */
export class PageTree {
  readonly #document: TreeReader;
  readonly #budget: WorkBudget;
  readonly #note: NoteSink;
  readonly #leaves: Leaf[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #seen = new Set<string>();

  /** Errors: `pdf-page-tree-broken`, `pdf-no-pages`, `pdf-limit`. */
  constructor(document: TreeReader, budget: WorkBudget, note: NoteSink) {
    this.#document = document;
    this.#budget = budget;
    this.#note = note;
    const root = dictValue(document.catalog, 'Pages');
    if (root?.kind !== 'ref') throw treeError('/Pages');
    this.#walk(root, null, [], 0);
    if (this.#leaves.length === 0) throw new BianyinError('pdf-no-pages');
  }

  get count(): number {
    return this.#leaves.length;
  }

  indexOf(ref: PdfRef): number | undefined {
    return this.#indexes.get(refKey(ref));
  }

  /** Errors: `pdf-page-missing`, `pdf-page-broken`. */
  page(index: number): PdfPage {
    const leaf = this.#leaves[index];
    if (!leaf) throw new BianyinError('pdf-page-missing', { page: index + 1, pages: this.count });
    const dict = this.#document.get(leaf.ref);
    if (dict.kind !== 'dict') throw treeError('page object');
    return readPage(this.#document, leaf, dict, index, this.#note);
  }

  /** Number of leaves below a node. */
  #walk(ref: PdfRef, parent: PdfRef | null, above: readonly PdfRef[], depth: number): number {
    const { maxTreeDepth } = this.#budget.limits;
    if (depth > maxTreeDepth) throw limitError('page tree depth', maxTreeDepth);
    if (this.#seen.has(refKey(ref))) throw treeError('node twice in the tree');
    this.#seen.add(refKey(ref));
    this.#budget.spend(4);
    const node = this.#document.get(ref);
    if (node.kind !== 'dict') throw treeError(`node ${ref.number}`);
    this.#checkParent(node, parent);
    const kids = this.#document.value(node, 'Kids');
    const type = this.#document.value(node, 'Type');
    this.#checkType(type, kids !== undefined, node);
    if (!kids) return this.#addLeaf(ref, above, parent);
    if (kids.kind !== 'array') throw treeError('/Kids');
    const chain = [ref, ...above];
    let leaves = 0;
    for (const kid of kids.items) {
      if (kid.kind !== 'ref') throw treeError('direct page object');
      leaves += this.#walk(kid, ref, chain, depth + 1);
    }
    const count = this.#document.value(node, 'Count');
    if (count?.kind !== 'number' || count.value !== leaves) throw treeError('/Count');
    return leaves;
  }

  #addLeaf(ref: PdfRef, above: readonly PdfRef[], parent: PdfRef | null): number {
    if (!parent) throw treeError('/Pages without /Kids');
    if (this.#leaves.length >= this.#budget.limits.maxPages)
      throw limitError('pages', this.#budget.limits.maxPages);
    this.#indexes.set(refKey(ref), this.#leaves.length);
    this.#leaves.push({ ref, above });
    return 1;
  }

  #checkParent(node: PdfDict, parent: PdfRef | null): void {
    const named = dictValue(node, 'Parent');
    const isSame = named?.kind === 'ref' && parent !== null && refKey(named) === refKey(parent);
    if (parent ? !isSame : named !== undefined) throw treeError('/Parent');
  }

  #checkType(type: PdfObject | undefined, hasKids: boolean, node: PdfDict): void {
    const expected = hasKids ? 'Pages' : 'Page';
    if (!type) this.#note('page-without-type', node.range?.start ?? 0);
    else if (type.kind !== 'name' || type.value !== expected) throw treeError('/Type of a page');
  }
}

function readPage(document: TreeReader, leaf: Leaf, dict: PdfDict, index: number, note: NoteSink): PdfPage {
  const inherited = (key: string): PdfObject | undefined => {
    for (const node of [leaf.ref, ...leaf.above]) {
      const attributes = document.get(node);
      const value = attributes.kind === 'dict' ? document.value(attributes, key) : undefined;
      if (value) return value;
    }
    return undefined;
  };
  const broken = (what: string) => new BianyinError('pdf-page-broken', { page: index + 1, what });
  const mediaBox = readBox(document, inherited('MediaBox'));
  if (!mediaBox) throw broken('/MediaBox');
  const cropBox = visibleBox(document, inherited('CropBox'), mediaBox);
  if (!cropBox) note('crop-box-outside', dict.range?.start ?? 0);
  const rotate = readRotate(inherited('Rotate'));
  if (rotate === undefined) throw broken('/Rotate');
  const unit = document.value(dict, 'UserUnit');
  const userUnit = unit ? (unit.kind === 'number' ? unit.value : NaN) : 1;
  if (!(userUnit > 0 && userUnit <= 1e6)) throw broken('/UserUnit');
  const resources = inherited('Resources');
  return {
    index,
    ref: leaf.ref,
    dict,
    mediaBox,
    cropBox: cropBox ?? mediaBox,
    rotate,
    userUnit,
    ...visualSize(cropBox ?? mediaBox, rotate, userUnit),
    resources:
      resources?.kind === 'dict'
        ? resources
        : { kind: 'dict', entries: new Map(), duplicateKeys: [], range: null },
    annots: readAnnots(document, dict, broken),
  };
}

function readAnnots(
  document: TreeReader,
  dict: PdfDict,
  broken: (what: string) => BianyinError,
): readonly PdfObject[] {
  const annots = document.value(dict, 'Annots');
  if (!annots) return [];
  if (annots.kind !== 'array') throw broken('/Annots');
  return annots.items;
}

/** §7.9.5: any two opposite corners. Undefined unless it has an area and sane numbers. */
export function readBox(
  document: Pick<PdfDocument, 'resolve'>,
  object: PdfObject | undefined,
): PdfBox | undefined {
  if (object?.kind !== 'array' || object.items.length !== 4) return undefined;
  const [a, b, c, d] = object.items.map((item) => {
    const number = document.resolve(item);
    return number.kind === 'number' && Math.abs(number.value) <= 1e7 ? number.value : NaN;
  });
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const box: PdfBox = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

/** §14.11.2.1: the crop box, cut to the media box; undefined when nothing of it is left, and then readers show the media box. */
function visibleBox(document: TreeReader, object: PdfObject | undefined, media: PdfBox): PdfBox | undefined {
  if (!object) return media;
  const crop = readBox(document, object);
  if (!crop) return undefined;
  const cut: PdfBox = [
    Math.max(crop[0], media[0]),
    Math.max(crop[1], media[1]),
    Math.min(crop[2], media[2]),
    Math.min(crop[3], media[3]),
  ];
  return cut[2] > cut[0] && cut[3] > cut[1] ? cut : undefined;
}

const turns = [0, 90, 180, 270] as const;

function readRotate(object: PdfObject | undefined): 0 | 90 | 180 | 270 | undefined {
  if (!object) return 0;
  if (object.kind !== 'number' || object.value % 90 !== 0) return undefined;
  return turns[(((object.value / 90) % 4) + 4) % 4];
}

function visualSize(
  box: PdfBox,
  rotate: number,
  unit: number,
): { visualWidthPt: number; visualHeightPt: number } {
  const [across, up] = [(box[2] - box[0]) * unit, (box[3] - box[1]) * unit];
  return rotate % 180 === 0
    ? { visualWidthPt: across, visualHeightPt: up }
    : { visualWidthPt: up, visualHeightPt: across };
}

function treeError(what: string): BianyinError {
  return new BianyinError('pdf-page-tree-broken', { what });
}
