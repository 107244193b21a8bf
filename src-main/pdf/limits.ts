/** What a hostile file may cost: every bound of the reader in one object, and the counter that enforces the work bound. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

export interface PdfLimits {
  /** Nesting of arrays and dictionaries inside one object. */
  readonly maxObjectDepth: number;
  /** Values inside one indirect object: what takes four bytes in a file takes a hundred in memory. */
  readonly maxObjectValues: number;
  /** Objects of one object stream. */
  readonly maxObjectStreamObjects: number;
  /** Bytes of one string. */
  readonly maxTokenBytes: number;
  /** Rows of all cross-reference sections together. */
  readonly maxXrefEntries: number;
  /** Cross-reference sections, and so revisions. */
  readonly maxRevisions: number;
  /** Decoded bytes of one stream. */
  readonly maxStreamBytes: number;
  /** Decoded bytes of all streams together. */
  readonly maxTotalStreamBytes: number;
  /** Filters of one stream. */
  readonly maxFilters: number;
  readonly maxPages: number;
  /** Nesting of the page tree and of the field tree. */
  readonly maxTreeDepth: number;
  readonly maxFields: number;
  /** Work units: about one for each token, each look-up and each 64 bytes that are decoded. */
  readonly maxSteps: number;
  /** Work units on top for each byte of the file: large files may take longer, in proportion. */
  readonly maxStepsPerByte: number;
}

export const defaultPdfLimits: PdfLimits = Object.freeze({
  maxObjectDepth: 128,
  maxObjectValues: 200_000,
  maxObjectStreamObjects: 200_000,
  maxTokenBytes: 32 * 1024 * 1024,
  maxXrefEntries: 3_000_000,
  maxRevisions: 500,
  maxStreamBytes: 64 * 1024 * 1024,
  maxTotalStreamBytes: 512 * 1024 * 1024,
  maxFilters: 8,
  maxPages: 100_000,
  maxTreeDepth: 64,
  maxFields: 100_000,
  maxSteps: 20_000_000,
  maxStepsPerByte: 0.25,
});

/** Counts work against the limits; one for each opened document, shared by its views of earlier revisions. */
export class WorkBudget {
  readonly limits: PdfLimits;
  readonly #maxSteps: number;
  #steps = 0;
  #decoded = 0;

  /** `fileSize` in bytes. */
  constructor(limits: PdfLimits, fileSize: number) {
    this.limits = limits;
    this.#maxSteps = Math.round(limits.maxSteps + limits.maxStepsPerByte * fileSize);
  }

  /** Errors: `pdf-limit` when the work bound is passed. */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#maxSteps) throw limitError('work', this.#maxSteps);
  }

  /** Errors: `pdf-limit` when all streams together decode to too much. */
  decoded(bytes: number): void {
    this.#decoded += bytes;
    if (this.#decoded > this.limits.maxTotalStreamBytes) {
      throw limitError('decoded bytes', this.limits.maxTotalStreamBytes);
    }
    this.spend(bytes >>> 6);
  }
}

/** `what` is a fixed English word for the report; people read the sentence of `pdf-limit`. */
export function limitError(what: string, limit: number): BianyinError {
  return new BianyinError('pdf-limit', { what, limit });
}
