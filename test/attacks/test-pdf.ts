/**
 * PDFs written byte by byte, so that attacks can break exactly one rule: a small contract, increments, sealed increments.
 * All text is latin1 (one character, one byte). This is a test generator; the product's writer is src-main/pdf/increment.ts.
 */
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { makeSealSignature, type SealSignatureOptions } from './test-seal.ts';

/** A PDF and what is needed to go on writing it. */
export interface TestPdf {
  readonly text: string;
  /** Latest body of each object, without `n 0 obj`. */
  readonly objects: ReadonlyMap<number, string>;
  readonly startxref: number;
  readonly annots: readonly number[];
  readonly fields: readonly number[];
  /** Entries of the page's resources besides its font. */
  readonly resources?: string;
}

export const CATALOG = 1;
export const PAGE = 3;
export const CONTENT = 4;

export function pdfBytes(pdf: TestPdf | string): Uint8Array {
  return Uint8Array.from(Buffer.from(typeof pdf === 'string' ? pdf : pdf.text, 'latin1'));
}

export interface BaseOptions {
  readonly header?: string;
  readonly catalogExtra?: string;
  readonly pageExtra?: string;
  /** Entries of the page's resources besides its font. */
  readonly resources?: string;
  /** Further objects from number 6 on. */
  readonly objects?: Readonly<Record<number, string>>;
  readonly annots?: readonly number[];
  readonly fields?: readonly number[];
}

export function streamBody(data: string, extra = ''): string {
  return `<< /Length ${data.length} ${extra}>>\nstream\n${data}\nendstream`;
}

/** One A4 page that says how much is owed. */
export function basePdf(options: BaseOptions = {}): TestPdf {
  const annots = options.annots ?? [];
  const fields = options.fields ?? [];
  const objects: Record<number, string> = {
    [CATALOG]: catalogBody(fields, options.catalogExtra ?? ''),
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    [PAGE]: pageBody(annots, options.pageExtra ?? '', options.resources),
    [CONTENT]: streamBody('BT /F1 24 Tf 72 700 Td (Pay 100 yuan) Tj ET'),
    5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...options.objects,
  };
  const empty: TestPdf = {
    text: options.header ?? '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n',
    objects: new Map(),
    startxref: -1,
    annots,
    fields,
    ...(options.resources === undefined ? {} : { resources: options.resources }),
  };
  return appendObjects(empty, objects);
}

export function catalogBody(fields: readonly number[], extra = ''): string {
  const form =
    fields.length === 0
      ? ''
      : `/AcroForm << /SigFlags 3 /Fields [${fields.map((n) => `${n} 0 R`).join(' ')}] >> `;
  return `<< /Type /Catalog /Pages 2 0 R ${form}${extra}>>`;
}

export function pageBody(annots: readonly number[], extra = '', resources = ''): string {
  const list = annots.length === 0 ? '' : `/Annots [${annots.map((n) => `${n} 0 R`).join(' ')}] `;
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ${resourcesText(resources)}${list}${extra}>>`;
}

function resourcesText(extra: string): string {
  return `/Resources << /Font << /F1 5 0 R >> ${extra === '' ? '' : `${extra} `}>> `;
}

export interface AppendOptions {
  readonly trailerExtra?: string;
  readonly root?: string;
  readonly annots?: readonly number[];
  readonly fields?: readonly number[];
  readonly generation?: number;
  readonly free?: readonly number[];
}

/** One more revision with a classic cross-reference section (ISO 32000-2 §7.5.6). */
export function appendObjects(
  pdf: TestPdf,
  changes: Readonly<Record<number, string>>,
  options: AppendOptions = {},
): TestPdf {
  const generation = options.generation ?? 0;
  let text = pdf.text.endsWith('\n') ? pdf.text : `${pdf.text}\n`;
  const rows: string[] = pdf.startxref < 0 ? ['0 1\n0000000000 65535 f \n'] : [];
  const objects = new Map(pdf.objects);
  for (const [number, body] of Object.entries(changes)) {
    rows.push(
      `${number} 1\n${String(text.length).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`,
    );
    text += `${number} ${generation} obj\n${body}\nendobj\n`;
    objects.set(Number(number), body);
  }
  for (const number of options.free ?? []) rows.push(`${number} 1\n0000000000 00001 f \n`);
  const startxref = text.length;
  const prev = pdf.startxref < 0 ? '' : `/Prev ${pdf.startxref} `;
  text += `xref\n${rows.join('')}trailer\n<< /Size ${Math.max(...objects.keys()) + 1} /Root ${options.root ?? `${CATALOG} 0 R`} ${prev}${options.trailerExtra ?? ''}>>\nstartxref\n${startxref}\n%%EOF\n`;
  return {
    ...pdf,
    text,
    objects,
    startxref,
    annots: options.annots ?? pdf.annots,
    fields: options.fields ?? pdf.fields,
  };
}

export interface StreamRevision {
  /** Objects in the file itself. */
  readonly changes?: Readonly<Record<number, string>>;
  /** Bodies inside object stream `container`. */
  readonly packed?: { readonly container: number; readonly bodies: Readonly<Record<number, string>> };
  /** Encodes the object stream; `extra` goes into its dictionary. */
  readonly pack?: (data: string) => { readonly data: string; readonly extra: string };
  /** Number of the cross-reference stream. */
  readonly table: number;
  /** Changes a row `[type, offset or stream, generation or index]`. */
  readonly editRow?: (
    number: number,
    row: readonly [number, number, number],
  ) => readonly [number, number, number];
  readonly dictionary?: (usual: string) => string;
  readonly trailerExtra?: string;
}

/** One more revision with a cross-reference stream and, when asked for, an object stream (ISO 32000-2 §7.5.7, §7.5.8). */
export function appendStreams(pdf: TestPdf, revision: StreamRevision): TestPdf {
  const objects = new Map(pdf.objects);
  const rows = new Map<number, readonly [number, number, number]>();
  let text = pdf.text.endsWith('\n') ? pdf.text : `${pdf.text}\n`;
  const put = (number: number, body: string) => {
    rows.set(number, [1, text.length, 0]);
    text += `${number} 0 obj\n${body}\nendobj\n`;
    objects.set(number, body);
  };
  for (const [number, body] of Object.entries(revision.changes ?? {})) put(Number(number), body);
  if (revision.packed) put(revision.packed.container, packedBody(revision, rows, objects));
  const startxref = text.length;
  rows.set(revision.table, [1, startxref, 0]);
  const numbers = [...rows.keys()].sort((a, b) => a - b);
  const bytes = numbers.flatMap((number) => {
    const usual = rows.get(number) ?? [0, 0, 0];
    const [type, a, b] = revision.editRow?.(number, usual) ?? usual;
    return [type, (a >>> 24) & 255, (a >>> 16) & 255, (a >>> 8) & 255, a & 255, (b >>> 8) & 255, b & 255];
  });
  const size = Math.max(revision.table, ...objects.keys()) + 1;
  const previous = pdf.startxref < 0 ? '' : `/Prev ${pdf.startxref} `;
  const usual = `/Type /XRef /Size ${size} /W [1 4 2] /Index [${numbers.map((n) => `${n} 1`).join(' ')}] /Root ${CATALOG} 0 R ${previous}${revision.trailerExtra ?? ''}`;
  objects.set(revision.table, '');
  text += `${revision.table} 0 obj\n${streamBody(String.fromCharCode(...bytes), revision.dictionary?.(usual) ?? usual)}\nendobj\nstartxref\n${startxref}\n%%EOF\n`;
  return { ...pdf, text, objects, startxref };
}

function packedBody(
  { packed, pack }: StreamRevision,
  rows: Map<number, readonly [number, number, number]>,
  objects: Map<number, string>,
): string {
  const bodies = Object.entries(packed?.bodies ?? {});
  let offset = 0;
  const heads = bodies.map(([number, body], index) => {
    rows.set(Number(number), [2, packed?.container ?? 0, index]);
    objects.set(Number(number), body);
    const head = `${number} ${offset}`;
    offset += body.length + 1;
    return head;
  });
  const table = `${heads.join(' ')}\n`;
  const plain = `${table}${bodies.map(([, body]) => body).join(' ')} `;
  const { data, extra } = pack?.(plain) ?? { data: plain, extra: '' };
  return streamBody(data, `/Type /ObjStm /N ${bodies.length} /First ${table.length} ${extra}`);
}

export function nextNumber(pdf: TestPdf): number {
  return Math.max(...pdf.objects.keys()) + 1;
}

export interface SealPdfOptions extends SealSignatureOptions {
  readonly rect?: string;
  /** Further entries of the signature dictionary. */
  readonly sigExtra?: string;
  /** Stands in place of `/Type /Sig /Filter … /SubFilter …`. */
  readonly sigHead?: string;
  readonly fieldExtra?: string;
  readonly catalogExtra?: string;
  readonly pageExtra?: string;
  /** Further objects of the same revision. */
  readonly extra?: (first: number) => Readonly<Record<number, string>>;
  /** Spare bytes between /ByteRange and its end, to be filled by attacks. */
  readonly pad?: number;
  readonly holeBytes?: number;
  /** Makes the container; an SES_Signature by default. */
  readonly sign?: (digest: Uint8Array, covered: Uint8Array) => Uint8Array;
  readonly finish?: (text: string) => string;
}

/** Adds a signature field with a visible mark and seals the revision. */
export function sealPdf(pdf: TestPdf, options: SealPdfOptions = {}): TestPdf {
  const field = nextNumber(pdf);
  const [value, appearance] = [field + 1, field + 2];
  const annots = [...pdf.annots, field];
  const fields = [...pdf.fields, field];
  const hole = options.holeBytes ?? 6144;
  const range = '/ByteRange [0 0000000000 0000000000 0000000000]'.padEnd(47 + (options.pad ?? 0));
  const head = options.sigHead ?? '/Type /Sig /Filter /GM.PKILite /SubFilter /GM.sm2seal';
  const changes: Record<number, string> = {
    [CATALOG]: catalogBody(fields, options.catalogExtra ?? catalogExtraOf(pdf)),
    [PAGE]: pageBody(annots, options.pageExtra ?? pageExtraOf(pdf), pdf.resources),
    [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal${field}) /F 132 /Rect [${options.rect ?? '400 100 513 213'}] /P ${PAGE} 0 R /V ${value} 0 R /AP << /N ${appearance} 0 R >> ${options.fieldExtra ?? ''}>>`,
    [value]: `<< ${head} ${range} /Contents <${'0'.repeat(2 * hole)}> ${options.sigExtra ?? ''}>>`,
    // Without a place it is an invisible signature, as programs write it: some readers paint a look at its own size there.
    [appearance]: streamBody(
      options.rect === '0 0 0 0' ? '' : '1 0 0 rg 0 0 113 113 re S',
      '/Type /XObject /Subtype /Form /BBox [0 0 113 113] ',
    ),
    ...options.extra?.(field + 3),
  };
  const unsigned = appendObjects(pdf, changes, { annots, fields });
  const prepared = fillByteRange(options.finish?.(unsigned.text) ?? unsigned.text, hole);
  return { ...unsigned, text: fillContents(prepared, hole, options) };
}

const rangePattern = '/ByteRange [0 0000000000 0000000000 0000000000]';

function fillByteRange(text: string, hole: number): string {
  const start = text.lastIndexOf(`<${'0'.repeat(2 * hole)}>`);
  const end = start + 2 * hole + 2;
  const at = text.lastIndexOf(rangePattern);
  const filled = `/ByteRange [0 ${start} ${end} ${text.length - end}]`.padEnd(rangePattern.length);
  return text.slice(0, at) + filled + text.slice(at + rangePattern.length);
}

/** Signs the file around its last empty hole. */
function fillContents(text: string, hole: number, options: SealPdfOptions): string {
  const start = text.lastIndexOf(`<${'0'.repeat(2 * hole)}>`);
  const end = start + 2 * hole + 2;
  const covered = pdfBytes(text.slice(0, start) + text.slice(end));
  const digest = sm3(covered);
  const container = options.sign?.(digest, covered) ?? makeSealSignature(digest, options);
  const hex = toHex(container).padEnd(2 * hole, '0');
  if (hex.length !== 2 * hole) throw new Error(`container of ${container.length} bytes, hole of ${hole}`);
  return `${text.slice(0, start + 1)}${hex}${text.slice(end - 1)}`;
}

function catalogExtraOf(pdf: TestPdf): string {
  return /\/Pages 2 0 R (?:\/AcroForm << .*? >> )?(.*)>>$/s.exec(pdf.objects.get(CATALOG) ?? '')?.[1] ?? '';
}

function pageExtraOf({ objects, resources }: TestPdf): string {
  const [, behind = ''] = (objects.get(PAGE) ?? '').split(resourcesText(resources ?? ''));
  return /^(?:\/Annots \[.*?\] )?(.*)>>$/s.exec(behind)?.[1] ?? '';
}
