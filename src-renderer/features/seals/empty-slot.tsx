/** A slot without a seal: what to do, and the seals of the token in use as the way to fill it. */
import { Button } from 'antd';
import { useState } from 'react';
import type { SealTypeCode } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { sealsWords } from '../../i18n/seals-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export function EmptySlot({ code }: { readonly code: SealTypeCode }) {
  const say = useWords(sealsWords);
  const { sealKind, list } = useVocabulary();
  const { token } = useOffice();
  const { busy, error, run } = useWork();
  const [done, setDone] = useState<string | null>(null);
  const receive = (label: string): void =>
    run(
      () => call('seal.receive', { token: label }),
      ({ received }) =>
        setDone(
          received.length === 0
            ? say('nothingToReceive')
            : say('received', { names: list(received.map(({ name }) => name)) }),
        ),
    );
  return (
    <section className="panel seal-empty-slot">
      <h2 className="seal-name">
        {code} {sealKind(code)} · {say('notReceived')}
      </h2>
      <p>{say('notReceivedText')}</p>
      <ErrorNotice error={error} />
      <p role="status">{done}</p>
      <Button disabled={token === null} loading={busy} onClick={() => token && receive(token.label)}>
        {say('receive')}
      </Button>
    </section>
  );
}
