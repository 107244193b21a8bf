/** Which folder is watched and how much waits in it. */
import { Button } from 'antd';
import { counterWords } from '../../i18n/counter-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { Desk } from './use-desk.ts';

export function WatchLine({ desk }: { readonly desk: Desk }) {
  const say = useWords(counterWords);
  const watch = desk.view?.watch;
  if (!watch?.folder) return null;
  const { folder, skipped, isLost } = watch;
  const parts = [
    say(isLost ? 'lost' : 'watching', { folder }),
    say('waiting', { count: desk.waiting }),
    ...(skipped > 0 ? [say('skipped', { count: skipped })] : []),
  ];
  return (
    <p className={`counter-watch ${isLost ? 'counter-lost' : ''}`} role="status">
      {parts.join(' · ')}
      <Button size="small" onClick={desk.unwatch}>
        {say('unwatch')}
      </Button>
    </p>
  );
}
