/** Where seals are put, in words: `2 处 + 骑缝 1 组（12 页）`, as the main window says it. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import type { PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';

export function placedText(
  { placed: count }: Pick<PinQuestion['subject'], 'placed'>,
  language: PinLanguage,
): string {
  const { places, seams, seamPages } = count;
  const seam = pinWords.seam[language]
    .replace('{seams}', String(seams))
    .replace('{seamPages}', String(seamPages));
  return [
    ...(places > 0 ? [pinWords.places[language].replace('{places}', String(places))] : []),
    ...(seams > 0 ? [seam] : []),
  ].join(' + ');
}
