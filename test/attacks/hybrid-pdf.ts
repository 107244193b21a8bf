/** Hybrid files as Word, Excel and Acrobat write them (ISO 32000-2 §7.5.8.4), with every row in the hands of the test. */
import { basePdf, catalogBody, CATALOG, pageBody, PAGE, streamBody, type TestPdf } from './test-pdf.ts';

type Row = readonly [type: number, offset: number, generation: number];

export interface HybridOptions {
  readonly catalogExtra?: string;
  readonly pageExtra?: string;
  readonly annots?: readonly number[];
  /** Further objects that the table names. */
  readonly shown?: Readonly<Record<number, string>>;
  /** Objects in an object stream: only the hidden table can name them. */
  readonly packed?: Readonly<Record<number, string>>;
  /** Objects in the file that only the hidden table names. */
  readonly hidden?: Readonly<Record<number, string>>;
  /** Other objects under numbers of the plain table, which the hidden table names. */
  readonly second?: Readonly<Record<number, string>>;
  /** Numbers whose row in the plain table is free, although they stand in the file. */
  readonly free?: readonly number[];
  /** Changes rows of the hidden table; null leaves one out. */
  readonly row?: (number: number, usual: Row) => Row | null;
  /** As in the standard's example: /XRefStm beside the rows. Word and Acrobat put an empty section behind. */
  readonly oneSection?: boolean;
  /** Further entries of the hidden stream. */
  readonly streamExtra?: string;
}

const CONTAINER = 40;
const HIDDEN_TABLE = 41;
const SIZE = 42;

/** Numbers of the structure tree that Word hides: root 30, one element 31, parent tree 32. */
export const structureTree: Readonly<Record<number, string>> = {
  30: '<< /Type /StructTreeRoot /K [31 0 R] /ParentTree 32 0 R >>',
  31: '<< /Type /StructElem /S /P /P 30 0 R /Pg 3 0 R /K [0] >>',
  32: '<< /Nums [0 [31 0 R]] >>',
};

/** A page as `basePdf` has it, in a hybrid file. */
export function hybridPdf(options: HybridOptions = {}): TestPdf {
  const packed = options.packed ?? structureTree;
  const extra = options.catalogExtra ?? '/StructTreeRoot 30 0 R /MarkInfo << /Marked true >> ';
  const base = basePdf();
  const shown = {
    ...Object.fromEntries(base.objects),
    [CATALOG]: catalogBody([], extra),
    [PAGE]: pageBody(options.annots ?? [], options.pageExtra ?? '/StructParents 0 '),
    ...options.shown,
    [CONTAINER]: objectStream(packed),
  };
  const rows = new Map<number, Row>();
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  for (const [number, body] of Object.entries({ ...shown, ...options.hidden })) {
    rows.set(Number(number), [1, text.length, 0]);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const plain = new Map(rows);
  Object.keys(packed).forEach((number, index) => rows.set(Number(number), [2, CONTAINER, index]));
  for (const [number, body] of Object.entries(options.second ?? {})) {
    rows.set(Number(number), [1, text.length, 0]);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const table = text.length;
  rows.set(HIDDEN_TABLE, [1, table, 0]);
  plain.set(HIDDEN_TABLE, [1, table, 0]);
  text += `${HIDDEN_TABLE} 0 obj\n${hiddenTable(rows, options)}\nendobj\n`;
  const isShown = (number: number): boolean =>
    (number === HIDDEN_TABLE || number in shown) && !(options.free ?? []).includes(number);
  const sections = plainSections(text.length, plain, isShown, table, options.oneSection === true);
  const objects = new Map(Object.entries({ ...shown, ...options.hidden, ...packed, [HIDDEN_TABLE]: '' }));
  return {
    ...base,
    text: text + sections.text,
    startxref: sections.startxref,
    annots: options.annots ?? [],
    objects: new Map([...objects].map(([number, body]) => [Number(number), body])),
  };
}

function objectStream(bodies: Readonly<Record<number, string>>): string {
  let [heads, data] = ['', ''];
  for (const [number, body] of Object.entries(bodies)) {
    heads += `${number} ${data.length} `;
    data += `${body} `;
  }
  const count = Object.keys(bodies).length;
  return streamBody(heads + data, `/Type /ObjStm /N ${count} /First ${heads.length} `);
}

/** The hidden table names every object, as Word's does. */
function hiddenTable(rows: ReadonlyMap<number, Row>, { row, streamExtra }: HybridOptions): string {
  const numbers: number[] = [];
  let data = '';
  for (const [number, usual] of [...rows].sort(([a], [b]) => a - b)) {
    const written = row ? row(number, usual) : usual;
    if (!written) continue;
    const [type, a, b] = written;
    numbers.push(number);
    data += String.fromCharCode(type, (a >> 16) & 255, (a >> 8) & 255, a & 255, (b >> 8) & 255, b & 255);
  }
  const index = numbers.map((number) => `${number} 1`).join(' ');
  return streamBody(
    data,
    `/Type /XRef /Size ${SIZE} /W [1 3 2] /Index [${index}] /Root 1 0 R ${streamExtra ?? ''}`,
  );
}

function plainSections(
  start: number,
  rows: ReadonlyMap<number, Row>,
  isShown: (number: number) => boolean,
  stream: number,
  oneSection: boolean,
): { text: string; startxref: number } {
  const lines = Array.from({ length: SIZE }, (_, number) => {
    const offset = isShown(number) ? (rows.get(number)?.[1] ?? 0) : 0;
    return offset > 0 ? `${String(offset).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n';
  });
  const trailer = `/Size ${SIZE} /Root 1 0 R`;
  const hidden = ` /XRefStm ${stream}`;
  const first = `xref\n0 ${SIZE}\n${lines.join('')}trailer\n<< ${trailer}${oneSection ? hidden : ''} >>\nstartxref\n${start}\n%%EOF\n`;
  if (oneSection) return { text: first, startxref: start };
  const startxref = start + first.length;
  const second = `xref\n0 0\ntrailer\n<< ${trailer} /Prev ${start}${hidden} >>\nstartxref\n${startxref}\n%%EOF\n`;
  return { text: first + second, startxref };
}

export interface HybridUpdate {
  /** Objects of the plain table of the update. */
  readonly shown?: Readonly<Record<number, string>>;
  /** Objects that the hidden table of the update names alone. */
  readonly hidden?: Readonly<Record<number, string>>;
  /** Numbers that the hidden table frees. */
  readonly freed?: readonly number[];
  readonly trailerExtra?: string;
}

/** An update in the habit of Acrobat: a section with the rows, an empty one with /XRefStm behind it, one `startxref`. */
export function hybridUpdate(pdf: TestPdf, update: HybridUpdate): TestPdf {
  let text = pdf.text.endsWith('\n') ? pdf.text : `${pdf.text}\n`;
  const numbers = [...Object.keys(update.shown ?? {}), ...Object.keys(update.hidden ?? {})].map(Number);
  const stream = Math.max(...pdf.objects.keys(), ...numbers) + 1;
  const put = (bodies: Readonly<Record<number, string>>): Map<number, Row> => {
    const rows = new Map<number, Row>();
    for (const [number, body] of Object.entries(bodies)) {
      rows.set(Number(number), [1, text.length, 0]);
      text += `${number} 0 obj\n${body}\nendobj\n`;
    }
    return rows;
  };
  const hidden = put(update.hidden ?? {});
  for (const number of update.freed ?? []) hidden.set(number, [0, 0, 0]);
  const table = text.length;
  hidden.set(stream, [1, table, 0]);
  text += `${stream} 0 obj\n${hiddenTable(hidden, {})}\nendobj\n`.replace(
    /\/Size \d+/,
    `/Size ${stream + 1}`,
  );
  const shown = put(update.shown ?? {});
  const first = text.length;
  const rows = [...shown].map(
    ([number, [, offset]]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
  );
  const trailer = `/Size ${stream + 1} /Root 1 0 R ${update.trailerExtra ?? ''}`;
  text += `xref\n${rows.join('')}trailer\n<< ${trailer} /Prev ${pdf.startxref} >>\n`;
  const startxref = text.length;
  text += `xref\n0 0\ntrailer\n<< ${trailer} /Prev ${first} /XRefStm ${table} >>\nstartxref\n${startxref}\n%%EOF\n`;
  const objects = new Map([...pdf.objects, [stream, '']] as const);
  for (const [number, body] of Object.entries({ ...update.shown, ...update.hidden }))
    objects.set(Number(number), body);
  return { ...pdf, text, startxref, objects };
}
