/** Rules for the nodes above the pages (ISO 32000-2 §7.7.3.2): what pages inherit stays; private entries of such a node mean nothing to any reader. */
import type { PdfDocument } from '../../../pdf/document.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { dictAt, itemsAt, type RevisionPair } from './revision-pair.ts';

/** Entries of the page tree that pages inherit, or that make the tree (§7.7.3.2, Table 30; §7.7.3.3, Table 31). */
const treeKeys = new Set('Type Parent Kids Count Resources MediaBox CropBox Rotate'.split(' '));
const pageKeys = new Set(
  'BleedBox TrimBox ArtBox BoxColorInfo Contents Group Thumb B Dur Trans Annots AA Metadata PieceInfo StructParents ID PZ SeparationInfo Tabs TemplateInstantiated PresSteps UserUnit VP AF OutputIntents DPart LastModified Name Names'.split(
    ' ',
  ),
);

/** A private entry of a node above the pages means nothing to any reader (§7.7.3.2): it may change as long as it leads nowhere. */
export function explainPageTree(pair: RevisionPair): void {
  let nodes: ReadonlySet<number> | undefined;
  for (const number of pair.changed) {
    const [a, b] = [pair.old(number), pair.now(number)];
    if (a?.kind !== 'dict' || b?.kind !== 'dict' || !isTreeNode(a) || !isTreeNode(b)) continue;
    nodes ??= nodesOf(pair.before);
    if (!nodes.has(number) || !isNothingElse(pair, number, nodes)) continue;
    const keys = pair.differingKeys(a, b);
    const isPrivate = keys.every(
      (key) => !treeKeys.has(key) && !pageKeys.has(key) && isPlainValue(a, key) && isPlainValue(b, key),
    );
    if (!isPrivate || keys.length === 0) continue;
    pair.explain(number);
    pair.report('metadata', '更新了文件属性', 'The properties of the file were updated');
  }
}

function isTreeNode(dict: PdfDict): boolean {
  return (
    dict.duplicateKeys.length === 0 &&
    dict.entries.has('Kids') &&
    dict.entries.has('Count') &&
    !dict.entries.has('T')
  );
}

/** Whether nothing but the tree leads to it: a font with /Kids and /Count is a font. */
function isNothingElse(pair: RevisionPair, number: number, nodes: ReadonlySet<number>): boolean {
  return [...pair.referrers(number)].every(([from, key]) => {
    if (key === 'Pages') return from === pair.before.catalogRef.number;
    return key === 'Kids'
      ? nodes.has(from)
      : key === 'Parent' && (nodes.has(from) || pair.pageOf(from) !== undefined);
  });
}

/** More nodes than pages, or deeper, is no tree that is walked. */
const maxNodes = 50_000;

/** Numbers of the nodes above the pages, from the catalog down. */
function nodesOf(document: PdfDocument): ReadonlySet<number> {
  const found = new Set<number>();
  const open: (PdfObject | undefined)[] = [document.catalog.entries.get('Pages')];
  for (let next = open.pop(); next !== undefined && found.size < maxNodes; next = open.pop()) {
    const dict = dictAt(document, next);
    if (next.kind !== 'ref' || !dict || found.has(next.number) || !dict.entries.has('Kids')) continue;
    found.add(next.number);
    open.push(...(itemsAt(document, dict.entries.get('Kids')) ?? []));
  }
  return found;
}

function isPlainValue(dict: PdfDict, key: string): boolean {
  const value = dict.entries.get(key);
  return value === undefined || ['string', 'name', 'number', 'boolean', 'null'].includes(value.kind);
}
