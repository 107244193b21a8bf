/**
 * Incremental updates (ISO 32000-2 §7.5.6): new and replaced objects behind the bytes of a file, which stay as they are.
 * The cross-reference section is of the kind that the newest revision has; behind a hybrid one a table is right, because
 * readers of both kinds reach the hidden rows through /Prev.
 */
import { concatBytes } from '../crypto/bytes.ts';
import type { PdfDocument } from './document.ts';
import {
  dictValue,
  pdfArray,
  pdfDict,
  pdfInteger,
  pdfName,
  pdfRef,
  pdfStream,
  pdfString,
} from './objects.ts';
import type { PdfArray, PdfDict, PdfObject, PdfRef } from './objects.ts';
import { serializeIndirectObject, serializeObject } from './serialize-object.ts';

/** What is used of the file that is extended. */
export type IncrementBase = Pick<PdfDocument, 'source' | 'revisions' | 'trailer' | 'highestObjectNumber'>;

export interface Increment {
  /** The bytes to put behind the file. */
  readonly bytes: Uint8Array;
  /** Absolute offset of `N G obj` of each object written, by object number. */
  readonly offsets: ReadonlyMap<number, number>;
}

/** Collects the objects of one update; numbers are given in the order asked for. */
export class IncrementBuilder {
  readonly #base: IncrementBase;
  readonly #objects = new Map<number, { readonly ref: PdfRef; readonly bytes: Uint8Array }>();
  #highest: number;

  constructor(base: IncrementBase) {
    this.#base = base;
    this.#highest = base.highestObjectNumber;
  }

  /** A new object number, to be filled with `put`. */
  reserve(): PdfRef {
    this.#highest += 1;
    return pdfRef(this.#highest);
  }

  /** Writes a new object and gives its reference. Errors: as `serializeObject`. */
  add(object: PdfObject): PdfRef {
    const ref = this.reserve();
    this.put(ref, object);
    return ref;
  }

  /** Sets the object of a reserved number, or replaces one of the file. Errors: as `serializeObject`. */
  put(ref: PdfRef, object: PdfObject): void {
    this.#objects.set(ref.number, {
      ref,
      bytes: serializeIndirectObject(ref.number, ref.generation, object),
    });
  }

  /**
   * The update as bytes. `secondId` becomes the second part of /ID (§14.4: it changes with every update); files without
   * an /ID stay without one.
   */
  finish(secondId: Uint8Array): Increment {
    const parts: Uint8Array[] = [];
    let at = this.#base.source.size;
    const push = (bytes: Uint8Array): void => {
      parts.push(bytes);
      at += bytes.length;
    };
    if (!endsLine(this.#base)) push(Uint8Array.of(0x0a));
    const offsets = new Map<number, number>();
    const rows: XrefRow[] = [];
    const note = (ref: PdfRef): void => {
      offsets.set(ref.number, at);
      rows.push({ number: ref.number, generation: ref.generation, offset: at });
    };
    for (const { ref, bytes } of this.#objects.values()) {
      note(ref);
      push(bytes);
    }
    const startxref = at;
    if (this.#base.revisions.at(-1)?.kind === 'stream') {
      const ref = this.reserve();
      note(ref);
      push(xrefStream(ref, rows, this.#trailer(secondId)));
    } else {
      push(xrefTable(rows, this.#trailer(secondId)));
    }
    push(ascii(`startxref\n${startxref}\n%%EOF\n`));
    return { bytes: concatBytes(...parts), offsets };
  }

  #trailer(secondId: Uint8Array): PdfDict {
    const { trailer, revisions } = this.#base;
    const newest = revisions.at(-1);
    if (!newest) throw new RangeError('a file without revisions');
    const entries = new Map<string, PdfObject>([['Size', pdfInteger(this.#highest + 1)]]);
    for (const key of trailer.entries.keys()) {
      const value = ownTrailerKeys.has(key) ? undefined : dictValue(trailer, key);
      if (value) entries.set(key, value);
    }
    const id = dictValue(trailer, 'ID');
    const first = id?.kind === 'array' ? id.items[0] : undefined;
    if (first?.kind === 'string') entries.set('ID', pdfArray([first, pdfString(secondId, 'hex')]));
    entries.set('Prev', pdfInteger(newest.xrefOffset));
    return pdfDict(entries);
  }
}

/** What each section has for itself; everything else goes from trailer to trailer, known here or not (§7.5.6). */
const ownTrailerKeys: ReadonlySet<string> = new Set([
  ...['Size', 'Prev', 'XRefStm', 'ID'],
  ...['Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length', 'F', 'FFilter', 'FDecodeParms', 'DL'],
]);

interface XrefRow {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
}

function endsLine({ source }: IncrementBase): boolean {
  const last = source.read(source.size - 1, 1)[0];
  return last === 0x0a || last === 0x0d;
}

/** §7.5.4: runs of successive numbers, entries of exactly 20 bytes. */
function xrefTable(rows: readonly XrefRow[], trailer: PdfDict): Uint8Array {
  let text = 'xref\n';
  for (const run of runsOf(rows)) {
    text += `${run[0]?.number} ${run.length}\n`;
    for (const { offset, generation } of run) {
      text += `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`;
    }
  }
  return concatBytes(ascii(`${text}trailer\n`), serializeObject(trailer), ascii('\n'));
}

/** §7.5.8: one row of type 1 for each object, the stream itself among them. */
function xrefStream(ref: PdfRef, rows: readonly XrefRow[], trailer: PdfDict): Uint8Array {
  const runs = runsOf(rows);
  const widths = [1, byteWidth(Math.max(...rows.map((row) => row.offset))), 2] as const;
  const data = runs
    .flat()
    .flatMap(({ offset, generation }) => [
      1,
      ...bigEndian(offset, widths[1]),
      ...bigEndian(generation, widths[2]),
    ]);
  const entries = new Map<string, PdfObject>([['Type', pdfName('XRef')], ...trailer.entries]);
  entries.set('W', integers(widths));
  entries.set('Index', integers(runs.flatMap((run) => [run[0]?.number ?? 0, run.length])));
  return serializeIndirectObject(
    ref.number,
    ref.generation,
    pdfStream(pdfDict(entries), Uint8Array.from(data)),
  );
}

function runsOf(rows: readonly XrefRow[]): XrefRow[][] {
  const runs: XrefRow[][] = [];
  for (const row of [...rows].sort((a, b) => a.number - b.number)) {
    const run = runs.at(-1);
    if (run && run.at(-1)?.number === row.number - 1) run.push(row);
    else runs.push([row]);
  }
  return runs;
}

function integers(values: readonly number[]): PdfArray {
  return pdfArray(values.map(pdfInteger));
}

function byteWidth(value: number): number {
  let width = 1;
  while (value >= 256 ** width) width++;
  return width;
}

function bigEndian(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** (width - 1 - i)) % 256);
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
