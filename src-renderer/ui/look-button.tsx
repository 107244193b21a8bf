/** For a UKey whose certificates are private: one login, in the PIN window, shows whose it is. */
import { Button } from 'antd';
import { call } from '../bridge/bridge.ts';
import { tokenPinWords } from '../i18n/token-pin-words.ts';
import { useWords } from '../i18n/words.ts';
import { useWork } from '../state/use-work.ts';
import { ErrorNotice } from './error-notice.tsx';

export function LookButton({ label }: { readonly label: string }) {
  const say = useWords(tokenPinWords);
  const { busy, error, run } = useWork();
  const look = (): void =>
    run(
      () => call('token.look', { token: label }),
      () => undefined,
    );
  return (
    <>
      <Button size="small" loading={busy} aria-label={say('lookOf', { label })} onClick={look}>
        {say('look')}
      </Button>
      <ErrorNotice error={error} />
    </>
  );
}
