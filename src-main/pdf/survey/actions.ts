/** Dictionaries that run, fetch, play or carry something (ISO 32000-2 §7.11, §12.6, §13; attack P17). Nothing is executed. */
import type { PdfDict } from '../objects.ts';
import type { ContentKind, Sighted } from './content-kinds.ts';
import { nameAt } from './object-links.ts';

/** Action types (/S, Table 201) by what they do; those that only move inside the document are not here. */
const actions: Readonly<Record<string, ContentKind>> = {
  JavaScript: 'javascript',
  URI: 'outside-links',
  GoToR: 'outside-links',
  GoToE: 'outside-links',
  GoToDp: 'outside-links',
  Launch: 'automatic-action',
  SubmitForm: 'automatic-action',
  ImportData: 'automatic-action',
  ResetForm: 'automatic-action',
  Hide: 'automatic-action',
  SetOCGState: 'automatic-action',
  Trans: 'automatic-action',
  Movie: 'rich-media',
  Sound: 'rich-media',
  Rendition: 'rich-media',
  GoTo3DView: 'rich-media',
  RichMediaExecute: 'rich-media',
};
const moves: ReadonlySet<string> = new Set(['GoTo', 'Named', 'Thread']);

/** Annotations that play or carry something (Table 171). */
const annotations: Readonly<Record<string, ContentKind>> = {
  RichMedia: 'rich-media',
  Screen: 'rich-media',
  Movie: 'rich-media',
  Sound: 'rich-media',
  '3D': 'rich-media',
  FileAttachment: 'embedded-files',
};

/** Entries that mean the same wherever they stand. */
const entries: readonly (readonly [key: string, kind: ContentKind, word: string])[] = [
  ['JS', 'javascript', 'JavaScript'],
  ['JavaScript', 'javascript', 'JavaScript'],
  ['AA', 'automatic-action', 'automatic action'],
  ['XFA', 'xfa', 'XFA form'],
  ['EmbeddedFiles', 'embedded-files', 'embedded file'],
  ['AF', 'embedded-files', 'embedded file'],
  ['EF', 'embedded-files', 'embedded file'],
  ['Collection', 'embedded-files', 'portfolio'],
];

/** What a dictionary does, by itself. */
export function actionsOf(dict: PdfDict): Sighted[] {
  const found: Sighted[] = [];
  const type = nameAt(dict, 'Type');
  const action = type === 'StructElem' ? undefined : nameAt(dict, 'S');
  const kind = action === undefined ? undefined : kindOfAction(action, type);
  if (action !== undefined && kind) found.push({ kind, word: action });
  const subtype = nameAt(dict, 'Subtype');
  const plays = subtype === undefined || !Object.hasOwn(annotations, subtype) ? null : annotations[subtype];
  if (subtype !== undefined && plays) found.push({ kind: plays, word: subtype });
  if (type === 'EmbeddedFile') found.push({ kind: 'embedded-files', word: 'embedded file' });
  // What is to run where a reader does not meet a requirement (§12.11).
  if (action !== undefined && hasEntry(dict, 'RH')) found.push({ kind: 'javascript', word: 'requirement' });
  for (const [key, each, word] of entries) if (hasEntry(dict, key)) found.push({ kind: each, word });
  return found;
}

/** An action that the standard does not know says that it is one; who knows what a reader makes of it. */
function kindOfAction(action: string, type: string | undefined): ContentKind | undefined {
  if (Object.hasOwn(actions, action)) return actions[action];
  return type === 'Action' && !moves.has(action) ? 'automatic-action' : undefined;
}

/** A key with a value: `null` is none (§7.3.7). */
export function hasEntry(dict: PdfDict, key: string): boolean {
  const value = dict.entries.get(key);
  return value !== undefined && value.kind !== 'null';
}
