/** Which octets of a PDF are hashed: the ranges of the signatures, and the files that their permits are for. */
import type { ByteSource } from '../../domain/byte-source.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import { isSpace } from '../../pdf/lexer.ts';
import type { SignatureField } from '../../pdf/signature-field.ts';
import type { CarriedPermit } from '../approvals.ts';
import type { SplitRange } from './range-digests.ts';
import type { SignatureSubject } from './signature-subject.ts';

/** Offsets of /Contents that more than one field claims. */
export function sharedValues(fields: readonly SignatureField[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const { signature } of fields) {
    const start = signature && signature !== 'malformed' ? (signature.contents?.fileStart ?? -1) : -1;
    if (start >= 0 && seen.has(start)) twice.add(start);
    seen.add(start);
  }
  return twice;
}

/** By signature its range, by permit the file that was approved: a range without a gap, where it stands before the signature. */
export function signedRanges(
  document: PdfDocument,
  subjects: readonly SignatureSubject[],
  permits: ReadonlyMap<SignatureSubject, CarriedPermit>,
): Map<object, SplitRange> {
  const ranges = new Map<object, SplitRange>();
  for (const subject of subjects) {
    if (subject.range) ranges.set(subject, subject.range);
    const permit = permits.get(subject);
    if (!permit) continue;
    const previousEnd = endBefore(document, subject, { subjects, permits });
    if (previousEnd < 0 || !isWholeOriginal(document.source, permit.documentSize, previousEnd)) continue;
    const { documentSize: size } = permit;
    ranges.set(permit, { gapStart: size, gapEnd: size, end: size });
  }
  return ranges;
}

/**
 * Where the revision ends that stood before this seal; of a later seal of a set, before all seals of it. Each revision between must be
 * one seal of the same set, in their order, for the same file: anything else there was approved by nobody. -1 when it is not so.
 */
function endBefore(document: PdfDocument, subject: SignatureSubject, { subjects, permits }: Carried): number {
  const { revision } = subject;
  const permit = permits.get(subject);
  if (revision === null || !permit) return -1;
  const before = permit.set?.index ?? 0;
  for (let back = 1; back <= before; back += 1) {
    const [earlier, ...others] = subjects.filter((each) => each.revision === revision - back);
    const found = earlier && permits.get(earlier);
    const isNext = found?.set?.root === permit.set?.root && found?.set?.index === before - back;
    if (others.length > 0 || !isNext || found?.documentSize !== permit.documentSize) return -1;
  }
  return document.revisions[revision - 1 - before]?.end ?? -1;
}

interface Carried {
  readonly subjects: readonly SignatureSubject[];
  readonly permits: ReadonlyMap<SignatureSubject, CarriedPermit>;
}

const blockBytes = 64 * 1024;

/**
 * Whether the approved file is exactly what stood before this seal: the earlier revision, and whatever white space ends it
 * (ISO 32000-2 §7.2.3). No length of it is too much: what the reader takes for an end, a permit may be for.
 */
function isWholeOriginal(source: ByteSource, documentSize: number, previousEnd: number): boolean {
  if (documentSize < previousEnd || documentSize > source.size) return false;
  for (let at = previousEnd; at < documentSize; at += blockBytes) {
    const block = source.read(at, Math.min(blockBytes, documentSize - at));
    if (!block.every(isSpace)) return false;
  }
  return true;
}
