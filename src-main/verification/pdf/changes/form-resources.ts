/**
 * The resources of a form that only grew by what no reader draws with (/DR, ISO 32000-2 §12.7.3): signing programs leave fonts of their own
 * and empty graphics there. Looks that readers make ask for fonts by the names in /DA; a font whose glyphs the file brings along is none of these.
 */
import type { PdfObject } from '../../../pdf/objects.ts';
import { dictAt, itemsAt, type RevisionPair } from './revision-pair.ts';

/** Whether every font stayed, each new one is one that nothing asks for and that every reader draws alike, and of the graphics only such changed as nothing asks for. */
export function resourcesGrewUnused(
  pair: RevisionPair,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const [a, b] = [dictAt(pair.before, old), dictAt(pair.after, now)];
  if (!b || b.duplicateKeys.length > 0 || (old !== undefined && !a)) return false;
  const asked = namesAskedFor(pair);
  const isAsked = (name: string) => asked === null || asked.includes(`/${name}`);
  return pair.differingKeys(a, b).every((key) => {
    if (key === 'ProcSet') return true;
    const lists = [dictAt(pair.before, a?.entries.get(key)), dictAt(pair.after, b.entries.get(key))] as const;
    // A look that a reader makes is text: it draws no graphic by its name.
    if (key === 'XObject') return pair.differingKeys(...lists).every((name) => !isAsked(name));
    if (key !== 'Font') return false;
    return pair.differingKeys(...lists).every((name) => {
      const font = lists[1]?.entries.get(name);
      return (
        !lists[0]?.entries.has(name) && !isAsked(name) && font !== undefined && isReadersFont(pair, font)
      );
    });
  });
}

const plainFontKeys = new Set(['Type', 'Subtype', 'BaseFont', 'Name', 'Encoding']);

/** A font of the reader (§9.6.2.2): new, with no program, no widths and no encoding of its own. */
function isReadersFont(pair: RevisionPair, value: PdfObject): boolean {
  const font = dictAt(pair.after, value);
  if (value.kind === 'ref' && !pair.isNew(value.number)) return false;
  return (
    font !== undefined &&
    [...font.entries].every(([key, entry]) => plainFontKeys.has(key) && entry.kind === 'name')
  );
}

const maxDepth = 32;

/** All default appearances of the file before, as one text; null when it cannot be told what they ask for. */
function namesAskedFor(pair: RevisionPair): string | null {
  const { before } = pair;
  const found: string[] = [];
  const form = dictAt(before, before.catalog.entries.get('AcroForm'));
  const open: { readonly value: PdfObject; readonly depth: number }[] = [];
  const push = (values: readonly PdfObject[], depth: number) =>
    open.push(...values.map((value) => ({ value, depth })));
  if (form) push([form, ...(itemsAt(before, form.entries.get('Fields')) ?? [])], 0);
  for (let page = 0; page < before.pageCount; page += 1) push(before.page(page).annots, maxDepth);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const dict = dictAt(before, next.value);
    const text = dict && before.value(dict, 'DA');
    if (text && text.kind !== 'string') return null;
    if (text) found.push(String.fromCharCode(...text.bytes.subarray(0, 4096)));
    if (dict && next.depth < maxDepth) push(itemsAt(before, dict.entries.get('Kids')) ?? [], next.depth + 1);
  }
  const all = found.join('\n');
  // An escaped name may be any.
  return all.includes('#') ? null : all;
}
