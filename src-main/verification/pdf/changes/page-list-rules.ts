/** What happened to the list of pages, in words: added, removed, reordered, or other settings that pages inherit. */
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import { refKey } from '../../../pdf/objects.ts';
import type { RevisionPair } from './revision-pair.ts';

/** Longer lists are not told page by page. */
const maxListed = 5_000;

/** Reports a changed list of pages as unexplained. Returns whether there was anything to say. */
export function explainPageList(pair: RevisionPair): boolean {
  const [a, b] = [pagesOf(pair.before), pagesOf(pair.after)];
  if (!a || !b) return false;
  const [old, now] = [new Set(a), new Set(b)];
  const removed = a.flatMap((key, i) => (now.has(key) ? [] : [i + 1]));
  const added = b.flatMap((key, i) => (old.has(key) ? [] : [i + 1]));
  if (removed.length > 0) tell(pair, removed, (list) => [`第 ${list} 页被删除`, `Removed: page ${list}`]);
  if (added.length > 0)
    tell(pair, added, (list) => [`加入了页面，现为第 ${list} 页`, `Pages were added, now page ${list}`]);
  const kept = a.filter((key) => now.has(key));
  const isReordered = b.filter((key) => old.has(key)).some((key, i) => key !== kept[i]);
  if (isReordered) pair.report('unexplained', '页面的次序被调换', 'Pages were put in another order');
  return removed.length + added.length > 0 || isReordered;
}

function tell(pair: RevisionPair, pages: readonly number[], words: (list: string) => [string, string]): void {
  const list = pages.slice(0, 20).join('、') + (pages.length > 20 ? '…' : '');
  const [zh] = words(list);
  const [, en] = words(list.replaceAll('、', ', '));
  pair.report('unexplained', zh, en, { pages });
}

/** Null when they cannot be listed; then the change of the tree is told as that of an object. */
function pagesOf(document: PdfDocument): string[] | null {
  try {
    if (document.pageCount > maxListed) return null;
    return Array.from({ length: document.pageCount }, (_, index) => refKey(document.page(index).ref));
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}
