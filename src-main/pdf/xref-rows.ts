/** Rows of one cross-reference section (ISO 32000-2 §7.5.4, §7.5.8) in typed arrays: a million rows take 13 MB. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'in-file'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'in-stream'; readonly stream: number; readonly index: number };

interface Subsection {
  readonly first: number;
  readonly count: number;
  /** Row of `first` in the arrays. */
  readonly base: number;
}

const kinds = { free: 0, 'in-file': 1, 'in-stream': 2 } as const;

/** Rows of one section in flat arrays, since files have millions of them. Errors: `pdf-ambiguous` for a number that is listed twice. */
export class XrefRows {
  #subsections: Subsection[] = [];
  #kinds = new Uint8Array(64);
  #a = new Float64Array(64);
  #b = new Uint32Array(64);
  #length = 0;
  /** The highest offset of an object in the file. */
  farthest = 0;

  get length(): number {
    return this.#length;
  }

  /** Starts a run of object numbers; `push` fills it. */
  begin(first: number, count: number): void {
    if (count > 0) this.#subsections.push({ first, count, base: this.#length });
    this.#reserve(this.#length + count);
  }

  push(entry: XrefEntry): void {
    this.#reserve(this.#length + 1);
    this.#kinds[this.#length] = kinds[entry.kind];
    if (entry.kind === 'in-file') {
      this.#a[this.#length] = entry.offset;
      this.farthest = Math.max(this.farthest, entry.offset);
      this.#b[this.#length] = entry.generation;
    } else if (entry.kind === 'in-stream') {
      this.#a[this.#length] = entry.stream;
      this.#b[this.#length] = entry.index;
    }
    this.#length++;
  }

  /** Sorts the runs. Errors: `pdf-ambiguous` when one number is listed twice; `at` is where the section begins. */
  finish(at: number): void {
    this.#subsections.sort((x, y) => x.first - y.first);
    this.#subsections.forEach((run, i) => {
      const next = this.#subsections[i + 1];
      if (next && next.first < run.first + run.count) {
        throw new BianyinError('pdf-ambiguous', { what: `object ${next.first} listed twice`, at });
      }
    });
  }

  get(number: number): XrefEntry | undefined {
    let [low, high] = [0, this.#subsections.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const run = this.#subsections[middle];
      if (!run) return undefined;
      if (number < run.first) high = middle - 1;
      else if (number >= run.first + run.count) low = middle + 1;
      else return this.#row(run.base + number - run.first);
    }
    return undefined;
  }

  /** Calls back for every row, in order of object numbers. */
  forEach(visit: (number: number, entry: XrefEntry) => void): void {
    for (const run of this.#subsections) {
      for (let i = 0; i < run.count; i++) visit(run.first + i, this.#row(run.base + i));
    }
  }

  /** The highest number that is in use; 0 when there is none. */
  highestInUse(): number {
    for (const run of [...this.#subsections].reverse()) {
      for (let i = run.count - 1; i >= 0; i--) if (this.#kinds[run.base + i] !== 0) return run.first + i;
    }
    return 0;
  }

  #row(row: number): XrefEntry {
    const [a, b] = [this.#a[row] ?? 0, this.#b[row] ?? 0];
    if (this.#kinds[row] === kinds['in-file']) return { kind: 'in-file', offset: a, generation: b };
    if (this.#kinds[row] === kinds['in-stream']) return { kind: 'in-stream', stream: a, index: b };
    return { kind: 'free' };
  }

  #reserve(rows: number): void {
    if (rows <= this.#kinds.length) return;
    const size = Math.max(rows, this.#kinds.length * 2);
    this.#kinds = grown(this.#kinds, new Uint8Array(size));
    this.#a = grown(this.#a, new Float64Array(size));
    this.#b = grown(this.#b, new Uint32Array(size));
  }
}

function grown<T extends Uint8Array | Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Whether two rows lead to the same object bytes. */
export function sameEntry(a: XrefEntry | undefined, b: XrefEntry | undefined): boolean {
  if (!a || a.kind === 'free') return !b || b.kind === 'free';
  if (a.kind === 'in-file')
    return b?.kind === 'in-file' && a.offset === b.offset && a.generation === b.generation;
  return b?.kind === 'in-stream' && a.stream === b.stream && a.index === b.index;
}
