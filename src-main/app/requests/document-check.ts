/** What the words of a file say about sealing it, asked before anybody signs a request (暂行办法 Art. 24; invoices). */
import { documentMarking } from '../../domain/document-marking.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { SealingWarning } from '../../domain/sealing-warnings.ts';
import { textOfFirstPages } from '../../text-search/page-text.ts';

export interface DocumentCheck {
  readonly warnings: readonly SealingWarning[];
  /** Null: nothing forbids a request. */
  readonly refusal: BianyinError | null;
}

/** Never throws a `BianyinError`: text that cannot be read is a warning, since scans have none. */
export async function checkDocumentText(path: string): Promise<DocumentCheck> {
  const text = await textOrNull(path);
  if (text === null || text.trim() === '') return { warnings: ['text-not-read'], refusal: null };
  const marking = documentMarking(text);
  if (marking === null) return { warnings: [], refusal: null };
  const refusal =
    marking.kind === 'state-secret'
      ? new BianyinError('document-state-secret', { mark: marking.mark })
      : new BianyinError('document-tax-invoice', { number: marking.number });
  return { warnings: [], refusal };
}

/** Errors: `document-state-secret`, `document-tax-invoice`. */
export async function requireSealableText(path: string): Promise<void> {
  const { refusal } = await checkDocumentText(path);
  if (refusal) throw refusal;
}

async function textOrNull(path: string): Promise<string | null> {
  try {
    return await textOfFirstPages(path);
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}
