/** Where the marks of one signature are, in words. */
import type { SignatureView } from '../../../src-main/contract/report-view.ts';
import { pagesText } from '../../i18n/page-range.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';

/** Whole seals by their pages, and the pages that a seam runs over. */
export function MarkPlaces({ signature: { marks } }: { readonly signature: Pick<SignatureView, 'marks'> }) {
  const say = useWords(verifyWords);
  const { list } = useVocabulary();
  const whole = marks.filter(({ slice }) => slice === undefined);
  const slices = marks.filter(({ slice }) => slice !== undefined);
  const parts = [
    ...(whole.length > 0 ? [say('markPages', { pages: pagesOf(whole), count: whole.length })] : []),
    ...(slices.length > 0 ? [say('seamPages', { pages: pagesOf(slices) })] : []),
  ];
  return list(parts);
}

function pagesOf(marks: SignatureView['marks']): string {
  return pagesText([...new Set(marks.map(({ page }) => page))].sort((a, b) => a - b));
}
