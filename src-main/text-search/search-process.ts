/** Entry of the search process: finds words in one file. It has no keys and needs no network. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { KeywordHit } from '../domain/placement-keyword.ts';
import { coversWords } from '../page-text/words-under.ts';
import { serveRequests, type Ask } from '../platform/worker-main.ts';
import { findKeyword } from './find-keyword.ts';
import { invoiceInside } from './invoice-inside.ts';
import { listedIn } from './listed-in.ts';
import { InvoiceNumbers, markingOn } from './marking-on.ts';
import { PageCount } from './page-count.ts';
import { readPdfText, type PageText } from './pdf-text.ts';
import { MAX_HITS, searchQuestion } from './search-messages.ts';
import type {
  KeywordQuestion,
  ListedAnswer,
  MarkingAnswer,
  MarkingQuestion,
  SearchAnswer,
  SearchProgress,
} from './search-messages.ts';

/** Pages between two words about how far it is. */
const STRIDE = 10;

async function search(message: unknown, ask: Ask): Promise<SearchAnswer | MarkingAnswer | ListedAnswer> {
  const question = searchQuestion.parse(message);
  const fd = openSync(question.file, 'r');
  const { size } = fstatSync(fd);
  try {
    if (question.kind === 'keyword') {
      return await keywordIn(readPdfText(fd, size, question.pages), question, ask);
    }
    const pages = readPdfText(fd, size, null);
    const answer =
      question.kind === 'marking' ? await markingIn(pages, question) : await listedIn(pages, question);
    return { ...answer, marking: withInside(answer.marking, question.file) };
  } finally {
    closeSync(fd);
  }
}

/** A mark of secrecy goes first; of an invoice, what is inside says more than the page. */
function withInside(marking: MarkingAnswer['marking'], file: string): MarkingAnswer['marking'] {
  const invoice = marking?.kind === 'state-secret' ? null : invoiceInside(file);
  return invoice ? { kind: 'tax-invoice', ...invoice } : marking;
}

async function keywordIn(
  pages: AsyncIterable<PageText>,
  { keyword }: Pick<KeywordQuestion, 'keyword'>,
  ask: Ask,
): Promise<SearchAnswer> {
  const hits: KeywordHit[] = [];
  const count = new PageCount();
  for await (const page of pages) {
    hits.push(...findKeyword(page, keyword));
    count.add(page.glyphs);
    const done = count.read;
    const isToldNow = done % STRIDE === 0 || done === page.of;
    if (hits.length >= MAX_HITS || (isToldNow && !(await mayGoOn({ done, of: page.of }, ask)))) break;
  }
  return { hits: hits.slice(0, MAX_HITS), pages: count.result() };
}

/** False when nobody wants the answer any more. */
async function mayGoOn(progress: SearchProgress, ask: Ask): Promise<boolean> {
  return (await ask(progress)) !== false;
}

/** Layers that are off and stamps that are only printed count as well: the file carries its mark to whoever opens it. */
async function markingIn(
  pages: AsyncIterable<PageText>,
  { seconds, marks }: MarkingQuestion,
): Promise<MarkingAnswer> {
  const count = new PageCount();
  const covered: number[] = [];
  const numbers = new InvoiceNumbers();
  const end = performance.now() + seconds * 1000;
  for await (const { glyphs, of, page } of pages) {
    count.add(glyphs);
    numbers.add(glyphs);
    if (marks.some((mark) => mark.page === page && coversWords(mark.rect, glyphs))) covered.push(page);
    const marking = markingOn(glyphs);
    const isLate = performance.now() > end && count.read < of;
    if (marking !== null || isLate)
      return { marking, pages: count.result(), covered, numbers: numbers.result(), isWhole: !isLate };
  }
  return { marking: null, pages: count.result(), covered, numbers: numbers.result(), isWhole: true };
}

serveRequests(search);
