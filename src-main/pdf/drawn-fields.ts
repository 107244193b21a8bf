/** Fields whose values only the reader draws (/NeedAppearances, ISO 32000-2 Table 224): without that flag they show nothing. */
import type { PdfDocument } from './document-model.ts';
import { acroFormOf, listFields, type FormField } from './form-fields.ts';
import type { PdfObject } from './objects.ts';

/** Whether the form asks every reader to draw its fields anew. Errors: `pdf-form-broken`. */
export function needsAppearances(document: PdfDocument): boolean {
  const form = acroFormOf(document);
  const need = form && document.value(form, 'NeedAppearances');
  return need?.kind === 'boolean' && need.value;
}

/** Name of a field with a value and without a picture of it; null when all have theirs. Errors: `pdf-form-broken`. */
export function undrawnField(document: PdfDocument): string | null {
  const found = listFields(document).find(
    (field) => hasValue(document, field) && field.widgets.some(({ dict }) => !document.value(dict, 'AP')),
  );
  return found ? found.name : null;
}

function hasValue(document: PdfDocument, { type, value }: FormField): boolean {
  return type !== 'Sig' && isSomething(document.resolve(value));
}

function isSomething(value: PdfObject): boolean {
  if (value.kind === 'null') return false;
  if (value.kind === 'string') return value.bytes.length > 0;
  if (value.kind === 'array') return value.items.length > 0;
  return !(value.kind === 'name' && value.value === 'Off');
}
