/**
 * Documents as the programs write them in which contracts are made: Word with its hidden structure tree, WPS, LibreOffice, a browser,
 * Acrobat, iText. Two pages; most with a form. What lies where is the same in all, so that steps find it.
 */
import { sectionText, type Body, type Section } from './cross-reference.ts';
import { dictText, streamText, type Hand } from './pdf-text.ts';
import { xmpPacket } from './xmp.ts';

export interface Author {
  readonly name: string;
  readonly header: string;
  readonly section: Section;
  readonly hand: Hand;
  readonly isTagged: boolean;
  readonly form: 'none' | 'direct' | 'indirect';
  readonly annots: 'direct' | 'indirect';
  readonly catalog?: Readonly<Record<string, string>>;
  readonly trailer?: Readonly<Record<string, string>>;
  /** Entries of the node above the pages. */
  readonly pages?: Readonly<Record<string, string>>;
  /** The form asks readers for the looks of its fields, and they have none. */
  readonly isBare?: boolean;
}

/** Numbers of the objects that steps speak of. */
export const at = {
  catalog: 1,
  pages: 2,
  page: 3,
  content: 4,
  second: 5,
  secondContent: 6,
  font: 7,
  info: 8,
  metadata: 9,
  form: 10,
  annots: 11,
  amount: 20,
  amountLook: 21,
  remark: 22,
  remarkLook: 23,
  box: 24,
  boxOn: 25,
  boxOff: 26,
  choice: 27,
  choiceLook: 28,
  radio: 29,
  radioA: 30,
  radioB: 31,
  place: 32,
  structure: 40,
  structureTop: 41,
  paragraph: 42,
  parents: 43,
} as const;

const spaced: Hand = { eol: '\n', spacing: 'spaced' };
const id = '[<0123456789abcdef0123456789abcdef><0123456789abcdef0123456789abcdef>]';

export const authors: readonly Author[] = [
  {
    name: 'Word',
    header: '%PDF-1.7\r\n%\xb5\xb5\xb5\xb5\r\n',
    section: 'hybrid',
    hand: { eol: '\r\n', spacing: 'tight' },
    isTagged: true,
    form: 'none',
    annots: 'direct',
    catalog: { Lang: '(zh-CN)', ViewerPreferences: '<</DisplayDocTitle false>>' },
  },
  {
    name: 'WPS',
    header: '%PDF-1.7\r\n%\xb0\xbe\xbc\xd2\r\n',
    section: 'table',
    hand: { eol: '\r\n', spacing: 'spaced' },
    isTagged: false,
    form: 'direct',
    annots: 'direct',
    pages: { Creator: '(WPS)' },
  },
  {
    name: 'LibreOffice',
    header: '%PDF-1.7\n%\xc3\xa4\xc3\xbc\xc3\xb6\n',
    section: 'table',
    hand: { eol: '\n', spacing: 'lines' },
    isTagged: true,
    form: 'indirect',
    annots: 'direct',
    trailer: { DocChecksum: '/0123456789ABCDEF0123456789ABCDEF' },
  },
  {
    name: 'browser',
    header: '%PDF-1.4\n%\xd3\xeb\xe9\xe1\n',
    section: 'table',
    hand: { eol: '\n', spacing: 'lines' },
    isTagged: false,
    form: 'none',
    annots: 'direct',
  },
  {
    name: 'Acrobat',
    header: '%PDF-1.6\r%\xe2\xe3\xcf\xd3\r\n',
    section: 'packed',
    hand: { eol: '\r\n', spacing: 'tight' },
    isTagged: true,
    form: 'indirect',
    annots: 'indirect',
  },
  {
    name: 'iText',
    header: '%PDF-2.0\n%\xe2\xe3\xcf\xd3\n',
    section: 'stream',
    hand: { eol: '\n', spacing: 'tight' },
    isTagged: false,
    form: 'direct',
    annots: 'direct',
  },
  {
    name: 'form designer',
    header: '%PDF-1.5\n%\xe2\xe3\xcf\xd3\n',
    section: 'stream',
    hand: spaced,
    isTagged: false,
    form: 'indirect',
    annots: 'indirect',
    isBare: true,
  },
];

const font = `${at.font} 0 R`;
const fieldRect = { amount: '72 500 272 524', remark: '72 460 272 484', choice: '72 400 272 424' } as const;
const frame = '0.9 g 0 0 200 24 re f 0 G 0.5 0.5 199 23 re s';
export const lookEntries = (hand: Hand) => ({
  Type: '/XObject',
  Subtype: '/Form',
  BBox: '[0 0 200 24]',
  Resources: dictText(new Map([['Font', `<</Helv ${font}>>`]]), hand),
});
/** What a text field draws, frame and all. */
export const fieldLook = (text: string, place = '2 7 Td'): string =>
  `${frame}\n/Tx BMC\nq\n1 1 198 22 re W n\nBT\n/Helv 12 Tf\n0 g\n${place}\n(${text}) Tj\nET\nQ\nEMC`;

/** The unsigned file. */
export function authored(author: Author): string {
  const objects = objectsOf(author);
  const trailer = new Map([
    ['Root', `${at.catalog} 0 R`],
    ['Info', `${at.info} 0 R`],
    ['ID', id],
    ...Object.entries(author.trailer ?? {}),
  ]);
  const hidden = new Set([at.structure, at.structureTop, at.paragraph, at.parents]);
  return (
    author.header +
    sectionText(author.header, {
      section: author.section,
      hand: author.hand,
      bodies: objects,
      trailer,
      highest: Math.max(...objects.keys()),
      isFirst: true,
      ...(author.section === 'hybrid' ? { hidden } : {}),
    })
  );
}

class Objects {
  readonly bodies = new Map<number, Body>();
  readonly hand: Hand;

  constructor(hand: Hand) {
    this.hand = hand;
  }

  dict(number: number, entries: Readonly<Record<string, string>>): void {
    this.bodies.set(number, { text: dictText(new Map(Object.entries(entries)), this.hand), isStream: false });
  }

  stream(number: number, entries: Readonly<Record<string, string>>, data: string): void {
    const text = streamText(new Map(Object.entries(entries)), data, this.hand);
    this.bodies.set(number, { text, isStream: true });
  }

  raw(number: number, text: string): void {
    this.bodies.set(number, { text, isStream: false });
  }
}

const refs = (numbers: readonly number[]) => `[${numbers.map((number) => `${number} 0 R`).join(' ')}]`;
const topFields = [at.amount, at.remark, at.box, at.choice, at.radio, at.place];
const widgets = [at.amount, at.remark, at.box, at.choice, at.radioA, at.radioB, at.place];

function objectsOf(author: Author): ReadonlyMap<number, Body> {
  const { hand, isTagged, form, annots, catalog = {}, pages = {}, isBare = false } = author;
  const made = new Objects(hand);
  const formEntries = {
    Fields: refs(topFields),
    DR: `<</Font<</Helv ${font}>>>>`,
    DA: '(/Helv 0 Tf 0 g)',
    ...(isBare ? { NeedAppearances: 'true' } : {}),
  };
  made.dict(at.catalog, {
    Type: '/Catalog',
    Pages: `${at.pages} 0 R`,
    Metadata: `${at.metadata} 0 R`,
    ...catalog,
    ...(form === 'none'
      ? {}
      : {
          AcroForm:
            form === 'direct' ? dictText(new Map(Object.entries(formEntries)), hand) : `${at.form} 0 R`,
        }),
    ...(isTagged ? { MarkInfo: '<</Marked true>>', StructTreeRoot: `${at.structure} 0 R` } : {}),
  });
  made.dict(at.pages, { Type: '/Pages', Kids: refs([at.page, at.second]), Count: '2', ...pages });
  putPages(made, author);
  made.dict(at.font, {
    Type: '/Font',
    Subtype: '/Type1',
    BaseFont: '/Helvetica',
    Encoding: '/WinAnsiEncoding',
  });
  made.dict(at.info, { Producer: `(${author.name})`, ModDate: '(D:20261101080000Z)' });
  made.stream(at.metadata, { Type: '/Metadata', Subtype: '/XML' }, xmpPacket('2026-11-01T08:00:00Z'));
  if (form !== 'none') putFields(made, isBare);
  if (form === 'indirect') made.dict(at.form, formEntries);
  if (form !== 'none' && annots === 'indirect') made.raw(at.annots, refs(widgets));
  if (isTagged) putStructure(made);
  return made.bodies;
}

function putPages(made: Objects, { form, annots, isTagged }: Author): void {
  const page = {
    Type: '/Page',
    Parent: `${at.pages} 0 R`,
    MediaBox: '[0 0 595 842]',
    Resources: `<</Font<</F1 ${font}>>/ProcSet[/PDF/Text]>>`,
  };
  const list = annots === 'indirect' ? `${at.annots} 0 R` : refs(widgets);
  made.dict(at.page, {
    ...page,
    Contents: `${at.content} 0 R`,
    ...(form === 'none' ? {} : { Annots: list }),
    ...(isTagged ? { StructParents: '0', Tabs: '/S' } : {}),
  });
  made.dict(at.second, { ...page, Contents: `${at.secondContent} 0 R` });
  const text = 'BT /F1 24 Tf 72 760 Td (Contract) Tj 0 -40 Td (Pay 100 yuan) Tj ET';
  made.stream(at.content, {}, isTagged ? `/P <</MCID 0>> BDC ${text} EMC` : text);
  made.stream(at.secondContent, {}, 'q 1 0 0 1 72 700 cm BT /F1 12 Tf (Page two) Tj ET Q');
}

function putFields(made: Objects, isBare: boolean): void {
  const widget = (rect: string, rest: Readonly<Record<string, string>>) => ({
    Type: '/Annot',
    Subtype: '/Widget',
    F: '4',
    P: `${at.page} 0 R`,
    Rect: `[${rect}]`,
    ...rest,
  });
  const look = (number: number) => (isBare ? {} : { AP: `<</N ${number} 0 R>>` });
  const DA = '(/Helv 12 Tf 0 g)';
  const MK = '<</BG[0.9]/BC[0]>>';
  const { hand } = made;
  made.dict(
    at.amount,
    widget(fieldRect.amount, { FT: '/Tx', T: '(amount)', V: '(100)', DA, MK, ...look(at.amountLook) }),
  );
  made.dict(
    at.remark,
    widget(fieldRect.remark, { FT: '/Tx', T: '(remark)', TU: '(Remark)', DA, MK, ...look(at.remarkLook) }),
  );
  made.dict(
    at.choice,
    widget(fieldRect.choice, {
      FT: '/Ch',
      Ff: '131072',
      T: '(choice)',
      Opt: '[(one)(two)]',
      V: '(one)',
      DA,
      MK,
      ...look(at.choiceLook),
    }),
  );
  const states = `<</N<</Yes ${at.boxOn} 0 R/Off ${at.boxOff} 0 R>>>>`;
  made.dict(
    at.box,
    widget('72 430 92 450', { FT: '/Btn', T: '(box)', V: '/Off', AS: '/Off', AP: states, MK: '<</CA(4)>>' }),
  );
  made.dict(at.radio, { FT: '/Btn', Ff: '49152', T: '(way)', V: '/A', Kids: refs([at.radioA, at.radioB]) });
  const choice = (state: string) => `<</N<</${state} ${at.boxOn} 0 R/Off ${at.boxOff} 0 R>>>>`;
  made.dict(at.radioA, widget('72 370 92 390', { Parent: `${at.radio} 0 R`, AS: '/A', AP: choice('A') }));
  made.dict(at.radioB, widget('112 370 132 390', { Parent: `${at.radio} 0 R`, AS: '/Off', AP: choice('B') }));
  made.dict(at.place, widget('72 280 272 340', { FT: '/Sig', T: '(place)' }));
  const state = { ...lookEntries(hand), BBox: '[0 0 20 20]' };
  made.stream(at.boxOn, state, '0 0 1 rg 4 4 12 12 re f 0 G 1 1 18 18 re S');
  made.stream(at.boxOff, state, '0 G 1 1 18 18 re S');
  if (isBare) return;
  made.stream(at.amountLook, lookEntries(hand), fieldLook('100'));
  made.stream(at.remarkLook, lookEntries(hand), `${frame}\n/Tx BMC\nEMC`);
  made.stream(at.choiceLook, lookEntries(hand), fieldLook('one'));
}

function putStructure(made: Objects): void {
  made.dict(at.structure, {
    Type: '/StructTreeRoot',
    K: `${at.structureTop} 0 R`,
    ParentTree: `${at.parents} 0 R`,
    ParentTreeNextKey: '1',
  });
  const above = { Type: '/StructElem' };
  made.dict(at.structureTop, { ...above, S: '/Document', P: `${at.structure} 0 R`, K: refs([at.paragraph]) });
  made.dict(at.paragraph, { ...above, S: '/P', P: `${at.structureTop} 0 R`, Pg: `${at.page} 0 R`, K: '0' });
  made.dict(at.parents, { Nums: `[0 [${at.paragraph} 0 R]]` });
}
