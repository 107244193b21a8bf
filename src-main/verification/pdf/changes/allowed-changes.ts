/**
 * The table of changes after a signature (ISO 32000-2 §12.8.2.2, Table 257; ISO 32000-2 §12.8.4.3, §12.8.5 for time stamps and validation
 * data): each with its whole condition, and what it means for an earlier signature under each certification. What is in no row is
 * `unexplained`. docs/allowed-changes.md is this table; a test keeps the two alike.
 */
import type { VerdictCode } from '../../../domain/verdict-codes.ts';

/** Without a certification, and under DocMDP /P 1, 2 and 3; null: says nothing beside what it came with. */
export type ByPermission = Readonly<Record<'none' | 'p1' | 'p2' | 'p3', VerdictCode | null>>;

export interface AllowedChange {
  readonly what: string;
  /** All of it must hold. */
  readonly condition: string;
  readonly clause: string;
  readonly codes: ByPermission;
}

const always = (code: VerdictCode | null): ByPermission => ({ none: code, p1: code, p2: code, p3: code });
const butFirst = (code: VerdictCode | null): ByPermission => ({ ...always(code), p1: 'DOCMDP_VIOLATION' });
const asAnnotation = (third: VerdictCode): ByPermission => ({
  none: 'DOC_CHANGED_AFTER_SIGN',
  p1: 'DOCMDP_VIOLATION',
  p2: 'DOCMDP_VIOLATION',
  p3: third,
});
const asForm = (allowed: VerdictCode): ByPermission => ({
  none: 'FORM_FILLED_AFTER_SIGN',
  p1: 'DOCMDP_VIOLATION',
  p2: allowed,
  p3: allowed,
});

export const allowedChanges = Object.freeze({
  'time-stamp': {
    what: 'a document time stamp',
    condition:
      'the container is an RFC 3161 token; its field is new or was empty; nothing of it is seen: no appearance that paints, in a rectangle without a size either, and no frame',
    clause: 'ISO 32000-2 §12.8.5',
    codes: always('LTA_UPDATE'),
  },
  'validation-data': {
    what: 'validation data',
    condition:
      'new objects below /DSS, and old dictionaries and arrays there that nothing else leads to; old streams stay',
    clause: 'ISO 32000-2 §12.8.4.3',
    codes: always('LTA_UPDATE'),
  },
  'metadata-extension': {
    what: 'properties that come with one of the two above',
    condition: '/Info, /Metadata, /Extensions, in the same revision',
    clause: 'ISO 32000-2 §12.8.2.2, §14.3',
    codes: always(null),
  },
  metadata: {
    what: 'properties of the file',
    condition:
      '/Info, /Metadata, /Extensions, /AdditionalStreams of an office program, /Tabs and /LastModified of a page, private plain entries of nodes that are in the page tree and nowhere else, an output intent where there was none whose profile is proven to be sRGB; nothing else leads to what changed',
    clause: 'ISO 32000-2 §14.3, §7.7.3, §14.11.5',
    codes: butFirst(null),
  },
  structure: {
    what: 'the structure tree of a tagged file',
    condition:
      'elements are added that hold nothing but a signature field of this revision; no /ActualText, /Alt or /E; every other entry stays; a tree that is built anew, or another /IDTree or /RoleMap, is not followed and stays red: it may say other words in another order to whoever has the file read aloud',
    clause: 'ISO 32000-2 §14.7',
    codes: butFirst(null),
  },
  signature: {
    what: 'a later signature',
    condition:
      'a new signature field with no entry that runs, hides or replaces, or an empty one; intact, by somebody this machine trusts, and closing its revision; no lock holds its field: a field that was there, or that /Include names, is `FIELDMDP_VIOLATION`, because signing changes its value; a new field that is seen, under a lock of all fields or of all but some whose own /P permits no signing, is `LOCKED_FORM_SIGNED` (docs/adr/0029)',
    clause: 'ISO 32000-2 §12.7.5.5, §12.8.1',
    codes: butFirst('LATER_SIGNATURE'),
  },
  'signature-unseen': {
    what: 'a later signature by anybody',
    condition: 'as above, but not trusted; nothing of it is seen',
    clause: 'ISO 32000-2 §12.7.5.5',
    codes: butFirst('LATER_SIGNATURE'),
  },
  'signature-seen': {
    what: 'a later signature that is not trusted',
    condition: 'something of it is seen',
    clause: 'own rule',
    codes: butFirst('SIG_OVER_CONTENT'),
  },
  'mark-unseen': {
    what: 'a widget of a later signature',
    condition: 'nothing of it is seen',
    clause: 'ISO 32000-2 §12.5.5',
    codes: always(null),
  },
  'mark-seal': {
    what: 'the mark of a later seal',
    condition:
      'trusted seal; the widget draws the picture in that very seal, compared pixel by pixel, blended so that what is under it stays legible, not nearly black, not larger than the seal, not over another mark of it, drawn once',
    clause: 'GB/T 38540; ISO 32000-2 §11.3.5.2 (Multiply)',
    codes: always(null),
  },
  'mark-stamp': {
    what: 'a further mark of a later seal (骑缝章)',
    condition: 'as above, as a stamp annotation that names the field and has no entry of another kind',
    clause: 'ISO 32000-2 Table 257: an annotation',
    codes: { ...always(null), p1: 'DOCMDP_VIOLATION', p2: 'DOCMDP_VIOLATION' },
  },
  'mark-prepared': {
    what: 'another look of a later signature, in a place that was prepared',
    condition:
      'trusted; the earlier signature protects an empty signature field with this rectangle, and no words lie under it but lines and dots to write on and the label of a place for signing; the place itself says no more than that; no figure of the page goes on into what the look draws; and as drawn no writing of another kind (a scan, outlined letters, a picture) is under it or right beside what the look changes (docs/adr/0038); one appearance, nothing under the pointer or pressed',
    clause: 'ISO 32000-2 §12.7.5.5',
    codes: always(null),
  },
  'mark-free': {
    what: 'another look of a later signature, on free space',
    condition:
      'trusted; no text, line, picture or visible annotation of the page lies under its rectangle, and its ink does not stand beside words; one appearance, nothing under the pointer or pressed, no layer',
    clause: 'own rule; ISO 32000-2 §12.5.5',
    codes: always(null),
  },
  'mark-beside': {
    what: 'another look of a later signature, right beside words',
    condition:
      'as above, but its ink is on one line with words of the page or of a field, nearer than an em: it may be read as their end or beginning; not behind the label of a place for signing (签字, 盖章, Signed by, in letters that are proven, or claimed by an embedded TrueType font in front of a colon that its outline proves)',
    clause: 'own rule',
    codes: butFirst('LOOK_BESIDE_WORDS'),
  },
  'mark-over': {
    what: 'any other look of a later signature',
    condition:
      'also a time stamp that is seen, and a mark that is larger, nearly black, drawn twice or of another picture',
    clause: 'own rule',
    codes: butFirst('SIG_OVER_CONTENT'),
  },
  'stamp-dark': {
    what: 'a further mark of a later seal whose picture is nearly black',
    condition: 'as for such a mark in all else; what lies under it may be lost',
    clause: 'own rule; ISO 32000-2 Table 257: an annotation',
    codes: {
      none: 'SIG_OVER_CONTENT',
      p1: 'DOCMDP_VIOLATION',
      p2: 'DOCMDP_VIOLATION',
      p3: 'SIG_OVER_CONTENT',
    },
  },
  'stamp-other': {
    what: 'a stamp that names a later signature but is no mark of its seal',
    condition: '–',
    clause: 'ISO 32000-2 Table 257: an annotation',
    codes: asAnnotation('ANNOT_OVER_CONTENT'),
  },
  field: {
    what: 'an empty signature field',
    condition:
      'new in every part and by its name, no entry that runs, hides or replaces, nothing of it is seen; not locked',
    clause: 'ISO 32000-2 §12.7.5.5',
    codes: asForm('FORM_FILLED_ALLOWED'),
  },
  'field-bare': {
    what: 'an empty signature field that has a place on a page and no appearance that paints',
    condition: 'a widget without a frame: most readers show nothing of it, MuPDF draws a flag over its place',
    clause: 'ISO 32000-2 §12.5.6.19',
    codes: asForm('FORM_LOOK_UNCLEAR'),
  },
  'field-look': {
    what: 'an empty signature field that draws something on free space',
    condition: 'as above, but something is seen',
    clause: 'own rule',
    codes: {
      none: 'FORM_FILLED_AFTER_SIGN',
      p1: 'DOCMDP_VIOLATION',
      p2: 'DOCMDP_VIOLATION',
      p3: 'ANNOT_OVER_CONTENT',
    },
  },
  'field-cover': {
    what: 'an empty signature field that draws over content',
    condition: '–',
    clause: 'ISO 32000-2 Table 257: as an annotation',
    codes: asAnnotation('ANNOT_OVER_CONTENT'),
  },
  form: {
    what: 'a form field was filled in',
    condition:
      'no locked field; only the value changed, a rich value (/RV) that says the same in plain elements, its look (which nothing else shows), the date, and with them how the value is written (/DA, /Q, where each widget has a look of its own) and the read-only flag; a text or combo box shows its value: nothing but text, letters of one size, known by a font of the reader or by one that the first signer saw, in reading order, dark, whole inside what its box, its clips and the page leave visible, turned only as its unchanged /MK /R says and not upside down on its page; a check box or radio button switches between states that were there, to the one of its value, and what it paints by that lies over no words of the page or of a field, nor over writing of another kind (docs/adr/0038); boxes to be ticked, in letters that are known or drawn as square frames, may be under it; or the reader makes the look, as before, in letters that are known; another /DA asks for such letters too',
    clause: 'ISO 32000-2 §12.7.5, Table 257',
    codes: asForm('FORM_FILLED_ALLOWED'),
  },
  'form-unclear': {
    what: 'a form field was filled in, and what it shows cannot be compared with its value',
    condition: 'the value changed',
    clause: 'own rule',
    codes: { ...asForm('FORM_LOOK_UNCLEAR') },
  },
  'form-stale': {
    what: 'another value was stored in a form field, which still shows what it showed',
    condition:
      'the value changed, and with it at most how it is written; the look stays in every octet, is text that can be read, and says otherwise',
    clause: 'own rule',
    codes: { ...asForm('FORM_VALUE_NOT_SHOWN') },
  },
  'form-defaults': {
    what: 'fonts and defaults of the form (/DR, /DA)',
    condition:
      'no field or annotation of the file has a look that is made from them, and the next one that a reader makes says what is typed: a font that is new or another in /DR has letters that are known, or no /DA names it and no rich text may, and the new /DA asks for such letters, large and dark; or /DR keeps its fonts, and what is new or another there is a graphic, or a font of the reader, that no /DA and no look names',
    clause: 'ISO 32000-2 §12.7.3',
    codes: always(null),
  },
  'looks-kept': {
    what: '/NeedAppearances switched off',
    condition: 'every field is text and shows its value in its own look, which readers show from now on',
    clause: 'ISO 32000-2 §12.7.3',
    codes: always(null),
  },
  annotation: {
    what: 'an annotation on free space',
    condition:
      'markup with one look of its own, nothing that runs, leads elsewhere, hides or opens; nothing of the page lies under it, and its ink does not stand beside words',
    clause: 'ISO 32000-2 Table 257',
    codes: asAnnotation('ANNOT_ADDED_ALLOWED'),
  },
  'annotation-beside': {
    what: 'an annotation right beside words',
    condition: 'as above, but on one line with words of the page or of a field, nearer than an em',
    clause: 'own rule',
    codes: asAnnotation('LOOK_BESIDE_WORDS'),
  },
  'annotation-cover': {
    what: 'any other annotation that is new',
    condition: 'no form field',
    clause: 'ISO 32000-2 Table 257',
    codes: asAnnotation('ANNOT_OVER_CONTENT'),
  },
  'annotation-edit': {
    what: 'markup that was changed or taken away',
    condition: 'nothing else leads to what changed; no form field, no link',
    clause: 'ISO 32000-2 Table 257',
    codes: asAnnotation('ANNOT_CHANGED_AFTER_SIGN'),
  },
  certification: {
    what: 'a certification behind an earlier signature',
    condition: '/Perms is new',
    clause: 'ISO 32000-2 §12.8.6',
    codes: always('CERTIFICATION_LATE'),
  },
  unused: {
    what: 'new objects that nothing leads to',
    condition: 'no number that was waiting for them',
    clause: 'own rule',
    codes: always('SHADOW_LATENT'),
  },
  resaved: {
    what: 'objects written again',
    condition:
      'the same content, also under another number or directly where a reference was, but a layer is known by its number; or freed, and nothing leads to them any more',
    clause: 'ISO 32000-2 §7.5.6',
    codes: always('FILE_RESAVED'),
  },
  unexplained: {
    what: 'everything else',
    condition: '–',
    clause: 'own rule: default deny',
    codes: always('DOC_CHANGED_AFTER_SIGN'),
  },
} satisfies Record<string, AllowedChange>);

export type ChangeRow = keyof typeof allowedChanges;

/** What a row means under a permission. */
export function codeOfRow(row: ChangeRow, permission: 1 | 2 | 3 | null): VerdictCode | null {
  const { codes }: AllowedChange = allowedChanges[row];
  return codes[permission === null ? 'none' : (`p${permission}` as const)];
}
