/**
 * A sealed form with everything that an update can turn into something else: fields with and without a look of their own, boxes,
 * a button, an empty signature field, a note that the reader draws. Written byte by byte, so that edits can put anything anywhere.
 */
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { makeSealSignature } from '../test-seal.ts';
import { makeSeal } from '../test-seal.ts';
import { firstHolder, secondHolder, timeStamp } from '../test-city.ts';
import { makeSignedData, oids } from '../test-pki.ts';
import { appendObjects, appendStreams, pdfBytes, streamBody, type TestPdf } from '../test-pdf.ts';

/** Numbers of the objects that edits speak of. */
export const at = {
  catalog: 1,
  pages: 2,
  page: 3,
  content: 4,
  font: 5,
  form: 50,
  annots: 51,
  text: 60,
  textLook: 61,
  bare: 62,
  box: 63,
  boxOn: 64,
  boxOff: 65,
  button: 66,
  buttonLook: 67,
  place: 68,
  note: 69,
  choice: 70,
} as const;

/** A file and what its catalog, form and page say now. */
export interface RichFile {
  readonly pdf: TestPdf;
  readonly fields: readonly number[];
  readonly annots: readonly number[];
  /** Further entries of the form, of the catalog, of the page. */
  readonly form: string;
  readonly catalog: string;
  readonly page: string;
}

/** Objects that an update writes, and what it makes of the lists. */
export interface Update extends Partial<Omit<RichFile, 'pdf'>> {
  readonly objects?: Readonly<Record<number, string>>;
}

/** How an update is written: with a table, with a stream, with packed objects. */
export type Habit = 'table' | 'stream' | 'packed';

const usualForm = '/DR << /Font << /Helv 5 0 R >> >> /DA (/Helv 12 Tf 0 g) ';
export const look = (drawing: string, more = '') =>
  streamBody(
    drawing,
    `/Type /XObject /Subtype /Form /BBox [0 0 200 24] /Resources << /Font << /Helv 5 0 R >> >> ${more}`,
  );
export const words = (text: string) => look(`/Tx BMC q BT /Helv 12 Tf 0 g 2 7 Td (${text}) Tj ET Q EMC`);
const widget = (rect: string, rest: string) =>
  `<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [${rect}] ${rest}>>`;

export const bodies: Readonly<Record<number, string>> = {
  [at.text]: widget(
    '72 500 272 524',
    '/FT /Tx /T (amount) /V (100) /DA (/Helv 12 Tf 0 g) /AP << /N 61 0 R >> ',
  ),
  [at.textLook]: words('100'),
  [at.bare]: widget('72 460 272 484', '/FT /Tx /T (bare) /V (200) /DA (/Helv 12 Tf 0 g) '),
  [at.box]: widget(
    '72 430 92 450',
    '/FT /Btn /T (box) /V /Off /AS /Off /AP << /N << /Yes 64 0 R /Off 65 0 R >> >> ',
  ),
  [at.boxOn]: look('0 0 1 rg 2 2 16 16 re f'),
  [at.boxOff]: look('0 g 2 2 16 16 re S'),
  [at.button]: widget(
    '72 400 272 424',
    '/FT /Btn /Ff 65536 /T (button) /MK << /CA (Go) >> /AP << /N 67 0 R >> ',
  ),
  [at.buttonLook]: words('Go'),
  [at.place]: widget('72 300 272 340', '/FT /Sig /T (place) '),
  [at.note]:
    '<< /Type /Annot /Subtype /FreeText /F 4 /P 3 0 R /Rect [72 360 272 384] /Contents (Note) /DA (/Helv 12 Tf 0 g) >>',
  [at.choice]: widget(
    '72 260 272 284',
    '/FT /Ch /Ff 131072 /T (choice) /Opt [(one) (two)] /V (one) /DA (/Helv 12 Tf 0 g) ',
  ),
};

const content = 'BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET BT /F1 12 Tf 72 650 Td (to the bearer) Tj ET';

/** Which of the parts a file has. */
export type Part = 'text' | 'bare' | 'box' | 'button' | 'place' | 'note' | 'choice';

/** The unsigned file. */
export function richFile(parts: readonly Part[], more: Update = {}): RichFile {
  const isField = (part: Part) => part !== 'note';
  const file: RichFile = {
    pdf: { text: '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', objects: new Map(), startxref: -1, annots: [], fields: [] },
    fields: parts.filter(isField).map((part) => at[part]),
    annots: parts.map((part) => at[part]),
    form: usualForm,
    catalog: '',
    page: '',
  };
  return update(file, {
    ...more,
    objects: {
      [at.pages]: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      [at.content]: streamBody(content),
      [at.font]: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      ...bodies,
      ...more.objects,
    },
  });
}

const refs = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(' ');

/** The file with one more revision. What lists and dictionaries say is written again where it differs. */
export function update(file: RichFile, change: Update, habit: Habit = 'table'): RichFile {
  const next = { ...file, ...change };
  const isFirst = file.pdf.startxref < 0;
  const own: Record<number, string> = {};
  const put = (number: number, body: string) => {
    if (isFirst || file.pdf.objects.get(number) !== body) own[number] = body;
  };
  put(at.form, `<< /SigFlags 3 /Fields [${refs(next.fields)}] ${next.form}>>`);
  put(at.annots, `[${refs(next.annots)}]`);
  put(at.catalog, `<< /Type /Catalog /Pages 2 0 R /AcroForm 50 0 R ${next.catalog}>>`);
  put(
    at.page,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots 51 0 R ${next.page}>>`,
  );
  const objects = { ...own, ...change.objects };
  const { fields, annots, form, catalog, page } = next;
  return { pdf: write(file.pdf, objects, habit), fields, annots, form, catalog, page };
}

function write(pdf: TestPdf, objects: Readonly<Record<number, string>>, habit: Habit): TestPdf {
  if (habit === 'table') return appendObjects(pdf, objects);
  const table = nextFree(pdf, objects);
  if (habit === 'stream') return appendStreams(pdf, { changes: objects, table });
  const isStream = ([, body]: [string, string]) => body.includes('stream\n') || body.includes('/ByteRange');
  const all = Object.entries(objects);
  return appendStreams(pdf, {
    changes: Object.fromEntries(all.filter(isStream)),
    packed: { container: table + 1, bodies: Object.fromEntries(all.filter((each) => !isStream(each))) },
    table,
  });
}

/** A number above all that are taken. */
export function nextFree(pdf: TestPdf, objects: Readonly<Record<number, string>> = {}): number {
  return Math.max(...pdf.objects.keys(), ...Object.keys(objects).map(Number), 99) + 1;
}

/** Who closes a revision, and with what. */
type Closing = 'seal' | 'second-seal' | 'cms' | 'time-stamp';

export interface Signing {
  readonly by: Closing;
  readonly rect?: string;
  /** Body of the mark; null: nothing is drawn. */
  readonly mark?: string | null | undefined;
  readonly sigExtra?: string;
  readonly fieldExtra?: string;
  /** The empty field that is signed; a new one otherwise. */
  readonly into?: number;
}

const HOLE = 3000;
const RANGE = '/ByteRange [0 0000000000 0000000000 0000000000]';
const heads: Readonly<Record<Closing, string>> = {
  seal: '/Type /Sig /Filter /GM.PKILite /SubFilter /GM.sm2seal',
  'second-seal': '/Type /Sig /Filter /GM.PKILite /SubFilter /GM.sm2seal',
  cms: '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached',
  'time-stamp': '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161',
};
const secondSeal = makeSeal({ esId: '41020000000002', certificates: [secondHolder.certificate] });

/** The file with a revision that a signature closes; `change` comes in the same revision. */
export function sign(file: RichFile, signing: Signing, change: Update = {}): RichFile {
  const own = signing.into ?? nextFree(file.pdf, change.objects);
  const [value, mark] = [
    nextFree(file.pdf, { ...change.objects, [own]: '' }),
    nextFree(file.pdf, { ...change.objects, [own]: '' }) + 1,
  ];
  const rect = signing.rect ?? '400 100 513 213';
  const body =
    signing.mark === undefined
      ? streamBody('1 0 0 RG 5 5 100 100 re S', '/Type /XObject /Subtype /Form /BBox [0 0 113 113] ')
      : signing.mark;
  const look = body === null ? '' : `/AP << /N ${mark} 0 R >> `;
  const isNew = signing.into === undefined;
  const name = isNew ? `Seal${own}` : 'place';
  const objects: Record<number, string> = {
    ...change.objects,
    [own]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /F ${isNew ? 132 : 4} /Rect [${isNew ? rect : '72 300 272 340'}] /P 3 0 R /V ${value} 0 R ${look}${signing.fieldExtra ?? ''}>>`,
    [value]: `<< ${heads[signing.by]} ${RANGE} /Contents <${'0'.repeat(2 * HOLE)}> ${signing.sigExtra ?? ''}>>`,
    ...(body === null ? {} : { [mark]: body }),
  };
  const fields = change.fields ?? file.fields;
  const annots = change.annots ?? file.annots;
  const next = update(file, {
    ...change,
    objects,
    fields: isNew ? [...fields, own] : fields,
    annots: isNew ? [...annots, own] : annots,
  });
  return { ...next, pdf: { ...next.pdf, text: filled(next.pdf.text, signing.by) } };
}

function filled(text: string, by: Closing): string {
  const start = text.lastIndexOf(`<${'0'.repeat(2 * HOLE)}>`);
  const end = start + 2 * HOLE + 2;
  const place = text.lastIndexOf(RANGE);
  const range = `/ByteRange [0 ${start} ${end} ${text.length - end}]`.padEnd(RANGE.length);
  const ranged = text.slice(0, place) + range + text.slice(place + RANGE.length);
  const covered = pdfBytes(ranged.slice(0, start) + ranged.slice(end));
  const hex = toHex(container(by, covered)).padEnd(2 * HOLE, '0');
  if (hex.length !== 2 * HOLE) throw new Error(`container of ${hex.length / 2} octets`);
  return `${ranged.slice(0, start + 1)}${hex}${ranged.slice(end - 1)}`;
}

function container(by: Closing, covered: Uint8Array): Uint8Array {
  const digest = sm3(covered);
  const time = '2026-11-20T03:00:00Z';
  switch (by) {
    case 'seal':
      return makeSealSignature(digest);
    case 'second-seal':
      return makeSealSignature(digest, { signer: secondHolder, seal: secondSeal, time });
    case 'cms':
      return makeSignedData({ contentType: oids.data, digest, ...firstHolder });
    case 'time-stamp':
      return timeStamp(covered, time);
  }
}
