/** What a person who seals a file should hear about it: things that run, hide, travel along, or look different elsewhere. */
import type { SealingWarning } from '../domain/sealing-warnings.ts';
import type { PdfDocument } from './document-model.ts';
import { acroFormOf } from './form-fields.ts';
import { dictValue, refKey } from './objects.ts';
import type { PdfDict, PdfObject } from './objects.ts';
import { nameOf } from './signature-dictionary.ts';

type ContentWarning = Extract<
  SealingWarning,
  | 'javascript'
  | 'automatic-action'
  | 'embedded-files'
  | 'hidden-layers'
  | 'rich-media'
  | 'fonts-not-embedded'
  | 'need-appearances'
>;

/** Actions that only move inside the document. */
const harmlessActions: ReadonlySet<string> = new Set([
  'GoTo',
  'Named',
  'URI',
  'GoToE',
  'Thread',
  'SetOCGState',
]);
const richMedia: ReadonlySet<string> = new Set(['RichMedia', 'Screen', 'Movie', 'Sound', '3D']);

/** Warnings without repeats. Errors: those of `document.get` and of the page tree. */
export function contentWarnings(document: PdfDocument): ContentWarning[] {
  const found = new Set<ContentWarning>();
  const { catalog } = document;
  const names = document.value(catalog, 'Names');
  if (names?.kind === 'dict' && names.entries.has('JavaScript')) found.add('javascript');
  if (names?.kind === 'dict' && names.entries.has('EmbeddedFiles')) found.add('embedded-files');
  if (catalog.entries.has('AF')) found.add('embedded-files');
  if (catalog.entries.has('AA')) found.add('automatic-action');
  noteAction(document, document.value(catalog, 'OpenAction'), found);
  if (hasHiddenLayers(document)) found.add('hidden-layers');
  const form = acroFormOf(document);
  const need = form && document.value(form, 'NeedAppearances');
  if (need?.kind === 'boolean' && need.value) found.add('need-appearances');
  const fonts = new Set<string>();
  for (let index = 0; index < document.pageCount; index++) notePage(document, index, found, fonts);
  return [...found];
}

function notePage(
  document: PdfDocument,
  index: number,
  found: Set<ContentWarning>,
  fonts: Set<string>,
): void {
  const page = document.page(index);
  if (page.dict.entries.has('AA')) found.add('automatic-action');
  for (const item of page.annots) {
    const annotation = document.resolve(item);
    if (annotation.kind !== 'dict') continue;
    const subtype = nameOf(document, annotation, 'Subtype');
    if (subtype === 'FileAttachment') found.add('embedded-files');
    if (subtype !== null && richMedia.has(subtype)) found.add('rich-media');
    if (annotation.entries.has('AA')) found.add('automatic-action');
    noteAction(document, document.value(annotation, 'A'), found);
  }
  if (hasLooseFont(document, page.resources, fonts)) found.add('fonts-not-embedded');
}

/** An action, or a destination, which is an array or a name. */
function noteAction(document: PdfDocument, action: PdfObject | undefined, found: Set<ContentWarning>): void {
  if (action?.kind !== 'dict') return;
  const kind = nameOf(document, action, 'S');
  if (kind === 'JavaScript') found.add('javascript');
  else if (kind !== null && !harmlessActions.has(kind)) found.add('automatic-action');
}

/** §8.11.4: layers that are off by default. */
function hasHiddenLayers(document: PdfDocument): boolean {
  const properties = document.value(document.catalog, 'OCProperties');
  const configuration = properties?.kind === 'dict' ? document.value(properties, 'D') : undefined;
  if (configuration?.kind !== 'dict') return false;
  const off = document.value(configuration, 'OFF');
  return (
    (off?.kind === 'array' && off.items.length > 0) || nameOf(document, configuration, 'BaseState') === 'OFF'
  );
}

/** Whether a font of the page has no program in the file (§9.9); each font is looked at once. */
function hasLooseFont(document: PdfDocument, resources: PdfDict, seen: Set<string>): boolean {
  const fonts = document.value(resources, 'Font');
  if (fonts?.kind !== 'dict') return false;
  return [...fonts.entries.values()].some((item) => {
    if (item.kind === 'ref') {
      if (seen.has(refKey(item))) return false;
      seen.add(refKey(item));
    }
    const font = document.resolve(item);
    return font.kind === 'dict' && !isEmbedded(document, font);
  });
}

function isEmbedded(document: PdfDocument, font: PdfDict): boolean {
  const subtype = nameOf(document, font, 'Subtype');
  if (subtype === 'Type3') return true;
  if (subtype === 'Type0') {
    const descendants = document.value(font, 'DescendantFonts');
    const [first] = descendants?.kind === 'array' ? descendants.items : [];
    const descendant = document.resolve(first);
    return (
      descendant.kind === 'dict' &&
      nameOf(document, descendant, 'Subtype') !== 'Type0' &&
      isEmbedded(document, descendant)
    );
  }
  const descriptor = document.value(font, 'FontDescriptor');
  return (
    descriptor?.kind === 'dict' &&
    ['FontFile', 'FontFile2', 'FontFile3'].some((key) => dictValue(descriptor, key) !== undefined)
  );
}
