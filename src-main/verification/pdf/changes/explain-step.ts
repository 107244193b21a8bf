/** Explains one revision against the one before it: what no rule explains is reported in words, with pages. */
import type { PdfDocument } from '../../../pdf/document.ts';
import type { RevisionStep } from './change-event.ts';
import { explainEditedAnnotations } from './annotation-rules.ts';
import { explainCatalog, explainTrailer } from './catalog-rules.ts';
import type { PageFinder } from './page-finder.ts';
import { explainPageList } from './page-list-rules.ts';
import { explainPages } from './page-rules.ts';
import { explainPageTree } from './page-tree-rules.ts';
import type { PdfObject } from '../../../pdf/objects.ts';
import { explainStructure } from './structure-rules.ts';
import { dictOf, isNamed, referencesIn, repeatedKeys, type ReferenceIndex } from './reference-index.ts';
import { RevisionPair, type PairSurroundings } from './revision-pair.ts';

/** At most this many unexplained objects are put into words. */
const maxNamed = 20;

/** What is known of the file beside the two revisions, and who finds the page of an object. */
export interface Surroundings extends PairSurroundings {
  readonly finder: PageFinder;
}

/** All changes from one revision to the next, in words; `index` goes along to the newer one. */
export function explainStep(
  before: PdfDocument,
  after: PdfDocument,
  index: ReferenceIndex,
  surroundings: Surroundings,
): RevisionStep {
  const revision = after.revisions.length;
  const changed = after.changedObjects(revision - 1);
  const pair = new RevisionPair(before, after, changed, index, surroundings);
  explainTrailer(pair);
  explainCatalog(pair);
  explainPages(pair);
  explainEditedAnnotations(pair);
  explainStructure(pair);
  explainPageTree(pair);
  const reached = reachedNumbers(pair);
  for (const number of changed) explainIdle(pair, number, reached);
  reportRest(pair, surroundings.finder);
  return { revision, events: pair.events };
}

/** An object that was written again unchanged says nothing; one that nothing leads to is not shown, only noted. */
function explainIdle(pair: RevisionPair, number: number, reached: ReadonlySet<number>): void {
  if (pair.isExplained(number)) return;
  // A freed object is missed only where something still leads to it.
  if (pair.isRewritten(number) || pair.isGone(number)) return pair.explain(number);
  if (reached.has(number) || !pair.claimFresh(number)) return;
  const dict = dictOf(pair.now(number));
  if (isNamed(dict, 'XRef') || isNamed(dict, 'ObjStm')) return;
  pair.report('unused', '加入了没有用到的对象', 'An object that nothing uses was added');
}

/** Fresh objects that something leads to: the trailer, an object that was there before, or a fresh one that is reached itself. */
function reachedNumbers(pair: RevisionPair): ReadonlySet<number> {
  const reached = new Set<number>();
  const open: PdfObject[] = [...pair.after.trailer.entries.values()];
  for (const number of pair.changed) {
    const object = pair.isNew(number) ? undefined : pair.now(number);
    if (object && !repeatedKeys(object, pair.after)) open.push(object);
  }
  for (let from = open.pop(); from !== undefined; from = open.pop())
    for (const number of referencesIn(from)) {
      if (reached.has(number)) continue;
      reached.add(number);
      const object = pair.isNew(number) ? pair.now(number) : undefined;
      if (object) open.push(object);
    }
  return reached;
}

function reportRest(pair: RevisionPair, finder: PageFinder): void {
  const rest = [...pair.changed].filter((number) => !pair.isExplained(number));
  const isListTold =
    rest.some((number) => isNamed(dictOf(pair.now(number)), 'Pages')) && explainPageList(pair);
  for (const number of rest.slice(0, maxNamed))
    if (!isTold(pair, number, isListTold)) describe(pair, number, finder);
  if (rest.length > 0 && !pair.events.some(({ kind }) => kind === 'unexplained'))
    pair.report('unexplained', `${rest.length} 个对象被修改`, `${rest.length} objects were changed`);
  if (rest.length > maxNamed) {
    const more = rest.length - maxNamed;
    pair.report('unexplained', `另有 ${more} 个对象被修改`, `${more} more objects were changed`);
  }
}

/** The rules for the catalog, for pages and for the list of pages have said already what happened to these. */
function isTold(pair: RevisionPair, number: number, isListTold: boolean): boolean {
  if (number === pair.after.catalogRef.number) return number === pair.before.catalogRef.number;
  const isTree = isNamed(dictOf(pair.now(number)), 'Pages') || isNamed(dictOf(pair.now(number)), 'Page');
  if (isListTold && isTree) return true;
  // A page that changed was described by its own rule, unless it is gone.
  return pair.pageOf(number) !== undefined && pair.now(number) !== undefined;
}

function describe(pair: RevisionPair, number: number, finder: PageFinder): void {
  const page = pair.pageOf(number);
  if (page !== undefined)
    return pair.report('unexplained', `第 ${page} 页被删除`, `Page ${page} was removed`, { pages: [page] });
  const use = finder.find(number);
  const { zh, en } = kindOf(pair, number, use.part);
  const pages = use.pages.length > 0 ? use.pages : pagesUsing(pair, number);
  const list = pages.slice(0, 20);
  const place =
    list.length > 0
      ? { zh: `第 ${list.join('、')} 页的`, en: ` of page ${list.join(', ')}` }
      : { zh: '', en: '' };
  const verb =
    pair.old(number) === undefined ? { zh: '被加入', en: 'was added' } : { zh: '被修改', en: 'was changed' };
  pair.report('unexplained', `${place.zh}${zh}${verb.zh}`, `${en}${place.en} ${verb.en}`, { pages });
}

/** Pages that refer to the object, directly or through one other object of interest: for objects that are new. */
function pagesUsing(pair: RevisionPair, number: number): number[] {
  const direct = [...pair.referrers(number).keys()];
  const further = direct.flatMap((from) => [...pair.referrers(from).keys()]);
  const pages = [...direct, ...further].flatMap((from) => pair.pageOf(from) ?? []);
  return [...new Set(pages)].sort((a, b) => a - b);
}

const keyWords: Readonly<Record<string, { zh: string; en: string }>> = {
  Contents: { zh: '页面内容', en: 'The content' },
  Resources: { zh: '资源', en: 'The resources' },
  Annots: { zh: '批注', en: 'An annotation' },
};
const typeWords: Readonly<Record<string, { zh: string; en: string }>> = {
  Font: { zh: '字体', en: 'A font' },
  FontDescriptor: { zh: '字体', en: 'A font' },
  XObject: { zh: '图形', en: 'A graphic' },
  Catalog: { zh: '文档目录', en: 'The catalog' },
  Pages: { zh: '页面共用的设置', en: 'What pages have in common' },
  Page: { zh: '页面', en: 'A page' },
  Sig: { zh: '签章数据', en: 'A signature value' },
  Annot: { zh: '批注', en: 'An annotation' },
};

function kindOf(pair: RevisionPair, number: number, part: string | undefined): { zh: string; en: string } {
  const dict = dictOf(pair.now(number)) ?? dictOf(pair.old(number));
  const type = dict?.entries.get('Type');
  const byType = type?.kind === 'name' ? typeWords[type.value] : undefined;
  const byKey = [...pair.referrers(number).values()]
    .map((key) => keyWords[key])
    .find((words) => words !== undefined);
  const byPart = part === undefined ? undefined : (typeWords[part] ?? keyWords[part]);
  return byType ?? byPart ?? byKey ?? { zh: `对象 ${number} `, en: `Object ${number}` };
}
