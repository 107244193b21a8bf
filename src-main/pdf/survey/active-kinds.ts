/** Things in a document that run, fetch, play or travel along (ISO 32000-2 §12.6, §13; attack P17). Nothing is executed here. */
import type { PdfDict } from '../objects.ts';
import { nameAt } from './object-links.ts';

export type ActiveKind = string;

/** Action types (/S) that do more than move inside the document. */
const actions = new Set([
  'JavaScript',
  'Launch',
  'URI',
  'SubmitForm',
  'ImportData',
  'ResetForm',
  'Hide',
  'SetOCGState',
  'Rendition',
  'Trans',
  'GoTo3DView',
  'RichMediaExecute',
  'GoToR',
  'GoToE',
  'Movie',
  'Sound',
]);

/** Annotations that play or carry something. */
const players = new Set(['RichMedia', 'Screen', 'Movie', 'Sound', '3D', 'FileAttachment']);

/** Entries that mean the same wherever they stand. */
const telling: Readonly<Record<string, ActiveKind>> = {
  AA: 'automatic action',
  XFA: 'XFA form',
  EmbeddedFiles: 'embedded file',
  AF: 'embedded file',
};

/** Short English words for the report, without repeats. */
export function activeKinds(dicts: readonly PdfDict[]): ReadonlySet<ActiveKind> {
  const found = new Set<ActiveKind>();
  for (const dict of dicts) {
    const action = nameAt(dict, 'S');
    if (action !== undefined && actions.has(action)) found.add(action);
    const subtype = nameAt(dict, 'Subtype');
    if (subtype !== undefined && players.has(subtype) && dict.entries.has('Rect')) found.add(subtype);
    if (dict.entries.has('EF') || nameAt(dict, 'Type') === 'EmbeddedFile') found.add('embedded file');
    if (dict.entries.has('JS')) found.add('JavaScript');
    for (const [key, kind] of Object.entries(telling)) if (dict.entries.has(key)) found.add(kind);
  }
  return found;
}
