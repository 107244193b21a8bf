/** 盖章: first files, chosen or dropped, then the desk on which the seal is placed, one file after the other. */
import { FileAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { call } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { takeRequestAgain } from '../../state/handover.ts';
import { DropArea } from '../../ui/drop-area.tsx';
import { IncomingLine } from '../../ui/incoming-line.tsx';
import { useDroppedFiles, type Incoming } from '../../ui/use-dropped-files.ts';
import type { Draft } from './draft.ts';
import { useFileQueue, type FileQueue } from './file-queue.ts';
import { QueueNotices } from './queue-notices.tsx';
import { SealDesk } from './seal-desk.tsx';

export interface SealScreenProps {
  readonly onSubmitted: (id: string) => void;
  /** Many files as one request. */
  readonly onList: () => void;
}

export function SealScreen({ onSubmitted, onList }: SealScreenProps) {
  const queue = useFileQueue();
  const { current } = queue;
  const { incoming, take } = useDroppedFiles();
  useEffect(() => {
    const given = takeRequestAgain();
    if (given) queue.again(given);
  });
  const choose = (draft: Draft | null): void =>
    void queue.replace(() => call('document.choose', { multiple: true }), draft);
  const trySample = (): void => void queue.replace(async () => [await call('document.sample', {})], null);
  const drop = (files: readonly File[]): void => void queue.add(() => take(files));
  return (
    <DropArea className="seal-drop" isReady={incoming === null} onFiles={drop}>
      {current ? (
        <SealDesk
          key={current.id}
          document={current}
          queue={queue}
          onOther={choose}
          onSubmitted={onSubmitted}
        />
      ) : (
        <EmptyDesk
          queue={queue}
          incoming={incoming}
          onChoose={() => choose(null)}
          onSample={trySample}
          onList={onList}
        />
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
  readonly onList: () => void;
}

function EmptyDesk({ queue, incoming, onChoose, onSample, onList }: EmptyProps) {
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
          <Button size="large" disabled={incoming !== null} onClick={onList}>
            {say('list')}
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
