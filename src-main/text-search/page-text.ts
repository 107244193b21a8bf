/** The plain text of the first pages, for what the words on them decide (domain/document-marking.ts). */
import { askSearchProcess } from './search-keyword.ts';
import { textAnswer } from './search-messages.ts';

/** Pages that carry marks: 密级 and invoice titles stand on the first ones. */
const PAGES = [1, 2, 3] as const;

/** All text of the first pages; empty for a scan. Errors: `text-search-timeout`, `text-search-failed`. */
export async function textOfFirstPages(file: string): Promise<string> {
  const answer = await askSearchProcess({ file, keyword: null, pages: [...PAGES] }, { seconds: 20 });
  return textAnswer.parse(answer).text;
}
