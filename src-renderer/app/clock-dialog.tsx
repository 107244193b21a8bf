/** The way out of a clock that was ahead: what it says, what is on record, and the signature of the legal representative. */
import { Button, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { ClockView } from '../../src-main/contract/office-views.ts';
import { call } from '../bridge/bridge.ts';
import { clockWords } from '../i18n/clock-words.ts';
import { useFormat } from '../i18n/format.ts';
import { useWords } from '../i18n/words.ts';
import { useOffice, type Office } from '../state/office.tsx';
import { useWork } from '../state/use-work.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** The button, and the dialog behind it. */
export function CorrectClock() {
  const say = useWords(clockWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('open')}
      </Button>
      {isOpen && <ClockDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function ClockDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(clockWords);
  const office = useOffice();
  const { clock, error: unread } = useClock();
  const { busy, error, run } = useWork();
  const [reason, setReason] = useState('');
  const token = tokenOfLegal(office);
  const seen = clock?.state === 'ahead-before' ? clock.seen : null;
  const canSign = token !== null && seen !== null && reason.trim() !== '';
  const sign = (): void => {
    if (token === null || seen === null) return;
    run(
      () => call('clock.correct', { token, reason: reason.trim(), seen }),
      () => onClose(),
    );
  };
  return (
    <Modal open title={say('title')} footer={null} onCancel={onClose}>
      <ErrorNotice error={unread ?? error} />
      {clock && <Times clock={clock} />}
      {clock && <p>{say(clock.state)}</p>}
      {clock?.signsPolicyAgain === true && <p>{say('policyAgain')}</p>}
      {seen !== null && (
        <>
          <label className="clock-reason">
            {say('reason')}
            <Input.TextArea
              value={reason}
              maxLength={200}
              rows={2}
              onChange={(e) => setReason(e.target.value)}
            />
          </label>
          {token === null && <p className="secondary">{say('noToken')}</p>}
          <div className="row-end">
            <Button onClick={onClose}>{say('cancel')}</Button>
            <Button type="primary" disabled={!canSign} loading={busy} onClick={sign}>
              {say('sign')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

function useClock(): { readonly clock: ClockView | null; readonly error: unknown } {
  const [clock, setClock] = useState<ClockView | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    call('clock.show', {}).then(setClock, setError);
  }, []);
  return { clock, error };
}

function Times({ clock: { now, seen, proven } }: { readonly clock: ClockView }) {
  const say = useWords(clockWords);
  const { time } = useFormat();
  const rows = { now, seen, proven };
  return (
    <dl className="clock-times">
      {(['now', 'seen', 'proven'] as const).flatMap((name) => {
        const value = rows[name];
        return value === null
          ? []
          : [<dt key={name}>{say(name)}</dt>, <dd key={`${name} is`}>{time(value)}</dd>];
      })}
    </dl>
  );
}

/** By its seal: while the clock is behind nobody can say who holds which office. */
function tokenOfLegal({ tokens, seals }: Office): string | null {
  const legal = new Set(seals.filter(({ typeCode }) => typeCode === '05').map(({ esId }) => esId));
  return tokens.find((token) => token.seals.some(({ esId }) => legal.has(esId)))?.label ?? null;
}
