/** Where the desk stands among several files, what was carried over from the one before, and which could not be opened. */
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { CallFailure } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { notCarried } from './draft.ts';
import type { FileQueue } from './file-queue.ts';

export function QueueNotices({ queue }: { readonly queue: FileQueue }) {
  const say = useWords(sealWords);
  return (
    <>
      <ErrorNotice error={queue.error} />
      {queue.refused.map(({ id, name, problem }) => (
        <ErrorNotice
          key={id}
          about={say('notOpened', { name })}
          error={problem && new CallFailure(problem)}
        />
      ))}
    </>
  );
}

interface QueueLineProps {
  readonly document: DocumentView;
  readonly queue: FileQueue;
}

/** “第 2 / 3 份 · 对账单.pdf · 上一份已提交（…）。印章位置和事由沿用上一份……” */
export function QueueLine({ document, queue }: QueueLineProps) {
  const say = useWords(sealWords);
  const { number, total, before } = queue;
  const lost = before && notCarried(before.draft, document.pages ?? 1);
  const hasPlaces = before !== null && (before.draft.points.length > 0 || before.draft.seam !== null);
  return (
    <p className="queue-line" role="status">
      {total > 1 && <b>{say('inQueue', { number, total })}</b>}
      <span className="queue-file">{document.name}</span>
      {before && (
        <span className="secondary">
          {before.sent !== null && say('sent', { id: before.sent })}
          {hasPlaces && say('carriedOver')}
        </span>
      )}
      {lost && lost.places > 0 && <b className="queue-lost">{say('notCarried', { count: lost.places })}</b>}
      {lost?.seam && <b className="queue-lost">{say('seamNotCarried')}</b>}
    </p>
  );
}
