/**
 * The habits of programs that update PDFs: what each writes beside the change that somebody asked for. Read off their open sources and
 * off files they made; the octets are ours. Two programs of one kind differ in enough of these to count as two.
 */
import type { Hand } from './pdf-text.ts';

export interface Habit {
  readonly name: string;
  readonly hand: Hand;
  /** `as-before`: the kind that the newest revision has. */
  readonly section: 'table' | 'as-before' | 'packed';
  /** The catalog under its number, or a copy under a new one. */
  readonly catalog: 'same' | 'moved';
  /** How the form and /Annots come out: where they were, as an object of their own, or within their holder. */
  readonly form: 'kept' | 'indirect' | 'direct';
  readonly annots: 'kept' | 'indirect' | 'direct';
  /** One dictionary for field and widget, or a field with a widget below. */
  readonly field: 'merged' | 'kids';
  readonly flags: 4 | 132;
  /** An invisible signature: an empty rectangle, with an empty look or none. */
  readonly unseen: 'look' | 'bare' | 'no-page';
  /** How a visible one is drawn: one form, or the layers n0 and n2 below /FRM. */
  readonly look: 'plain' | 'layers';
  /** What it puts into the defaults of the form. */
  readonly defaults: 'none' | 'layers' | 'fonts';
  readonly info: 'kept' | 'dated' | 'copied';
  readonly metadata: boolean;
  /** The second half of /ID changes, or the whole is left out. */
  readonly id: 'second' | 'kept' | 'dropped';
  readonly extensions: string | null;
  /** Puts a widget into the structure of a tagged file. */
  readonly tags: boolean;
  readonly lockEntry: boolean;
  readonly remark?: string;
  /** Behind the end of the file. */
  readonly tail?: string;
  /** Writes the page again although nothing of it changed. */
  readonly rewritesPage?: boolean;
  /** Stands for the clip of a filled field. */
  readonly fill: 'clipped' | 'plain' | 'matrix';
}

const spaced: Hand = { eol: '\n', spacing: 'spaced' };
const tight: Hand = { eol: '\n', spacing: 'tight' };
const lines: Hand = { eol: '\n', spacing: 'lines' };

const usual = {
  hand: tight,
  section: 'as-before',
  catalog: 'same',
  form: 'kept',
  annots: 'kept',
  field: 'merged',
  flags: 132,
  unseen: 'bare',
  look: 'plain',
  defaults: 'none',
  info: 'kept',
  metadata: false,
  id: 'second',
  extensions: null,
  tags: false,
  lockEntry: false,
  fill: 'clipped',
} as const satisfies Omit<Habit, 'name'>;

export const habits: readonly Habit[] = [
  {
    ...usual,
    name: 'iText 5',
    section: 'table',
    form: 'direct',
    look: 'layers',
    defaults: 'layers',
    info: 'dated',
    metadata: true,
    remark: '%iText-5.5.13\n',
    fill: 'plain',
  },
  {
    ...usual,
    name: 'iText 7',
    form: 'indirect',
    look: 'layers',
    defaults: 'fonts',
    info: 'dated',
    metadata: true,
    tags: true,
    extensions: '/ESIC<</BaseVersion/1.7/ExtensionLevel 5>>',
  },
  {
    ...usual,
    name: 'iText 8',
    section: 'packed',
    look: 'layers',
    info: 'dated',
    tags: true,
    lockEntry: true,
    extensions: '/ISO_[<</BaseVersion/2.0/ExtensionLevel 32001/ExtensionRevision(:2022)>>]',
    unseen: 'look',
  },
  {
    ...usual,
    name: 'PDFBox',
    hand: { ...lines, realBoxes: true },
    section: 'table',
    form: 'kept',
    unseen: 'look',
    id: 'second',
    rewritesPage: true,
  },
  {
    ...usual,
    name: 'DSS',
    hand: { ...lines, realBoxes: true },
    section: 'as-before',
    form: 'direct',
    annots: 'direct',
    look: 'layers',
    defaults: 'layers',
    extensions: '/ADBE <</BaseVersion /1.7 /ExtensionLevel 5>> /ESIC <</BaseVersion /1.7 /ExtensionLevel 1>>',
    fill: 'plain',
  },
  {
    ...usual,
    name: 'OpenPDF',
    section: 'table',
    form: 'direct',
    flags: 132,
    look: 'layers',
    defaults: 'layers',
    info: 'copied',
    remark: '% OpenPDF\n',
    id: 'second',
    fill: 'plain',
  },
  {
    ...usual,
    name: 'Acrobat',
    hand: { ...tight, eol: '\r\n' },
    section: 'packed',
    form: 'indirect',
    annots: 'indirect',
    flags: 132,
    look: 'layers',
    defaults: 'fonts',
    info: 'dated',
    metadata: true,
    tags: true,
    lockEntry: true,
    extensions: '/ADBE<</BaseVersion/1.7/ExtensionLevel 8>>',
  },
  {
    ...usual,
    name: 'DocuSign',
    hand: spaced,
    section: 'as-before',
    catalog: 'moved',
    form: 'indirect',
    flags: 132,
    look: 'plain',
    defaults: 'fonts',
    id: 'kept',
    fill: 'matrix',
    tail: '\r\n',
  },
  {
    ...usual,
    name: 'pyHanko',
    hand: { ...lines, hexStrings: true },
    section: 'as-before',
    form: 'indirect',
    annots: 'kept',
    field: 'merged',
    flags: 132,
    unseen: 'bare',
    look: 'plain',
    info: 'dated',
    metadata: true,
    lockEntry: true,
    fill: 'plain',
  },
  {
    ...usual,
    name: 'WPS',
    hand: { ...spaced, eol: '\r\n' },
    section: 'table',
    catalog: 'same',
    form: 'indirect',
    annots: 'direct',
    field: 'kids',
    flags: 4,
    id: 'dropped',
    info: 'copied',
    tail: '\r\n\r\n',
    unseen: 'no-page',
  },
  {
    ...usual,
    name: 'LibreOffice',
    hand: { ...lines, eol: '\n' },
    section: 'as-before',
    form: 'indirect',
    annots: 'direct',
    flags: 132,
    unseen: 'bare',
    info: 'kept',
    rewritesPage: true,
  },
];
