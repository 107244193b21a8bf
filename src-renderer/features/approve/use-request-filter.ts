/** The list of requests as it is filtered, and how old each of them is. */
import { useState } from 'react';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import { fits, isInList, type RequestListName } from '../../state/request-lists.ts';

/** Begins with everything: nobody should wonder where a request is. */
export function useRequestFilter<T extends RequestView>(requests: readonly T[], token: TokenView | null) {
  const [list, setList] = useState<RequestListName>('all');
  const [typed, setTyped] = useState('');
  const found = requests.filter((each) => fits(each, typed));
  const inList = (name: RequestListName): readonly T[] => found.filter((each) => isInList(name, each, token));
  const counts = {
    todo: inList('todo').length,
    asked: inList('asked').length,
    done: inList('done').length,
    all: found.length,
  };
  return { list, typed, counts, shown: inList(list), onList: setList, onTyped: setTyped };
}

const MINUTE_MS = 60_000;

/** Whole days; whole hours on the first day, and minutes in the first hour. */
export function useAge(): (since: string) => string {
  const say = useWords(approveWords);
  return (since) => {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / MINUTE_MS));
    if (minutes === 0) return say('ageNow');
    if (minutes < 60) return say('ageMinutes', { count: minutes });
    const hours = Math.floor(minutes / 60);
    return hours < 24 ? say('ageHours', { count: hours }) : say('ageDays', { count: Math.floor(hours / 24) });
  };
}
