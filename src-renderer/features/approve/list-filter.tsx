/** Which list, and what is looked for in it. */
import { Input, Segmented } from 'antd';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import { requestLists, type RequestListName } from '../../state/request-lists.ts';

interface FilterProps {
  readonly list: RequestListName;
  /** How many there are in each. */
  readonly counts: Readonly<Record<RequestListName, number>>;
  readonly typed: string;
  readonly onList: (list: RequestListName) => void;
  readonly onTyped: (typed: string) => void;
}

export function ListFilter({ list, counts, typed, onList, onTyped }: FilterProps) {
  const say = useWords(approveWords);
  const options = requestLists.map((value) => ({ value, label: `${say(`show-${value}`)} ${counts[value]}` }));
  return (
    <div className="request-filter">
      <Segmented value={list} options={options} onChange={onList} />
      <Input
        allowClear
        type="search"
        value={typed}
        maxLength={100}
        placeholder={say('search')}
        aria-label={say('search')}
        onChange={({ target }) => onTyped(target.value)}
      />
    </div>
  );
}
