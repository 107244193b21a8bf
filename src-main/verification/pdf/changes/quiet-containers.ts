/** Containers whose content later revisions may change: below /DSS and /Extensions, and the appearances of form fields. */
import { listFields } from '../../../pdf/form-fields.ts';
import type { PdfDocument } from '../../../pdf/document.ts';
import type { PdfObject } from '../../../pdf/objects.ts';
import { readObject } from './reference-index.ts';

const maxDepth = 8;
const maxContainers = 50_000;

/** Numbers of indirect dictionaries and arrays there. Errors: those of reading the form. */
export function quietContainers(document: PdfDocument): ReadonlySet<number> {
  const found = new Set<number>();
  const { catalog } = document;
  const roots = ['DSS', 'Extensions', 'Metadata'].map((key) => catalog.entries.get(key));
  for (const field of listFields(document)) {
    for (const { dict } of [field, ...field.widgets]) roots.push(dict.entries.get('AP'));
  }
  for (const root of roots) if (root) collect(document, root, found);
  return found;
}

function collect(document: PdfDocument, root: PdfObject, found: Set<number>): void {
  let open: readonly PdfObject[] = [root];
  for (let depth = 0; depth < maxDepth && open.length > 0 && found.size < maxContainers; depth += 1) {
    const next: PdfObject[] = [];
    for (const item of open) {
      if (item.kind === 'dict') next.push(...item.entries.values());
      else if (item.kind === 'array') next.push(...item.items);
      else if (item.kind === 'ref' && !found.has(item.number)) {
        const object = readObject(document, item.number);
        if (object?.kind !== 'dict' && object?.kind !== 'array') continue;
        found.add(item.number);
        next.push(object);
      }
    }
    open = next;
  }
}
