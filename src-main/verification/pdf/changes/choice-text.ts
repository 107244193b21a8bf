/** What a combo box shows for its value: the text that /Opt pairs with it, or the value itself (ISO 32000-2 §12.7.5.4, Table 234). */
import type { PdfDocument } from '../../../pdf/document.ts';
import { sameObject, type PdfDict, type PdfObject } from '../../../pdf/objects.ts';

/** Undefined when it cannot be told: the options may be given above, or are of an unknown shape. */
export function choiceText(
  document: PdfDocument,
  field: PdfDict,
  value: PdfObject | undefined,
): PdfObject | undefined {
  const options = document.value(field, 'Opt');
  if (value?.kind !== 'string' || options?.kind !== 'array') return undefined;
  for (const item of options.items) {
    const option = document.resolve(item);
    if (option.kind === 'string' && sameObject(option, value)) return value;
    if (option.kind !== 'array' || option.items.length !== 2) continue;
    const [name, shown] = option.items.map((each) => document.resolve(each));
    if (name && sameObject(name, value)) return shown;
  }
  return undefined;
}
