/** What the words of a file say about sealing it, asked before anybody signs a request (暂行办法 Art. 24; invoices). */
import type { DocumentMarking } from '../../domain/document-marking.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import { findMarking } from '../../text-search/find-marking.ts';
import type { MarkingAnswer, MarkingQuestion } from '../../text-search/search-messages.ts';
import { numbersRead, rememberNumbers, stampOf, type ReadNumbers } from './numbers-read.ts';

export interface DocumentCheck {
  readonly warnings: readonly SealingWarning[];
  /** Null: nothing forbids a request. */
  readonly refusal: BianyinError | null;
}

/** `marks`: where whole seals are to go. Never throws a `BianyinError`: text that cannot be read is a warning, since scans have none. */
export async function checkDocumentText(
  path: string,
  marks: MarkingQuestion['marks'] = [],
): Promise<DocumentCheck> {
  const found = await foundOrNull(path, marks);
  const warnings: SealingWarning[] = [
    ...(found !== null && isRead(found) ? [] : ['text-not-read' as const]),
    ...(found !== null && found.covered.length > 0 ? ['covers-text' as const] : []),
  ];
  const marking = found?.marking ?? null;
  if (marking === null) return { warnings, refusal: null };
  return { warnings: [], refusal: markingRefusal(marking) };
}

/** Invoice numbers that the words of a file name; none where they cannot be read. */
export async function invoiceNumbersOf(path: string): Promise<ReadNumbers> {
  const before = numbersRead(stampOf(path));
  if (before) return before;
  const found = await foundOrNull(path, []);
  return found === null ? { numbers: [], unread: 0 } : numbersIn(found);
}

/** Whether they are known without reading it once more. */
export function hasReadNumbers(path: string): boolean {
  return numbersRead(stampOf(path)) !== undefined;
}

function numbersIn(found: MarkingAnswer): ReadNumbers {
  return { numbers: found.numbers, unread: unreadPages(found) };
}

/** Pages whose numbers nobody has compared, where the others were read. */
export function unreadPages(found: Pick<MarkingAnswer, 'pages' | 'isWhole'>): number {
  return isRead(found) ? found.pages.withoutText : 0;
}

/** Why a file with such words is not sealed. */
export function markingRefusal(marking: DocumentMarking): BianyinError {
  return marking.kind === 'state-secret'
    ? new BianyinError('document-state-secret', { mark: marking.mark })
    : new BianyinError('document-tax-invoice', {
        number: [marking.number, marking.said ?? ''].filter((each) => each !== '').join(' · '),
      });
}

/** Whether every page was read that has letters, and there was one. */
function isRead({ pages, isWhole }: Pick<MarkingAnswer, 'pages' | 'isWhole'>): boolean {
  return isWhole && pages.unreadable === 0 && pages.withoutText < pages.read;
}

/** Errors: `document-state-secret`, `document-tax-invoice`. */
export async function requireSealableText(path: string): Promise<void> {
  const { refusal } = await checkDocumentText(path);
  if (refusal) throw refusal;
}

async function foundOrNull(path: string, marks: MarkingQuestion['marks']): Promise<MarkingAnswer | null> {
  const stamp = stampOf(path);
  try {
    const found = await findMarking(path, marks);
    rememberNumbers(stamp, numbersIn(found));
    return found;
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}
