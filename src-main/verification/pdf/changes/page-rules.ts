/** Rules for pages: their /Annots may grow by what a new signature shows, and by annotations that a certification foresees; nothing else of them changes (ISO 32000-2 §7.7.3.3). */
import { cleanText } from '../../clean-text.ts';
import type { PdfObject } from '../../../pdf/objects.ts';
import type { BilingualText } from '../../report.ts';
import { explainAnnotations } from './annotation-rules.ts';
import type { RevisionPair } from './revision-pair.ts';

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

/** Entries that draw, hide, say and run nothing: the order of the tab key, and the date of a change. */
const quietKeys = new Set(['Tabs', 'LastModified']);

function explainPage(pair: RevisionPair, number: number, page: number): void {
  const [a, b] = [pair.old(number), pair.now(number)];
  if (a?.kind !== 'dict' || b?.kind !== 'dict') return;
  const differing = pair.differingKeys(a, b);
  const others = differing.filter((key) => key !== 'Annots' && !quietKeys.has(key));
  if (others.length > 0) return reportPage(pair, others, page);
  pair.explain(number);
  if (differing.some((key) => quietKeys.has(key)))
    pair.report('metadata', `第 ${page} 页的附注信息被更新`, `Side notes of page ${page} were updated`, {
      pages: [page],
    });
  explainAnnotations(pair, a.entries.get('Annots'), b.entries.get('Annots'), number, page);
}

function reportPage(pair: RevisionPair, keys: readonly string[], page: number): void {
  const words = keys.map((key) => pageWords[key] ?? { zh: `/${cleanText(key)}`, en: `/${cleanText(key)}` });
  const list = (language: keyof BilingualText, mark: string) =>
    [...new Set(words.map((word) => word[language]))].join(mark);
  const en = `Page ${page} was changed (${list('en', ', ')})`;
  pair.report('unexplained', `第 ${page} 页被修改（${list('zh', '、')}）`, en, { pages: [page] });
}

/** An indirect /Annots array that changed while its page did not. */
function explainSharedAnnots(pair: RevisionPair, number: number): void {
  const [old, now] = [pair.old(number), pair.now(number)];
  if (old?.kind !== 'array' || now?.kind !== 'array') return;
  for (const [from, key] of pair.referrers(number)) {
    const page = pair.pageOf(from);
    if (key !== 'Annots' || page === undefined || pair.changed.has(from)) continue;
    const reference: PdfObject = { kind: 'ref', number, generation: 0, range: null };
    explainAnnotations(pair, reference, reference, from, page);
  }
}
