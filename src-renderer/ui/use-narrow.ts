/** Whether the window is as narrow as 200 % leaves it on an office PC, where columns become lines (the styles break at the same width). */
import { useSyncExternalStore } from 'react';

const query = '(max-width: 960px)';

export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(query).matches);
}

function watch(tell: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', tell);
  return () => media.removeEventListener('change', tell);
}
