/** All that one row of a list asks of its file, in one reading: keywords, marks that forbid a seal, the amount (docs/adr/0036). */
import type { KeywordHit } from '../domain/placement-keyword.ts';
import { amountHolder, statedAmounts } from '../domain/stated-amount.ts';
import { lineText } from '../page-text/find-words.ts';
import { visualLines } from '../page-text/visual-lines.ts';
import { findKeyword } from './find-keyword.ts';
import { InvoiceNumbers, markingOn } from './marking-on.ts';
import { PageCount } from './page-count.ts';
import type { PageText } from './pdf-text.ts';
import { MAX_HITS, type ListedAnswer, type ListedQuestion } from './search-messages.ts';

/** Sums of one file that are told; a file that states more says nothing clearly. */
const MOST_STATED = 50;

/** What is found until a mark that forbids a seal, or until time is over. */
export async function listedIn(
  pages: AsyncIterable<PageText>,
  { keywords, amount, seconds }: Omit<ListedQuestion, 'file'> & { readonly seconds: number },
): Promise<ListedAnswer> {
  const count = new PageCount();
  const numbers = new InvoiceNumbers();
  const hits: KeywordHit[][] = keywords.map(() => []);
  const stated: ListedAnswer['money']['stated'] = [];
  const holdsAmount = amountHolder(amount);
  let holds = false;
  const end = performance.now() + seconds * 1000;
  for await (const page of pages) {
    count.add(page.glyphs);
    numbers.add(page.glyphs);
    keywords.forEach((keyword, i) => hits[i]?.push(...findKeyword(page, keyword)));
    for (const line of visualLines(page.glyphs.filter(({ isOnScreen }) => isOnScreen)).map(lineText)) {
      holds ||= holdsAmount(line);
      const found = statedAmounts(line).map((each) => ({
        amount: each,
        page: page.page,
        line: line.slice(0, 80),
      }));
      stated.push(...found.slice(0, MOST_STATED - stated.length));
    }
    const marking = markingOn(page.glyphs);
    const isLate = performance.now() > end && count.read < page.of;
    if (marking !== null || isLate) return answer(marking, !isLate);
  }
  return answer(null, true);

  function answer(marking: ListedAnswer['marking'], isWhole: boolean): ListedAnswer {
    const listed = hits.map((each) => each.slice(0, MAX_HITS));
    return {
      marking,
      isWhole,
      pages: count.result(),
      numbers: numbers.result(),
      hits: listed,
      money: { holds, stated },
    };
  }
}
