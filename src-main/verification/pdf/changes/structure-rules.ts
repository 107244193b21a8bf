/**
 * Rules for the structure tree of a tagged file (ISO 32000-2 §14.7): a new signature field may be put into it. What it says of the rest
 * of the document, in which order and in which words, stays.
 */
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { nameAt } from '../../../pdf/survey/object-links.ts';
import { dictOf, SEVERAL } from './reference-index.ts';
import { appendedItems, dictAt, itemsAt, type RevisionPair } from './revision-pair.ts';
import { numberTreeGrew } from './number-tree.ts';

/** Explains changes of the tree; form rules must have run, because only their new widgets may be added. */
export function explainStructure(pair: RevisionPair): void {
  const [old, now] = [pair.before.catalog, pair.after.catalog].map((each) =>
    each.entries.get('StructTreeRoot'),
  );
  if (!old || !now) {
    if (old ?? now) pair.report('unexplained', '文档结构被修改', 'The structure of the document was changed');
    return;
  }
  const tree = new StructureStep(pair);
  const root = now.kind === 'ref' && old.kind === 'ref' && old.number === now.number ? now.number : null;
  if (root === null && !pair.isSame(old, now))
    return pair.report('unexplained', '文档结构被修改', 'The structure of the document was changed');
  // The root comes last: its list of parents names elements that are found below others.
  const parts = [...pair.changed].filter((number) => number !== root && !pair.isExplained(number));
  for (const number of parts) tree.visit(number, false);
  if (root !== null && pair.changed.has(root) && !pair.isExplained(root)) tree.visit(root, true);
  if (tree.grew)
    pair.report(
      'structure',
      '新的签章域登记到了文档结构中',
      'A new signature field was put into the structure of the document',
    );
}

const rootKeys = new Set(['K', 'ParentTree', 'ParentTreeNextKey']);
/** By which entries parts of the tree are led to; something that is led to by another one plays a second part. */
const leading = new Set(['K', 'P', 'StructTreeRoot', 'ParentTree', 'Kids', 'Nums', '']);
const elementKeys = new Set('Type S P K Pg T Lang A C ID NS R'.split(' '));

class StructureStep {
  grew = false;
  readonly #pair: RevisionPair;

  constructor(pair: RevisionPair) {
    this.#pair = pair;
  }

  visit(number: number, isRoot: boolean): void {
    const pair = this.#pair;
    const [a, b] = [pair.old(number), pair.now(number)];
    if (a?.kind !== 'dict' || b?.kind !== 'dict' || !this.#isOnlyStructure(number)) return;
    const isElement =
      !isRoot && nameAt(a, 'S') !== undefined && a.entries.has('P') && !a.entries.has('Subtype');
    if (!isRoot && !isElement) return;
    const allowed = isRoot ? rootKeys : new Set(['K']);
    if (!pair.differingKeys(a, b).every((key) => allowed.has(key))) return;
    if (!this.#kidsGrew(number, a, b)) return;
    if (isRoot && !this.#parentsGrew(a, b)) return;
    this.grew = true;
    pair.explain(number);
  }

  #isOnlyStructure(number: number): boolean {
    return [...this.#pair.referrers(number).values()].every((key) => key !== SEVERAL && leading.has(key));
  }

  /** /K may be one kid or an array of them, which may be an object of its own. */
  #kidsGrew(owner: number, a: PdfDict, b: PdfDict): boolean {
    const pair = this.#pair;
    const [old, now] = [this.#kids('before', a), this.#kids('after', b)];
    const added = appendedItems(pair, old, now);
    if (!added?.every((kid) => this.#isNewField(kid, owner))) return false;
    const holder = b.entries.get('K');
    if (
      holder?.kind === 'ref' &&
      pair.now(holder.number)?.kind === 'array' &&
      pair.changed.has(holder.number)
    )
      if (!pair.claimFresh(holder.number) && !pair.claimChanged(holder.number, new Set([owner])))
        return false;
    for (const kid of added) pair.claimFreshTree(kid);
    return true;
  }

  #kids(when: 'before' | 'after', dict: PdfDict): readonly PdfObject[] {
    const kids = dict.entries.get('K');
    if (kids === undefined) return [];
    const document = this.#pair[when];
    return document.resolve(kids).kind === 'array' ? (itemsAt(document, kids) ?? []) : [kids];
  }

  /** An object reference to a new widget, or a new element that holds nothing else and says no words of its own for the page. */
  #isNewField(kid: PdfObject, parent: number): boolean {
    const dict = dictAt(this.#pair.after, kid);
    if (!dict || dict.duplicateKeys.length > 0) return false;
    if (kid.kind === 'ref' && !this.#pair.isNew(kid.number)) return false;
    if (nameAt(dict, 'Type') === 'OBJR') return this.#isNewWidget(dict);
    const up = dict.entries.get('P');
    const isBelow = up?.kind === 'ref' && up.number === parent;
    const kids = this.#kids('after', dict);
    const isPlain = [...dict.entries.keys()].every((key) => elementKeys.has(key));
    const own = kid.kind === 'ref' ? kid.number : -1;
    return isBelow && isPlain && kids.length > 0 && kids.every((each) => this.#isNewField(each, own));
  }

  #isNewWidget(reference: PdfDict): boolean {
    const target = reference.entries.get('Obj');
    if (target?.kind !== 'ref') return false;
    return this.#pair.signedWidgets.has(target.number) || this.#pair.emptyWidgets.has(target.number);
  }

  #parentsGrew(a: PdfDict, b: PdfDict): boolean {
    const [old, now] = [a.entries.get('ParentTree'), b.entries.get('ParentTree')];
    const next = b.entries.get('ParentTreeNextKey');
    if (next !== undefined && next.kind !== 'number') return false;
    return numberTreeGrew(this.#pair, old, now, (value) => {
      const dict = value.kind === 'ref' ? dictOf(this.#pair.now(value.number)) : undefined;
      return dict !== undefined && value.kind === 'ref' && this.#pair.isExplained(value.number);
    });
  }
}
