/** What an object refers to, and whether it is something that could be shown (ISO 32000-2 §7.7.3.3, §8.10, §12.5). */
import type { PdfDict, PdfObject } from '../objects.ts';

export interface Link {
  readonly number: number;
  readonly generation: number;
}

/** Entries of a page object (Table 31). A page may carry others, but no reader draws them. */
const pageKeys = new Set(
  (
    'Type Parent LastModified Resources MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents Rotate Group ' +
    'Thumb B Dur Trans Annots AA Metadata PieceInfo StructParents ID PZ SeparationInfo Tabs TemplateInstantiated ' +
    'PresSteps UserUnit VP AF OutputIntents DPart'
  ).split(' '),
);

/** Every reference and every dictionary of an object, nested ones included, itself first. */
export function linksOf(object: PdfObject): { readonly links: Link[]; readonly dicts: PdfDict[] } {
  const links: Link[] = [];
  const dicts: PdfDict[] = [];
  const open: PdfObject[] = [object];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'ref') links.push(next);
    else if (next.kind === 'array') for (const item of next.items) open.push(item);
    else if (next.kind === 'stream') open.push(next.dict);
    else if (next.kind === 'dict') {
      dicts.push(next);
      const isPage = isPageObject(next);
      for (const [key, value] of next.entries) if (!isPage || pageKeys.has(key)) open.push(value);
    }
  }
  return { links, dicts };
}

/** By its /Type alone. */
export function isPageObject(object: PdfObject): boolean {
  return object.kind === 'dict' && nameAt(object, 'Type') === 'Page';
}

const shownTypes = new Set(['Page', 'Pages', 'Catalog', 'Annot', 'Font', 'XObject']);
const shownSubtypes = new Set(['Form', 'Image', 'Widget', 'Stamp', 'FreeText']);
/** Entries that tell other streams without a /Type from page contents: hints, colour profiles, fonts, functions, patterns. */
const otherStreamKeys = ['S', 'N', 'Length1', 'FunctionType', 'PatternType', 'ShadingType'];

/** Whether an object that nothing leads to could be shown as soon as something does. */
export function isDormantKind(object: PdfObject): boolean {
  const dict = object.kind === 'stream' ? object.dict : object;
  if (dict.kind !== 'dict') return false;
  const type = nameAt(dict, 'Type');
  if (type !== undefined) return shownTypes.has(type);
  const subtype = nameAt(dict, 'Subtype');
  if (subtype !== undefined) return shownSubtypes.has(subtype);
  return object.kind === 'stream' && !otherStreamKeys.some((key) => dict.entries.has(key));
}

/** The name under a key when it stands there directly. */
export function nameAt(dict: PdfDict, key: string): string | undefined {
  const value = dict.entries.get(key);
  return value?.kind === 'name' ? value.value : undefined;
}
