/** One signature while it is being judged: its field, its log, its range and what is inside. */
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfObject } from '../../pdf/objects.ts';
import { parsePdfDate } from '../../pdf/pdf-date.ts';
import type { SignatureDictionary } from '../../pdf/signature-dictionary.ts';
import type { SignatureField } from '../../pdf/signature-field.ts';
import { checkByteRange } from './byte-range.ts';
import { createCheckLog, type CheckLog } from '../check-log.ts';
import { readContainer } from '../container.ts';
import type { Signed } from '../signed-document.ts';
import type { SplitRange } from './range-digests.ts';
import { checkSubFilter } from './sub-filters.ts';

export interface SignatureSubject extends Signed {
  readonly field: SignatureField;
  /** Null when /V is no dictionary. */
  readonly dictionary: SignatureDictionary | null;
  readonly numbers: readonly number[];
  /** Null when the range is not one that may be trusted. */
  readonly range: SplitRange | null;
  /** 0-based revision that the range closes; null when it ends elsewhere. */
  readonly revision: number | null;
}

/** Reads what can be read of a signature; every defect is in the log. */
export function openSubject(
  document: PdfDocument,
  field: SignatureField,
  shared: ReadonlySet<number>,
): SignatureSubject {
  const log = createCheckLog();
  const dictionary = field.signature === 'malformed' ? null : field.signature;
  const base = {
    name: field.fieldName ?? '',
    log,
    claimedTime: parsePdfDate(dictionary?.claimedTime ?? null),
    field,
    dictionary,
  };
  if (!dictionary) {
    log.finding('dictionary', 'PDF_SIG_DICT_MALFORMED', { problem: '/V is no dictionary' });
    return {
      ...base,
      isBound: false,
      numbers: [],
      range: null,
      revision: null,
      container: { kind: 'unknown' },
    };
  }
  checkDictionary(field, dictionary, shared, log);
  const numbers = rangeNumbers(document, dictionary.rawByteRange);
  const range = contentsRange(document, dictionary, numbers, log);
  const container = dictionary.contents?.bytes.length
    ? readContainer(dictionary.contents.bytes, log)
    : ({ kind: 'unknown' } as const);
  checkSubFilter(dictionary, container.kind, log);
  return {
    ...base,
    isBound: range !== null,
    numbers: numbers ?? [],
    range,
    revision: coveredRevision(document, range, log),
    container,
  };
}

function checkDictionary(
  { found, fieldDict, lockMalformed }: SignatureField,
  dictionary: SignatureDictionary,
  shared: ReadonlySet<number>,
  log: CheckLog,
): void {
  const problems: string[] = [...dictionary.structureProblems];
  if (lockMalformed) problems.push('lock-malformed');
  if (found === 'unreferenced') problems.push('no-field');
  if (problems.length > 0)
    log.finding('dictionary', 'PDF_SIG_DICT_MALFORMED', { problem: problems.join(' ') });
  const twice = [...dictionary.dict.duplicateKeys, ...(fieldDict?.duplicateKeys ?? [])];
  if (twice.length > 0 || found === 'widget') {
    log.finding('dictionary', 'STRUCT_AMBIGUOUS', {
      problem: twice.length > 0 ? 'duplicate keys' : 'widget outside the form',
    });
  }
  const start = dictionary.contents?.fileStart ?? -1;
  if (shared.has(start))
    log.finding('dictionary', 'STRUCT_AMBIGUOUS', { problem: 'one value in several fields' });
  if (!log.made('dictionary')) log.ok('integrity', 'dictionary', { subFilter: dictionary.subFilter ?? '' });
}

/** Elements of /ByteRange; whatever is not plainly a whole number becomes NaN. Null when there is no array. */
function rangeNumbers(document: PdfDocument, raw: PdfObject | null): readonly number[] | null {
  const array = raw === null ? null : document.resolve(raw);
  if (array?.kind !== 'array') return null;
  return array.items
    .slice(0, 16)
    .map((item) => (item.kind === 'number' && /^\d+$/.test(item.text) ? item.value : Number.NaN));
}

function contentsRange(
  document: PdfDocument,
  dictionary: SignatureDictionary,
  numbers: readonly number[] | null,
  log: CheckLog,
): SplitRange | null {
  const { contents, problems } = dictionary;
  if (!contents || contents.bytes.length === 0) {
    const problem = problems.find((each) => each.startsWith('contents-')) ?? 'contents-missing';
    log.finding('contents', 'PDF_SIG_DICT_MALFORMED', { problem });
    return null;
  }
  if (contents.fileStart < 0) {
    log.finding('contents', 'CONTENTS_AMBIGUOUS', { problem: 'not in the file itself' });
    return null;
  }
  return checkByteRange(numbers, { start: contents.fileStart, end: contents.fileEnd }, document.source, log);
}

/** The range must close a revision: end at its %%EOF, in the white space that follows, or at the end of the file. */
function coveredRevision(document: PdfDocument, range: SplitRange | null, log: CheckLog): number | null {
  if (!range) return null;
  const last = document.revisions.length - 1;
  const closed = document.revisions.find((one) => range.end >= one.end && range.end <= one.endWithSpace);
  const index = closed?.index ?? (range.end === document.source.size ? last : null);
  const inside = index !== null && (document.revisions[index]?.start ?? 0) <= range.gapStart;
  if (index === null || !inside) {
    log.finding('coverage', 'BR_INVALID', {
      problem: 'does not close the revision that it stands in',
      end: range.end,
    });
    return null;
  }
  checkTail(document, range, index === last, log);
  return index;
}

/** After the last revision white space may stay outside; anything else is data that nobody signed (attack P07). */
function checkTail(document: PdfDocument, range: SplitRange, isLast: boolean, log: CheckLog): void {
  const { size } = document.source;
  const blankEnd = document.revisions.at(-1)?.endWithSpace ?? range.end;
  if (isLast && Math.max(range.end, blankEnd) < size)
    log.finding('coverage', 'TRAILING_DATA', { bytes: size - range.end });
  else log.ok('integrity', 'coverage', { end: range.end, size });
}
