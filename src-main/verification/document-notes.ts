/** Findings about the file itself: active content, hidden layers, ambiguous structure (attacks P16–P19). Nothing is executed. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfObject } from '../pdf/objects.ts';
import type { CheckLog } from './check-log.ts';

const maxPages = 5_000;
const activeActions = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'Rendition',
  'RichMediaExecute',
  'GoToR',
  'GoToE',
]);

/** Writes notes and structural findings of a signed file into the log. */
export function noteDocument(document: PdfDocument, firstSigned: number, log: CheckLog): void {
  noteStructure(document, firstSigned, log);
  const { catalog } = document;
  if (isActiveCatalog(document, catalog))
    log.finding('active-content', 'ACTIVE_CONTENT', { place: 'document' });
  if (hasHiddenLayers(document, catalog)) log.finding('layers', 'HIDDEN_LAYERS');
  if (document.pageCount > maxPages) return;
  for (let index = 0; index < document.pageCount; index += 1) notePage(document, index, log);
}

function noteStructure(document: PdfDocument, firstSigned: number, log: CheckLog): void {
  if (document.catalog.duplicateKeys.length > 0) ambiguous(log, 'duplicate keys in the catalog');
  const form = document.catalog.entries.get('AcroForm');
  const formDict = form ? document.resolve(form) : undefined;
  if (formDict?.kind === 'dict' && formDict.duplicateKeys.length > 0)
    ambiguous(log, 'duplicate keys in the form');
  for (const { index, sections } of document.revisions) {
    const hidden = sections.find(
      (section) => section.hiddenRows !== null && section.hiddenRows !== undefined,
    );
    // Two tables in one section: readers that know only one of them see another file.
    if (hidden && index > firstSigned) ambiguous(log, 'a hybrid section after the signature');
  }
}

function ambiguous(log: CheckLog, problem: string): void {
  log.finding('structure', 'STRUCT_AMBIGUOUS', { problem });
}

function isActiveCatalog(document: PdfDocument, catalog: PdfDict): boolean {
  if (catalog.entries.has('AA')) return true;
  const open = read(document, catalog.entries.get('OpenAction'));
  if (open?.kind === 'dict' && isActive(document, open)) return true;
  const names = read(document, catalog.entries.get('Names'));
  const hasScripts =
    names?.kind === 'dict' && (names.entries.has('JavaScript') || names.entries.has('EmbeddedFiles'));
  const form = read(document, catalog.entries.get('AcroForm'));
  return hasScripts || (form?.kind === 'dict' && form.entries.has('XFA'));
}

function isActive(document: PdfDocument, action: PdfDict): boolean {
  const type = read(document, action.entries.get('S'));
  return type?.kind === 'name' && activeActions.has(type.value);
}

/** Layers that are off by default, or that a print or view rule switches (ISO 32000-2 §8.11.4). */
function hasHiddenLayers(document: PdfDocument, catalog: PdfDict): boolean {
  const properties = read(document, catalog.entries.get('OCProperties'));
  const shown = properties?.kind === 'dict' ? read(document, properties.entries.get('D')) : undefined;
  if (shown?.kind !== 'dict') return false;
  const off = read(document, shown.entries.get('OFF'));
  const base = read(document, shown.entries.get('BaseState'));
  const rules = read(document, shown.entries.get('AS'));
  const isFilled = (list: PdfObject | undefined) => list?.kind === 'array' && list.items.length > 0;
  return isFilled(off) || isFilled(rules) || (base?.kind === 'name' && base.value !== 'ON');
}

function notePage(document: PdfDocument, index: number, log: CheckLog): void {
  const page = document.page(index);
  if (page.dict.duplicateKeys.length > 0 || page.resources.duplicateKeys.length > 0) {
    ambiguous(log, `duplicate keys in page ${index + 1}`);
  }
  if (log.has('ACTIVE_CONTENT')) return;
  const isActivePage =
    page.dict.entries.has('AA') || page.annots.some((item) => isActiveAnnotation(document, item));
  if (isActivePage) log.finding('active-content', 'ACTIVE_CONTENT', { place: `page ${index + 1}` });
}

function isActiveAnnotation(document: PdfDocument, item: PdfObject): boolean {
  const annotation = read(document, item);
  if (annotation?.kind !== 'dict') return false;
  if (annotation.entries.has('AA')) return true;
  const action = read(document, annotation.entries.get('A'));
  return action?.kind === 'dict' && isActive(document, action);
}

/** A part that cannot be read holds nothing that a reader could run. */
function read(document: PdfDocument, value: PdfObject | undefined): PdfObject | undefined {
  try {
    return value ? document.resolve(value) : undefined;
  } catch (error) {
    if (error instanceof BianyinError && error.code !== 'pdf-limit') return undefined;
    throw error;
  }
}
