/** 修改 PIN and 解锁 PIN for each UKey that is plugged in; what is typed is typed in the PIN window. */
import { Button } from 'antd';
import { useState } from 'react';
import type { TokenView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { tokenPinWords } from '../../i18n/token-pin-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { LookButton } from '../../ui/look-button.tsx';

export function TokenPins() {
  const say = useWords(tokenPinWords);
  const { tokens } = useOffice();
  const { busy, error, run } = useWork();
  const [changed, setChanged] = useState<string | null>(null);
  const ask = (name: 'token.changePin' | 'token.unblockPin', token: string): void => {
    setChanged(null);
    run(
      () => call(name, { token }),
      () => setChanged(token),
    );
  };
  return (
    <section className="panel" data-part="token-pins">
      <h2 className="section-title">{say('title')}</h2>
      <p className="secondary settings-hint">{say('lead')}</p>
      {tokens.length === 0 && <p className="secondary">{say('none')}</p>}
      <ul className="token-pins">
        {tokens.map((token) => (
          <li key={token.label}>
            <span>
              <b>{token.label}</b> · {token.holder?.name ?? say(token.isHidden ? 'hidden' : 'stranger')} ·{' '}
              <TokenState token={token} />
            </span>
            {token.isHidden && <LookButton label={token.label} />}
            {!token.hasKeypad && (
              <span className="token-pin-buttons">
                {token.triesState !== 'locked' && (
                  <Button
                    type={token.mustChangePin ? 'primary' : 'default'}
                    disabled={busy}
                    aria-label={say('changeOf', { label: token.label })}
                    onClick={() => ask('token.changePin', token.label)}
                  >
                    {say('change')}
                  </Button>
                )}
                <Button
                  type={token.triesState === 'locked' ? 'primary' : 'default'}
                  disabled={busy}
                  aria-label={say('unblockOf', { label: token.label })}
                  onClick={() => ask('token.unblockPin', token.label)}
                >
                  {say('unblock')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {changed !== null && <p role="status">{say('changed', { label: changed })}</p>}
      <ErrorNotice error={error} />
    </section>
  );
}

function TokenState({ token }: { readonly token: TokenView }) {
  const say = useWords(tokenPinWords);
  if (token.hasKeypad) return <>{say('keypad')}</>;
  if (token.mustChangePin) return <b>{say('mustChange')}</b>;
  return token.triesState === 'ok' ? <>{say('ok')}</> : <b>{say(token.triesState)}</b>;
}
