/** 盖章: first files, chosen or dropped, then the desk on which the seal is placed, one file after the other. */
import { FileAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { DropArea } from '../../ui/drop-area.tsx';
import { IncomingLine } from '../../ui/incoming-line.tsx';
import { useDroppedFiles, type Incoming } from '../../ui/use-dropped-files.ts';
import type { Draft } from './draft.ts';
import { useFileQueue, type FileQueue } from './file-queue.ts';
import { QueueNotices } from './queue-notices.tsx';
import { SealDesk } from './seal-desk.tsx';
import { keepUnsent, unsent, type Before } from './unsent.ts';

export function SealScreen({ onSubmitted }: { readonly onSubmitted: (id: string) => void }) {
  const queue = useFileQueue();
  const { current, number, total } = queue;
  const [before, setBefore] = useState<Before | null>(() => unsent().before);
  useEffect(() => keepUnsent({ before }), [before]);
  const { incoming, take } = useDroppedFiles();
  const choose = (onReplace?: () => void): void =>
    void queue.replace(() => call('document.choose', { multiple: true }), onReplace);
  const trySample = (): void => void queue.replace(async () => [await call('document.sample', {})]);
  const drop = (files: readonly File[]): void => void queue.add(() => take(files));
  const chooseOther = (draft: Draft): void => choose(() => setBefore({ draft, sent: null }));
  const submitted = (id: string, draft: Draft): void => {
    const isLast = number === total;
    setBefore(isLast ? null : { draft, sent: id });
    queue.next();
    if (isLast) onSubmitted(id);
  };
  const skip = (draft: Draft): void => {
    setBefore({ draft, sent: null });
    queue.next();
  };
  return (
    <DropArea className="seal-drop" isReady={incoming === null} onFiles={drop}>
      {current ? (
        <SealDesk
          key={current.id}
          document={current}
          queue={queue}
          before={before}
          onOther={chooseOther}
          onSkip={skip}
          onSubmitted={submitted}
        />
      ) : (
        <EmptyDesk queue={queue} incoming={incoming} onChoose={() => choose()} onSample={trySample} />
      )}
    </DropArea>
  );
}

interface EmptyProps {
  readonly queue: FileQueue;
  readonly incoming: Incoming | null;
  readonly onChoose: () => void;
  /** Offered in a sandbox alone. */
  readonly onSample: () => void;
}

function EmptyDesk({ queue, incoming, onChoose, onSample }: EmptyProps) {
  const say = useWords(sealWords);
  const { home } = useOffice().home;
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      <QueueNotices queue={queue} />
      <div className="seal-empty">
        <FileAddOutlined />
        <p className="seal-empty-title">{say('empty')}</p>
        <p className="secondary">{say('emptyText')}</p>
        <div className="seal-empty-choices">
          <Button type="primary" size="large" disabled={incoming !== null} onClick={onChoose}>
            {say('choose')}
          </Button>
          {home?.kind === 'sandbox' && (
            <Button size="large" disabled={incoming !== null} onClick={onSample}>
              {say('sample')}
            </Button>
          )}
        </div>
        {incoming ? (
          <IncomingLine incoming={incoming} />
        ) : (
          <p className="secondary drop-hint">{say('dropHint')}</p>
        )}
      </div>
    </div>
  );
}
