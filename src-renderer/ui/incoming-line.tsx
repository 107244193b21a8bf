/** How far a dropped file has come in. */
import { Progress } from 'antd';
import { dropWords } from '../i18n/drop-words.ts';
import { useWords } from '../i18n/words.ts';
import type { Incoming } from './use-dropped-files.ts';

const MEGABYTE = 1e6;

export function IncomingLine({ incoming: { name, done, total } }: { readonly incoming: Incoming }) {
  const say = useWords(dropWords);
  const megabytes = (octets: number): string => (octets / MEGABYTE).toFixed(1);
  return (
    <div className="incoming" role="status">
      <p>{say('busy', { name, done: megabytes(done), total: megabytes(total) })}</p>
      <Progress percent={Math.round((done / total) * 100)} showInfo={false} />
    </div>
  );
}
