/** 盖章: first a file, chosen or dropped, then the desk on which the seal is placed. */
import { FileAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { CallFailure, call } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { DropArea } from '../../ui/drop-area.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IncomingLine } from '../../ui/incoming-line.tsx';
import { useDroppedFiles, type Incoming } from '../../ui/use-dropped-files.ts';
import { SealDesk } from './seal-desk.tsx';

export function SealScreen({ onSubmitted }: { readonly onSubmitted: (id: string) => void }) {
  const [document, setDocument] = useState<DocumentView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { incoming, take } = useDroppedFiles();
  const open = async (source: () => Promise<readonly DocumentView[]>): Promise<void> => {
    setError(null);
    try {
      const [found, ...others] = await source();
      for (const { id } of others) void call('document.close', { document: id });
      if (!found) return;
      if (document) void call('document.close', { document: document.id });
      setDocument(found.problem ? null : found);
      setError(found.problem ? new CallFailure(found.problem) : null);
    } catch (cause) {
      setError(cause);
    }
  };
  const choose = (): void => void open(() => call('document.choose', { multiple: false }));
  const trySample = (): void => void open(async () => [await call('document.sample', {})]);
  return (
    <DropArea
      className="seal-drop"
      isReady={incoming === null}
      onFiles={(files) => void open(() => take(files.slice(0, 1)))}
    >
      {document ? (
        <SealDesk key={document.id} document={document} onOther={choose} onSubmitted={onSubmitted} />
      ) : (
        <EmptyDesk error={error} incoming={incoming} onChoose={choose} onSample={trySample} />
      )}
    </DropArea>
  );
}

interface EmptyProps {
  readonly error: unknown;
  readonly incoming: Incoming | null;
  readonly onChoose: () => void;
  /** Offered in a sandbox alone. */
  readonly onSample: () => void;
}

function EmptyDesk({ error, incoming, onChoose, onSample }: EmptyProps) {
  const say = useWords(sealWords);
  const { home } = useOffice().home;
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      <ErrorNotice error={error} />
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
