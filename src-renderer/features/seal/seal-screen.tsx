/** 盖章: first a file, then the desk on which the seal is placed. */
import { FileAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { CallFailure, call } from '../../bridge/bridge.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SealDesk } from './seal-desk.tsx';

export function SealScreen({ onSubmitted }: { readonly onSubmitted: (id: string) => void }) {
  const say = useWords(sealWords);
  const [document, setDocument] = useState<DocumentView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const choose = async (): Promise<void> => {
    setError(null);
    try {
      const [chosen] = await call('document.choose', { multiple: false });
      if (!chosen) return;
      if (document) void call('document.close', { document: document.id });
      setDocument(chosen.problem ? null : chosen);
      setError(chosen.problem ? new CallFailure(chosen.problem) : null);
    } catch (cause) {
      setError(cause);
    }
  };
  if (document) {
    return (
      <SealDesk
        key={document.id}
        document={document}
        onOther={() => void choose()}
        onSubmitted={onSubmitted}
      />
    );
  }
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      <ErrorNotice error={error} />
      <div className="seal-empty">
        <FileAddOutlined />
        <p className="seal-empty-title">{say('empty')}</p>
        <p className="secondary">{say('emptyText')}</p>
        <Button type="primary" size="large" onClick={() => void choose()}>
          {say('choose')}
        </Button>
      </div>
    </div>
  );
}
