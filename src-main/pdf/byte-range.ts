/**
 * /ByteRange and /Contents of a signature (ISO 32000-2 §12.8.1, Table 255): what is signed must be the file up to the
 * end of a revision, all but the hexadecimal string of that very signature.
 */
import type { PdfDocument } from './document-model.ts';
import { dictValue } from './objects.ts';
import type { PdfDict, PdfObject } from './objects.ts';

export type ByteRangeProblem =
  | 'byte-range-missing'
  | 'byte-range-malformed'
  | 'byte-range-not-at-start'
  | 'byte-range-order'
  | 'byte-range-beyond-end'
  | 'contents-missing'
  | 'contents-not-hex'
  | 'contents-empty'
  | 'contents-white-space'
  | 'contents-in-object-stream'
  | 'gap-not-contents'
  | 'gap-inside-brackets'
  | 'not-at-revision-end';

/** Four numbers: [start, length, start, length]. */
type ByteRange = readonly [number, number, number, number];

interface SignatureContents {
  readonly bytes: Uint8Array;
  /** Of the whole `<…>` token in the file, brackets included; -1 when it is not in the file itself. */
  readonly fileStart: number;
  readonly fileEnd: number;
}

export interface SignatureCoverage {
  /** As written; null when there is none. */
  readonly rawByteRange: PdfObject | null;
  /** Null when it is not four non-negative integers. */
  readonly byteRange: ByteRange | null;
  readonly contents: SignatureContents | null;
  /** Empty only when the range is [0, start of /Contents, end of /Contents, rest of a revision]. */
  readonly problems: readonly ByteRangeProblem[];
  /** The revision whose end is the end of the range; null when there is none. */
  readonly coveredRevision: number | null;
  /** The range ends where the file ends (a last line end aside). */
  readonly coversWholeFile: boolean;
}

/** Judges the two entries of a signature dictionary. Errors: those of `document.resolve`, `pdf-ambiguous`. */
export function readCoverage(document: PdfDocument, signature: PdfDict): SignatureCoverage {
  const rawByteRange = dictValue(signature, 'ByteRange') ?? null;
  const byteRange = parseByteRange(rawByteRange);
  const { contents, problem } = readContents(document, dictValue(signature, 'Contents'));
  const problems: ByteRangeProblem[] = [];
  if (rawByteRange === null) problems.push('byte-range-missing');
  else if (!byteRange) problems.push('byte-range-malformed');
  if (problem) problems.push(problem);
  if (byteRange)
    problems.push(...rangeProblems(byteRange, document.source.size), ...gapProblems(byteRange, contents));
  const end = byteRange ? byteRange[2] + byteRange[3] : -1;
  const covered = document.revisions.find((one) => end >= one.end && end <= one.endWithSpace);
  if (byteRange && !covered && !problems.includes('byte-range-beyond-end'))
    problems.push('not-at-revision-end');
  return {
    rawByteRange,
    byteRange,
    contents,
    problems,
    coveredRevision: covered?.index ?? null,
    coversWholeFile: covered !== undefined && covered.index === document.revisions.length - 1,
  };
}

/** Exactly four direct non-negative integers; anything else could be read in several ways. */
function parseByteRange(object: PdfObject | null): ByteRange | null {
  if (object?.kind !== 'array' || object.items.length !== 4) return null;
  const [a, b, c, d] = object.items.map((item) =>
    item.kind === 'number' && /^\d+$/.test(item.text) && Number.isSafeInteger(item.value) ? item.value : null,
  );
  const isRange =
    typeof a === 'number' && typeof b === 'number' && typeof c === 'number' && typeof d === 'number';
  return isRange ? [a, b, c, d] : null;
}

function readContents(
  document: PdfDocument,
  value: PdfObject | undefined,
): { contents: SignatureContents | null; problem: ByteRangeProblem | null } {
  const object = document.resolve(value);
  if (object.kind === 'null') return { contents: null, problem: 'contents-missing' };
  if (object.kind !== 'string' || object.form !== 'hex')
    return { contents: null, problem: 'contents-not-hex' };
  const { bytes, range } = object;
  const contents = { bytes, fileStart: range?.start ?? -1, fileEnd: range?.end ?? -1 };
  return { contents, problem: contentsProblem(contents) };
}

function contentsProblem({ bytes, fileStart, fileEnd }: SignatureContents): ByteRangeProblem | null {
  if (bytes.length === 0) return 'contents-empty';
  if (fileStart < 0) return 'contents-in-object-stream';
  // White space between the digits, or an odd digit: the gap would hold more than the value.
  return fileEnd - fileStart === bytes.length * 2 + 2 ? null : 'contents-white-space';
}

function rangeProblems([a, b, c, d]: ByteRange, fileSize: number): ByteRangeProblem[] {
  const problems: ByteRangeProblem[] = [];
  if (a !== 0) problems.push('byte-range-not-at-start');
  if (c < a + b) problems.push('byte-range-order');
  if (a + b > fileSize || c + d > fileSize) problems.push('byte-range-beyond-end');
  return problems;
}

/** Some signers leave out the digits only, so that the brackets are signed too: not the standard, but nothing is left open. */
function gapProblems([a, b, c]: ByteRange, contents: SignatureContents | null): ByteRangeProblem[] {
  if (!contents || contents.fileStart < 0) return [];
  const [before, after] = [a + b - contents.fileStart, contents.fileEnd - c];
  if (before === 0 && after === 0) return [];
  return before === 1 && after === 1 ? ['gap-inside-brackets'] : ['gap-not-contents'];
}
