/** Number trees over two revisions (ISO 32000-2 §7.9.7): whether every entry stayed and only allowed ones were added, whatever nodes hold them. */
import type { PdfDocument } from '../../../pdf/document.ts';
import type { PdfObject } from '../../../pdf/objects.ts';
import { dictAt, itemsAt, type RevisionPair } from './revision-pair.ts';

const maxNodes = 20_000;

interface Tree {
  readonly entries: ReadonlyMap<number, PdfObject>;
  /** Object numbers of the nodes and of their arrays. */
  readonly nodes: ReadonlySet<number>;
}

/** Explains the nodes when the tree only grew by values that `isAllowed` knows. */
export function numberTreeGrew(
  pair: RevisionPair,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
  isAllowed: (value: PdfObject) => boolean,
): boolean {
  const [a, b] = [readTree(pair.before, old), readTree(pair.after, now)];
  if (!a || !b) return false;
  for (const [key, value] of a.entries) if (!pair.isSame(value, b.entries.get(key))) return false;
  for (const [key, value] of b.entries) if (!a.entries.has(key) && !isAllowed(value)) return false;
  const owners = new Set([...a.nodes, ...b.nodes]);
  for (const number of b.nodes) {
    if (!pair.changed.has(number) || pair.claimFresh(number)) continue;
    const root = pair.before.catalog.entries.get('StructTreeRoot');
    const holders = new Set([...owners, ...(root?.kind === 'ref' ? [root.number] : [])]);
    if (!pair.claimChanged(number, holders)) return false;
  }
  return true;
}

/** Null for one that is none: a node twice, a key twice, something else among the keys. */
function readTree(document: PdfDocument, root: PdfObject | undefined): Tree | null {
  const entries = new Map<number, PdfObject>();
  const nodes = new Set<number>();
  const open: PdfObject[] = root ? [root] : [];
  for (let visited = 0, node = open.pop(); node !== undefined; node = open.pop(), visited += 1) {
    const dict = dictAt(document, node);
    if (!dict || visited > maxNodes || dict.duplicateKeys.length > 0 || !enter(node, nodes)) return null;
    for (const key of ['Kids', 'Nums']) {
      const value = dict.entries.get(key);
      if (value && !enter(value, nodes)) return null;
      const items = itemsAt(document, value);
      if (!items) return null;
      if (key === 'Kids') open.push(...items);
      else if (!addPairs(items, entries)) return null;
    }
  }
  return { entries, nodes };
}

/** False for a node that was entered before. */
function enter(value: PdfObject, nodes: Set<number>): boolean {
  if (value.kind !== 'ref') return true;
  if (nodes.has(value.number)) return false;
  nodes.add(value.number);
  return true;
}

function addPairs(items: readonly PdfObject[], entries: Map<number, PdfObject>): boolean {
  for (let i = 0; i < items.length; i += 2) {
    const [key, value] = [items[i], items[i + 1]];
    if (key?.kind !== 'number' || !value || entries.has(key.value)) return false;
    entries.set(key.value, value);
  }
  return true;
}
