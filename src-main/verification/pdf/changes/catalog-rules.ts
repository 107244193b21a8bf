/** Rules for the trailer, the catalog and what hangs on it without being seen: validation data, metadata (ISO 32000-2 §7.7.2, §12.8.4.3). */
import { cleanText } from '../../clean-text.ts';
import { sameObject, type PdfObject } from '../../../pdf/objects.ts';
import type { BilingualText } from '../../report.ts';
import { isPlainIntent } from './output-intent.ts';
import { explainForm } from './form-rules.ts';
import { ownTrailerKeys, TRAILER } from './reference-index.ts';
import type { RevisionPair } from './revision-pair.ts';

/** What office programs keep in the trailer for themselves: the source of the document, and a digest. No reader shows it. */
const besideTheDocument = new Set(['AdditionalStreams', 'DocChecksum']);

/** Explains what changed in the trailer; what it refers to is explained by its own rules. */
export function explainTrailer(pair: RevisionPair): void {
  const [a, b] = [pair.before.trailer, pair.after.trailer];
  for (const key of pair.differingKeys(a, b)) {
    if (ownTrailerKeys.has(key)) continue;
    // Writers leave out what they do not know (DocChecksum); that changes nothing that is shown.
    if (!b.entries.has(key) && key !== 'Root' && key !== 'Encrypt') continue;
    if (besideTheDocument.has(key)) {
      explainQuiet(pair, a.entries.get(key), b.entries.get(key), TRAILER);
      continue;
    }
    if (key === 'Root' && a.entries.get(key)?.kind === 'ref') continue;
    pair.report(
      'unexplained',
      `文件尾的 /${cleanText(key)} 被修改`,
      `/${cleanText(key)} of the trailer was changed`,
    );
  }
  explainQuiet(pair, a.entries.get('Info'), b.entries.get('Info'), TRAILER);
}

/** What people call the entries that attacks go for. */
const catalogWords: Readonly<Record<string, BilingualText>> = {
  OpenAction: { zh: '打开文件时的动作', en: 'What happens when the file is opened' },
  AA: { zh: '自动执行的动作', en: 'What runs by itself' },
  Names: { zh: '附件、脚本或目标的清单', en: 'The list of attachments, scripts or targets' },
  AF: { zh: '附件', en: 'The list of attachments' },
  OCProperties: { zh: '图层设置', en: 'The setting of the layers' },
  PageLabels: { zh: '页码', en: 'The numbering of pages' },
  Perms: { zh: '认证', en: 'The certification' },
  Pages: { zh: '整个页面清单', en: 'The whole list of pages' },
};

/** Entries of the catalog that have rules; a change of any other one is unexplained. */
export function explainCatalog(pair: RevisionPair): void {
  const { number } = pair.after.catalogRef;
  const [a, b] = [pair.before.catalog, pair.after.catalog];
  // What was there before under another number was never meant to be a catalog.
  const isMoved = number !== pair.before.catalogRef.number;
  let allowed = !isMoved || pair.isNew(number);
  if (!allowed)
    pair.report('unexplained', '文档目录被换成另一个对象', 'The catalog was replaced by another object');
  for (const key of pair.differingKeys(a, b)) {
    if (['AcroForm', 'DSS', 'Metadata', 'Extensions', 'Version', 'StructTreeRoot'].includes(key)) continue;
    if (key === 'Perms' && !a.entries.has('Perms')) {
      reportCertification(pair, b.entries.get('Perms'));
      continue;
    }
    if (key === 'OutputIntents' && !a.entries.has(key) && isPlainIntent(pair.after, b.entries.get(key))) {
      explainQuiet(pair, undefined, b.entries.get(key), number);
      continue;
    }
    allowed = false;
    const words = catalogWords[key];
    pair.report(
      'unexplained',
      `${words?.zh ?? `文档目录的 /${cleanText(key)}`}被修改`,
      `${words?.en ?? `/${cleanText(key)} of the catalog`} was changed`,
    );
  }
  if (allowed && isMoved) pair.claimFresh(number);
  else if (allowed) pair.explain(number);
  const owner = pair.before.catalogRef.number;
  explainForm(pair, { old: a.entries.get('AcroForm'), now: b.entries.get('AcroForm'), owner });
  explainValidationData(pair, a.entries.get('DSS'), b.entries.get('DSS'), owner);
  for (const key of ['Metadata', 'Extensions'])
    explainQuiet(pair, a.entries.get(key), b.entries.get(key), owner);
}

function reportCertification(pair: RevisionPair, perms: PdfObject | undefined): void {
  if (perms) pair.claimFreshTree(perms);
  pair.report('certification', '后来加了认证', 'The file was certified later');
}

/** /Info, /Metadata and /Extensions are not drawn: they may change when nothing else uses their objects. */
function explainQuiet(
  pair: RevisionPair,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
  owner: number,
): void {
  if (now === undefined) return;
  const isNew = !old || !sameObject(old, now);
  pair.claimFreshTree(now);
  const changed = now.kind === 'ref' && pair.claimChanged(now.number, new Set([owner]));
  const nested = claimNested(pair, now, owner);
  if (isNew || changed || nested)
    pair.report('metadata', '更新了文件属性', 'The properties of the file were updated');
}

const maxNesting = 4;

/** Dictionaries and arrays below a value, each used by its holder alone. */
function claimNested(pair: RevisionPair, value: PdfObject, owner: number): boolean {
  const owners = new Set([owner]);
  let open: PdfObject[] = [value];
  let touched = false;
  for (let depth = 0; depth < maxNesting * 2; depth += 1) {
    const next: PdfObject[] = [];
    for (const item of open) touched = visitNested(pair, item, owners, next) || touched;
    open = next;
  }
  return touched;
}

function visitNested(pair: RevisionPair, item: PdfObject, owners: Set<number>, next: PdfObject[]): boolean {
  if (item.kind === 'dict') next.push(...item.entries.values());
  else if (item.kind === 'array') next.push(...item.items);
  if (item.kind !== 'ref') return false;
  const object = pair.now(item.number);
  if (!pair.isOwned(item.number, owners)) return false;
  owners.add(item.number);
  const isContainer = object?.kind === 'dict' || object?.kind === 'array';
  if (isContainer) next.push(object);
  const isOldStream = pair.old(item.number)?.kind === 'stream';
  return isContainer && !isOldStream && pair.claimChanged(item.number, owners);
}

/** The document security store: new values, and containers that only it uses. Old streams in it never change. */
function explainValidationData(
  pair: RevisionPair,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
  owner: number,
): void {
  if (!now) {
    if (old) pair.report('metadata', '移除了长期验证资料', 'Validation data was removed');
    return;
  }
  pair.claimFreshTree(now);
  const touched = claimNested(pair, now, owner);
  // New objects may hang on containers that were just claimed.
  for (const container of containersBelow(pair, now)) pair.claimFreshTree(container);
  if (touched || !old || !sameObject(old, now)) {
    pair.report('validation-data', '补充了长期验证资料', 'Long-term validation data was added');
  }
}

function containersBelow(pair: RevisionPair, value: PdfObject): PdfObject[] {
  const found: PdfObject[] = [];
  const seen = new Set<number>();
  let open: PdfObject[] = [value];
  for (let depth = 0; depth < maxNesting * 2 && open.length > 0; depth += 1) {
    const next: PdfObject[] = [];
    for (const item of open) {
      if (item.kind === 'ref' && !seen.has(item.number)) {
        seen.add(item.number);
        const object = pair.now(item.number);
        if (object?.kind === 'dict' || object?.kind === 'array') next.push(object);
      } else if (item.kind === 'dict') next.push(...item.entries.values());
      else if (item.kind === 'array') next.push(...item.items);
    }
    found.push(...open.filter((item) => item.kind === 'dict' || item.kind === 'array'));
    open = next;
  }
  return found;
}
