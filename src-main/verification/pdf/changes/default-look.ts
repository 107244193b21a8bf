/**
 * What a reader makes a look from where a field has none that it shows (/DA, ISO 32000-2 §12.7.4.3): letters that are known, large and
 * dark enough. In a font of the form whose codes are other letters, a value shows as another one.
 */
import { orElse } from '../../../domain/errors/or-else.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import type { PdfDict, PdfObject } from '../../../pdf/objects.ts';
import { operationsOf } from './content-tokens.ts';
import { readableFont } from './look-font.ts';
import { lightOf } from './look-light.ts';
import { leastSize, mostLight } from './look-text.ts';

const maxDepth = 32;

/** Whether the default look of a field says nothing else than its value; one that is not there is the reader's own. */
export function isPlainDefault(before: PdfDocument, after: PdfDocument, field: PdfDict): boolean {
  return orElse(() => {
    const text = defaultOf(after, field);
    if (text === undefined) return true;
    if (text.kind !== 'string') return false;
    for (const { operator, operands, isPlain } of operationsOf(after, text.bytes)) {
      const n = operands.map((each) => (each.kind === 'number' ? each.value : Number.NaN));
      const [first] = operands;
      if (!isPlain) return false;
      if (operator === 'Tf') {
        const size = n[1] ?? Number.NaN;
        const isLarge = size === 0 || size >= leastSize;
        if (!isLarge || first?.kind !== 'name' || !isKnown(before, after, first.value)) return false;
      } else if (!['g', 'rg', 'k'].includes(operator) || !(lightOf(n) <= mostLight)) return false;
    }
    return true;
  }, false);
}

/** Of the field itself, of one above it, or of the form. */
function defaultOf(document: PdfDocument, field: PdfDict): PdfObject | undefined {
  let at: PdfDict | undefined = field;
  for (let depth = 0; at !== undefined && depth < maxDepth; depth += 1) {
    const own = document.value(at, 'DA');
    if (own !== undefined) return own;
    const above = document.value(at, 'Parent');
    at = above?.kind === 'dict' ? above : undefined;
  }
  const form = document.value(document.catalog, 'AcroForm');
  return form?.kind === 'dict' ? document.value(form, 'DA') : undefined;
}

/** A font that the form does not have is one of the reader. */
function isKnown(before: PdfDocument, after: PdfDocument, name: string): boolean {
  const form = after.value(after.catalog, 'AcroForm');
  const resources = form?.kind === 'dict' ? after.value(form, 'DR') : undefined;
  const fonts = resources?.kind === 'dict' ? after.value(resources, 'Font') : undefined;
  const font = fonts?.kind === 'dict' ? fonts.entries.get(name) : undefined;
  return font === undefined || readableFont(before, after, font) !== null;
}
