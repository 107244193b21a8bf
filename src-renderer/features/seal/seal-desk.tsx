/** The desk: thumbnails, the page with its rulers, the four steps, and one line that sums up before sending. */
import { Button } from 'antd';
import { useCallback, useDeferredValue, useEffect, useRef, useState, type RefObject } from 'react';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { call, CallFailure } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useTextLines } from '../../ui/text-lines.ts';
import { useDocument } from '../../ui/use-document.ts';
import { lackOf, requestInput, type Draft } from './draft.ts';
import type { FileQueue } from './file-queue.ts';
import { PageDesk } from './page-desk.tsx';
import { QueueLine, QueueNotices } from './queue-notices.tsx';
import { Steps } from './steps.tsx';
import { SummaryLine } from './summary-line.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { useDraft } from './use-draft.ts';
import { useFileCheck } from '../../ui/use-file-check.ts';
import { usePageSize } from './use-page-size.ts';
import { usePreview } from './use-preview.ts';

export interface SealDeskProps {
  readonly document: DocumentView;
  readonly queue: FileQueue;
  readonly onOther: (draft: Draft) => void;
  /** The last file of this go was sent, and the desk is still in sight. */
  readonly onSubmitted: (id: string) => void;
}

export function SealDesk({ document, queue, onOther, onSubmitted }: SealDeskProps) {
  const say = useWords(sealWords);
  const { seals, token, refresh } = useOffice();
  const { draft, change, undo } = useDraft();
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const isInSight = useInSight();
  const { shown, error: openError } = useDocument(document);
  // The page itself comes first: its words, those of the file and a thousand thumbnails take longer than it does.
  const [hasPage, setHasPage] = useState(false);
  const onPage = useCallback(() => setHasPage(true), []);
  const later = useDeferredValue(hasPage ? shown : null, null);
  const size = usePageSize(shown, page);
  const lines = useTextLines(hasPage ? shown?.pdf : undefined, page);
  const { preview, error } = usePreview(draft, document.id, token?.label ?? null);
  const check = useFileCheck(document, hasPage || openError !== null, preview?.fills ?? null);
  const seal = seals.find(({ typeCode }) => typeCode === draft.typeCode) ?? null;
  const lack = lackOf(draft, token?.label ?? null);
  const why = check.refusal ? 'Refused' : (lack ?? (preview ? null : error === null ? 'Waiting' : 'Plan'));
  const input = token ? requestInput(draft, document.id, token.label) : null;
  const submit = async (): Promise<void> => {
    if (!input || isBusy) return;
    setBusy(true);
    setFailed(null);
    try {
      const { id } =
        input.call === 'set.new'
          ? await call('set.new', input.input)
          : await call('request.new', input.input);
      await refresh();
      // Whoever has gone elsewhere meanwhile is left there.
      const isSeen = isInSight.current;
      queue.next(document, { draft, sent: id });
      if (isSeen && queue.number === queue.total) onSubmitted(id);
    } catch (cause) {
      setFailed(cause);
      setBusy(false);
    }
  };
  const placing = { draft, change, undo, page, setPage, chosen, setChosen, size };
  const shared = { ...placing, seal, preview, document, lines, check, hasFailed: error !== null };
  return (
    <div className="desk">
      {check.refusal && (
        <div className="desk-refusal">
          <ErrorNotice error={new CallFailure(check.refusal)} />
        </div>
      )}
      <div className="desk-body">
        {later ? <Thumbnails {...shared} shown={later} /> : <div />}
        {shown ? <PageDesk {...shared} shown={shown} onPage={onPage} /> : <ErrorNotice error={openError} />}
        <Steps {...shared} shown={shown} />
      </div>
      <footer className="desk-foot">
        <QueueNotices queue={queue} />
        <ErrorNotice error={failed ?? error} />
        <QueueLine document={document} queue={queue} />
        <div className="row-end">
          <SummaryLine {...shared} />
          {!isBusy && why !== null && (
            <span className="secondary" id="submit-why">
              {say(`why${why}`)}
            </span>
          )}
          {isBusy && <span className="secondary">{say('busy')}</span>}
          {queue.number < queue.total && (
            <Button onClick={() => queue.next(document, { draft, sent: null })} disabled={isBusy}>
              {say('skip')}
            </Button>
          )}
          <Button onClick={() => onOther(draft)} disabled={isBusy}>
            {say('chooseOther')}
          </Button>
          <Button
            type="primary"
            disabled={!input || why !== null}
            aria-describedby={why === null ? undefined : 'submit-why'}
            loading={isBusy}
            onClick={() => void submit()}
          >
            {say('submit')}
          </Button>
        </div>
      </footer>
    </div>
  );
}

/** True while the desk is on the screen. */
function useInSight(): RefObject<boolean> {
  const isInSight = useRef(true);
  useEffect(() => {
    isInSight.current = true;
    return () => void (isInSight.current = false);
  }, []);
  return isInSight;
}
