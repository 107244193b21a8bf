/**
 * Whether an appearance asks by name for what its own resources do not have (ISO 32000-2 §7.8.3, §12.7.3): readers then look in the resources of
 * the form, or of the page. What cannot be read asks.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import { pdfDict, type PdfDict, type PdfStream } from '../../../pdf/objects.ts';
import { operationsOf, type Operation } from './content-tokens.ts';

const maxDepth = 8;
/** Operators with a name, and where it is looked up. */
const categories: Readonly<Record<string, string>> = {
  Tf: 'Font',
  Do: 'XObject',
  gs: 'ExtGState',
  sh: 'Shading',
  cs: 'ColorSpace',
  CS: 'ColorSpace',
  scn: 'Pattern',
  SCN: 'Pattern',
  BDC: 'Properties',
  DP: 'Properties',
};
/** Colour spaces that are no resources (§8.6.8), and their short forms in inline images (Table 91). */
const ownColours = new Set('DeviceGray DeviceRGB DeviceCMYK Pattern G RGB CMYK I Indexed'.split(' '));

export function asksOutside(
  document: PdfDocument,
  look: PdfStream,
  around = pdfDict({}),
  depth = 0,
): boolean {
  return orElse(() => {
    if (depth > maxDepth) return true;
    const own = document.value(look.dict, 'Resources');
    const resources = own?.kind === 'dict' ? own : around;
    for (const operation of operationsOf(document, document.streamBytes(look)))
      if (isOutside(document, operation, resources, depth)) return true;
    return false;
  }, true);
}

function isOutside(
  document: PdfDocument,
  { operator, operands }: Operation,
  resources: PdfDict,
  depth: number,
): boolean {
  if (operator === 'BI') return usesNamedColours(document, operands, resources);
  const category = categories[operator];
  const named = operands[operator === 'Tf' ? 0 : operands.length - 1];
  if (category === undefined || named?.kind !== 'name') return false;
  // The only name of marked content is its tag.
  if (category === 'Properties' && operands.length < 2) return false;
  if (category === 'ColorSpace' && ownColours.has(named.value)) return false;
  const list = document.value(resources, category);
  const found = list?.kind === 'dict' ? document.value(list, named.value) : undefined;
  if (found === undefined) return true;
  return operator === 'Do' && found.kind === 'stream' && isOpenForm(document, found, resources, depth);
}

/** A form without resources of its own takes those around it. */
function isOpenForm(document: PdfDocument, form: PdfStream, resources: PdfDict, depth: number): boolean {
  const subtype = document.value(form.dict, 'Subtype');
  if (subtype?.kind === 'name' && subtype.value !== 'Form') return false;
  return asksOutside(document, form, resources, depth + 1);
}

function usesNamedColours(
  document: PdfDocument,
  operands: Operation['operands'],
  resources: PdfDict,
): boolean {
  const at = operands.findIndex((each) => each.kind === 'name' && ['CS', 'ColorSpace'].includes(each.value));
  const colours = operands[at + 1];
  if (at < 0 || colours?.kind !== 'name' || ownColours.has(colours.value)) return false;
  const list = document.value(resources, 'ColorSpace');
  return list?.kind !== 'dict' || !list.entries.has(colours.value);
}
