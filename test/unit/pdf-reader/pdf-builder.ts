/** Small PDFs written byte by byte, so that tests know every offset and can break exactly one thing. */

type Rows = ReadonlyMap<number, string>;

export interface TableOptions {
  /** Entries of the trailer besides /Size, /Root, /Prev. */
  readonly trailer?: string;
  readonly size?: number;
  readonly root?: string | null;
  readonly previous?: number;
  /** Rows to write instead of the right ones: 18 characters, or a whole row with its line end. */
  readonly rows?: Rows;
  readonly rowEnd?: string;
  readonly startxref?: number | string;
}

export class PdfBuilder {
  readonly #parts: Buffer[] = [];
  readonly offsets = new Map<number, number>();
  length = 0;
  lastXref = 0;

  constructor(header: string | Uint8Array = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n') {
    this.raw(header);
  }

  raw(text: string | Uint8Array): this {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : Buffer.from(text);
    this.#parts.push(bytes);
    this.length += bytes.length;
    return this;
  }

  object(number: number, body: string): this {
    this.offsets.set(number, this.length);
    return this.raw(`${number} 0 obj\n${body}\nendobj\n`);
  }

  stream(number: number, entries: string, data: string | Uint8Array): this {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    this.offsets.set(number, this.length);
    return this.raw(`${number} 0 obj\n<</Length ${bytes.length}${entries}>>\nstream\n`)
      .raw(bytes)
      .raw('\nendstream\nendobj\n');
  }

  /** Only `/First`, `/N` and the table are made here; `bodies` are object number → text. */
  objectStream(number: number, bodies: ReadonlyMap<number, string>, entries = ''): this {
    let table = '';
    let data = '';
    for (const [inner, body] of bodies) {
      table += `${inner} ${data.length} `;
      data += `${body}\n`;
    }
    return this.stream(number, `/Type/ObjStm/N ${bodies.size}/First ${table.length}${entries}`, table + data);
  }

  /** A cross-reference table of the objects that were written since the last one, its trailer and the end of the file. */
  table(options: TableOptions = {}): this {
    const at = (this.lastXref = this.length);
    this.raw('xref\n');
    for (const [first, rows] of this.#subsections(options)) {
      this.raw(`${first} ${rows.length}\n`);
      for (const row of rows) this.raw(row.length > 18 ? row : row + (options.rowEnd ?? ' \n'));
    }
    const previous = options.previous === undefined ? '' : `/Prev ${options.previous}`;
    const root = options.root === null ? '' : `/Root ${options.root ?? '1 0 R'}`;
    const size = options.size ?? this.#highest + 1;
    this.raw(`trailer\n<</Size ${size}${root}${previous}${options.trailer ?? ''}>>\n`);
    return this.end(options.startxref ?? at);
  }

  /** A cross-reference stream (object `number`); `rows` are [type, field, field] of objects that are not in the file itself. */
  xrefStream(
    number: number,
    options: TableOptions & { readonly fields?: ReadonlyMap<number, readonly [number, number, number]> } = {},
  ): this {
    const at = (this.lastXref = this.length);
    const all = new Map<number, readonly [number, number, number]>([[0, [0, 0, 65535]]]);
    for (const [known, offset] of this.offsets) all.set(known, [1, offset, 0]);
    all.set(number, [1, at, 0]);
    for (const [inner, fields] of options.fields ?? []) all.set(inner, fields);
    const numbers = [...all.keys()].sort((a, b) => a - b);
    const data = Buffer.alloc(numbers.length * 7);
    numbers.forEach((one, i) => {
      const [type, a, b] = all.get(one) ?? [0, 0, 0];
      data.writeUInt8(type, i * 7);
      data.writeUInt32BE(a, i * 7 + 1);
      data.writeUInt16BE(b, i * 7 + 5);
    });
    const previous = options.previous === undefined ? '' : `/Prev ${options.previous}`;
    const size = options.size ?? Math.max(...numbers) + 1;
    const index = numbers.map((one) => `${one} 1`).join(' ');
    this.stream(
      number,
      `/Type/XRef/W[1 4 2]/Index[${index}]/Size ${size}/Root ${options.root ?? '1 0 R'}${previous}${options.trailer ?? ''}`,
      data,
    );
    this.offsets.clear();
    return this.end(options.startxref ?? at);
  }

  end(startxref: number | string): this {
    return this.raw(`startxref\n${startxref}\n%%EOF\n`);
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  #highest = 0;

  #subsections(options: TableOptions): [number, string[]][] {
    const rows = new Map<number, string>();
    if (options.previous === undefined) rows.set(0, '0000000000 65535 f');
    for (const [number, offset] of this.offsets)
      rows.set(number, `${String(offset).padStart(10, '0')} 00000 n`);
    for (const [number, row] of options.rows ?? []) rows.set(number, row);
    this.offsets.clear();
    const sections: [number, string[]][] = [];
    for (const number of [...rows.keys()].sort((a, b) => a - b)) {
      this.#highest = Math.max(this.#highest, number);
      const last = sections.at(-1);
      if (last && last[0] + last[1].length === number) last[1].push(rows.get(number) ?? '');
      else sections.push([number, [rows.get(number) ?? '']]);
    }
    return sections;
  }
}

export const catalogText = '<</Type/Catalog/Pages 2 0 R>>';
export const pagesText = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
export const pageText = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<>>>>';

/** One page of 200 × 100 pt: objects 1 catalog, 2 pages, 3 page, 4 content. */
export function onePage(changes: { catalog?: string; pages?: string; page?: string } = {}): PdfBuilder {
  return new PdfBuilder()
    .object(1, changes.catalog ?? catalogText)
    .object(2, changes.pages ?? pagesText)
    .object(3, changes.page ?? pageText)
    .stream(4, '', '0 0 10 10 re f');
}

/** A copy with the one occurrence of `from` replaced; the lengths must be equal unless `resize`. */
export function replaced(bytes: Uint8Array, from: string, to: string, resize = false): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const at = text.indexOf(from);
  if (at < 0 || text.indexOf(from, at + 1) >= 0) throw new Error(`not exactly once: ${from}`);
  if (from.length !== to.length && !resize) throw new Error(`lengths differ: ${from}`);
  return new Uint8Array(
    Buffer.from(
      text.replace(from, () => to),
      'latin1',
    ),
  );
}
