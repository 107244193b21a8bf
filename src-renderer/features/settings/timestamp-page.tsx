/** 时间戳: the service that proves when a file was sealed. Its address is kept only after it gave a time stamp. */
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { isServiceAddress } from '../../../src-main/contract/words.ts';
import type { TimestampView } from '../../../src-main/contract/office-views.ts';
import { call } from '../../bridge/bridge.ts';
import { timestampWords } from '../../i18n/timestamp-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export function TimestampPage() {
  const say = useWords(timestampWords);
  const { busy, error, run } = useWork();
  const [view, setView] = useState<TimestampView | null>(null);
  useEffect(() => run(() => call('timestamp.show', {}), setView), [run]);
  return (
    <section className="panel">
      <p className="settings-hint">{say('lead')}</p>
      {view && <p role="status">{say(view.from)}</p>}
      {view && view.from !== 'city' && (
        <Address
          key={view.url}
          view={view}
          busy={busy}
          onChange={(url) => run(() => call('timestamp.set', { url }), setView)}
        />
      )}
      <ErrorNotice error={error} />
    </section>
  );
}

interface AddressProps {
  readonly view: TimestampView;
  readonly busy: boolean;
  readonly onChange: (url: string | null) => void;
}

function Address({ view, busy, onChange }: AddressProps) {
  const say = useWords(timestampWords);
  const [url, setUrl] = useState(view.url ?? '');
  const typed = url.trim();
  const isAddress = isServiceAddress(typed);
  return (
    <div className="settings-actions">
      <label className="settings-address">
        {say('address')}
        <Input
          value={url}
          placeholder="https://"
          maxLength={500}
          onChange={({ target }) => setUrl(target.value)}
        />
      </label>
      <p className="secondary">{say('rule')}</p>
      <Button
        type="primary"
        loading={busy}
        disabled={!isAddress || typed === view.url}
        onClick={() => onChange(typed)}
      >
        {say('save')}
      </Button>
      {view.url !== null && (
        <Button disabled={busy} onClick={() => onChange(null)}>
          {say('remove')}
        </Button>
      )}
    </div>
  );
}
