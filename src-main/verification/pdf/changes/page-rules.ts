/** Rules for pages: their /Annots may grow by the widgets and stamps of a new signature, and by nothing else unseen. */
import { cleanText } from '../../clean-text.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { STAMP_FIELD_KEY } from '../../../pdf/signature-increment.ts';
import { exactTextOf, isExactText } from '../../../pdf/text-string.ts';
import type { BilingualText } from '../../report.ts';
import { claimHolder } from './form-rules.ts';
import { appendedItems, dictAt, differingKeys, itemsAt, type RevisionPair } from './revision-pair.ts';

/** Looks at every page that changed, and at every /Annots array that changed on its own. Form rules must have run. */
export function explainPages(pair: RevisionPair): void {
  for (const number of pair.changed) {
    const page = pair.pageOf(number);
    if (page !== undefined) explainPage(pair, number, page);
    else explainSharedAnnots(pair, number);
  }
}

/** What people call the entries of a page. */
const pageWords: Readonly<Record<string, BilingualText>> = {
  Contents: { zh: '页面内容', en: 'content' },
  Resources: { zh: '字体和图形', en: 'fonts and graphics' },
  MediaBox: { zh: '页面大小', en: 'size' },
  CropBox: { zh: '显示范围', en: 'visible part' },
  UserUnit: { zh: '比例', en: 'scale' },
  Rotate: { zh: '旋转', en: 'rotation' },
  AA: { zh: '自动执行的动作', en: 'actions' },
  Parent: { zh: '在页面清单中的位置', en: 'place in the page tree' },
};

function explainPage(pair: RevisionPair, number: number, page: number): void {
  const [a, b] = [pair.old(number), pair.now(number)];
  if (a?.kind !== 'dict' || b?.kind !== 'dict') return;
  const others = differingKeys(a, b).filter((key) => key !== 'Annots');
  if (others.length > 0) {
    const words = others.map(
      (key) => pageWords[key] ?? { zh: `/${cleanText(key)}`, en: `/${cleanText(key)}` },
    );
    return pair.report(
      'unexplained',
      `第 ${page} 页被修改（${[...new Set(words.map(({ zh }) => zh))].join('、')}）`,
      `Page ${page} was changed (${[...new Set(words.map(({ en }) => en))].join(', ')})`,
      { pages: [page] },
    );
  }
  pair.explain(number);
  explainAnnots(pair, a.entries.get('Annots'), b.entries.get('Annots'), number, page);
}

/** An indirect /Annots array that changed while its page did not. */
function explainSharedAnnots(pair: RevisionPair, number: number): void {
  const [old, now] = [pair.old(number), pair.now(number)];
  if (old?.kind !== 'array' || now?.kind !== 'array') return;
  for (const [from, key] of pair.referrers(number)) {
    const page = pair.pageOf(from);
    if (key !== 'Annots' || page === undefined || pair.changed.has(from)) continue;
    const reference: PdfObject = { kind: 'ref', number, generation: 0, range: null };
    explainAnnots(pair, reference, reference, from, page);
  }
}

function explainAnnots(
  pair: RevisionPair,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
  owner: number,
  page: number,
): void {
  const [a, b] = [itemsAt(pair.before, old), itemsAt(pair.after, now)];
  const added = a && b ? appendedItems(a, b) : undefined;
  if (!added) {
    return pair.report(
      'unexplained',
      `第 ${page} 页的批注被删除或调换`,
      `Annotations of page ${page} were removed or reordered`,
      {
        pages: [page],
      },
    );
  }
  claimHolder(pair, now, owner);
  for (const item of added) explainNewAnnotation(pair, item, page);
}

function explainNewAnnotation(pair: RevisionPair, item: PdfObject, page: number): void {
  const annotation = dictAt(pair.after, item);
  const subtype = annotation?.entries.get('Subtype');
  const name = subtype?.kind === 'name' ? subtype.value : '?';
  const pages = [page];
  if (item.kind === 'ref' && pair.signedWidgets.has(item.number)) {
    return pair.report('mark', `第 ${page} 页加了签章图形`, `A seal mark was put on page ${page}`, { pages });
  }
  const isFresh = item.kind !== 'ref' || pair.isNew(item.number);
  if (!annotation || !isFresh || name === 'Widget') {
    const zh = `第 ${page} 页挂上了原有的或来历不明的对象`;
    return pair.report('unexplained', zh, `An older or unknown object was put on page ${page}`, { pages });
  }
  pair.claimFreshTree(item);
  const isMark = name === 'Stamp' && namesSignedField(pair, annotation);
  if (isMark)
    return pair.report('mark', `第 ${page} 页加了签章图形`, `A seal mark was put on page ${page}`, { pages });
  pair.report(
    'annotation',
    `第 ${page} 页加了批注（${cleanText(name)}）`,
    `An annotation was added to page ${page} (${cleanText(name)})`,
    { pages },
  );
}

/** A stamp of ours names the signature field that it belongs to; only the fields of this very revision count. */
function namesSignedField(pair: RevisionPair, annotation: PdfDict): boolean {
  const named = annotation.entries.get(STAMP_FIELD_KEY);
  if (named?.kind !== 'string') return false;
  const name = exactTextOf(named);
  return (
    isExactText(name) && pair.events.some((event) => event.kind === 'signature' && event.fieldName === name)
  );
}
