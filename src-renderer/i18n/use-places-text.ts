/** “2 处 + 骑缝 1 组（12 页）”, counted and said the same way wherever a window says it. */
import { countPlaces, type Placement } from '../../src-main/contract/words.ts';
import { placeWords } from './place-words.ts';
import { useWords } from './words.ts';

/** Empty when there is nothing. */
export function usePlacesText(): (placements: readonly Placement[]) => string {
  const say = useWords(placeWords);
  return (placements) => {
    const count = { ...countPlaces(placements) };
    return [
      ...(count.places > 0 ? [say('places', count)] : []),
      ...(count.seams > 0 ? [say('seam', count)] : []),
    ].join(' + ');
  };
}
