/** Sections of a file: bodies, then a table or a stream that says where they are (ISO 32000-2 §7.5.4, §7.5.7, §7.5.8), as each producer writes them. */
import { deflateSync } from 'node:zlib';
import { dictText, streamText, type Entries, type Hand } from './pdf-text.ts';

/** `packed`: what is no stream goes into an object stream; `hybrid`: only `hidden` does, and a table stands in front (§7.5.8.4). */
export type Section = 'table' | 'stream' | 'packed' | 'hybrid';

export interface Body {
  readonly text: string;
  readonly isStream: boolean;
  /** Signature values and what tells readers about the file stand by themselves (§7.5.7). */
  readonly isApart?: boolean;
}

export interface SectionOptions {
  readonly section: Section;
  readonly hand: Hand;
  readonly bodies: ReadonlyMap<number, Body>;
  /** Entries of the trailer besides /Size. */
  readonly trailer: Entries;
  readonly highest: number;
  /** The first section has the row of the first free object. */
  readonly isFirst: boolean;
  /** Object numbers that only readers of streams see. */
  readonly hidden?: ReadonlySet<number>;
  /** Stands in front of the bodies, as iText names itself. */
  readonly remark?: string | undefined;
}

type Row = readonly [type: number, at: number, rest: number];

/** What is put behind `before`. */
export function sectionText(before: string, options: SectionOptions): string {
  const { section, bodies, hidden } = options;
  const writer = new SectionWriter(before, options);
  const isPacked = (number: number, { isStream, isApart }: Body) =>
    section === 'packed'
      ? !isStream && isApart !== true
      : section === 'hybrid' && hidden?.has(number) === true;
  const packed = [...bodies].filter(([number, body]) => isPacked(number, body));
  for (const [number, body] of bodies) if (!isPacked(number, body)) writer.put(number, body.text);
  if (section === 'table') return writer.table(new Map());
  const rows = packed.length > 0 ? writer.pack(packed) : new Map<number, Row>();
  return section === 'hybrid' ? writer.hybrid(rows) : writer.stream(rows);
}

class SectionWriter {
  readonly #options: SectionOptions;
  readonly #from: number;
  readonly #rows = new Map<number, Row>();
  #text: string;
  #highest: number;

  constructor(before: string, options: SectionOptions) {
    this.#options = options;
    this.#from = before.length;
    this.#text = before + (options.remark ?? '');
    this.#highest = options.highest;
  }

  put(number: number, text: string): void {
    const { eol } = this.#options.hand;
    this.#rows.set(number, [1, this.#text.length, 0]);
    this.#text += `${number} 0 obj${eol}${text}${eol}endobj${eol}`;
  }

  #add(text: string): number {
    this.#highest += 1;
    this.put(this.#highest, text);
    return this.#highest;
  }

  /** An object stream; the rows of what lies in it. */
  pack(bodies: readonly (readonly [number, Body])[]): Map<number, Row> {
    const { hand } = this.#options;
    let offset = 0;
    const heads = bodies.map(([number, { text }]) => {
      const head = `${number} ${offset}`;
      offset += text.length + 1;
      return head;
    });
    const head = `${heads.join(' ')} `;
    const plain = head + bodies.map(([, { text }]) => text).join(' ');
    const entries = new Map([
      ['Type', '/ObjStm'],
      ['N', String(bodies.length)],
      ['First', String(head.length)],
      ['Filter', '/FlateDecode'],
    ]);
    const own = this.#add(streamText(entries, deflated(plain), hand));
    return new Map(bodies.map(([number], index) => [number, [2, own, index]]));
  }

  table(more: ReadonlyMap<string, string>): string {
    const { hand, isFirst, trailer, hidden } = this.#options;
    const { eol } = hand;
    const at = this.#text.length;
    const rows = new Map<number, string>();
    if (isFirst) rows.set(0, `0000000000 65535 f`);
    for (const number of hidden ?? []) rows.set(number, `0000000000 65535 f`);
    for (const [number, [, offset]] of this.#rows)
      rows.set(number, `${String(offset).padStart(10, '0')} 00000 n`);
    const end = eol === '\r\n' ? '\r\n' : ' \n';
    const runs = runsOf([...rows.keys()]).map(
      (run) => `${run[0]} ${run.length}${eol}${run.map((each) => `${rows.get(each)}${end}`).join('')}`,
    );
    const entries = new Map([['Size', String(this.#highest + 1)], ...trailer, ...more]);
    this.#text += `xref${eol}${runs.join('')}trailer${eol}${dictText(entries, hand)}${eol}`;
    return this.#close(at);
  }

  stream(packed: ReadonlyMap<number, Row>): string {
    const at = this.#xrefStream(packed, this.#options.trailer);
    return this.#close(at);
  }

  /** A table, and a stream beside it with the rows of what the table hides. */
  hybrid(packed: ReadonlyMap<number, Row>): string {
    const seen = new Map(this.#rows);
    this.#rows.clear();
    const at = this.#xrefStream(packed, new Map(this.#options.trailer));
    for (const [number, row] of seen) this.#rows.set(number, row);
    return this.table(new Map([['XRefStm', String(at)]]));
  }

  #xrefStream(packed: ReadonlyMap<number, Row>, trailer: Entries): number {
    const at = this.#text.length;
    const own = this.#highest + 1;
    const rows = new Map<number, Row>([...this.#rows, ...packed, [own, [1, at, 0]]]);
    if (this.#options.isFirst) rows.set(0, [0, 0, 65535]);
    const runs = runsOf([...rows.keys()]);
    const octets = runs.flat().flatMap((number) => {
      const [type, a, b] = rows.get(number) ?? [0, 0, 0];
      return [type, (a >>> 24) & 255, (a >>> 16) & 255, (a >>> 8) & 255, a & 255, b >>> 8, b & 255];
    });
    const entries = new Map([
      ['Type', '/XRef'],
      ['Size', String(own + 1)],
      ['W', '[1 4 2]'],
      ['Index', `[${runs.map((run) => `${run[0]} ${run.length}`).join(' ')}]`],
      ['Filter', '/FlateDecode'],
      ...trailer,
    ]);
    this.#add(streamText(entries, deflated(String.fromCharCode(...octets)), this.#options.hand));
    return at;
  }

  #close(startxref: number): string {
    const { eol } = this.#options.hand;
    return `${this.#text.slice(this.#from)}startxref${eol}${startxref}${eol}%%EOF${eol}`;
  }
}

function deflated(text: string): string {
  return deflateSync(Buffer.from(text, 'latin1')).toString('latin1');
}

function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs;
}
