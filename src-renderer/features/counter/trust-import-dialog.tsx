/** What a chosen trust pack says of itself. The first one is taken only with a root that a person has compared with the publisher. */
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import { call } from '../../bridge/bridge.ts';
import { counterWords } from '../../i18n/counter-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export type ChosenPack = NonNullable<CallOutput<'trust.choose'>>;

interface DialogProps {
  readonly chosen: ChosenPack;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

export function TrustImportDialog({ chosen, onTaken, onClose }: DialogProps) {
  const say = useWords(counterWords);
  const { time } = useFormat();
  const [root, setRoot] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { version, issuer, thisUpdate, nextUpdate, needsRoot, roots, pack } = chosen;
  const take = (): void => {
    setError(null);
    call('trust.import', { pack, ...(root === null ? {} : { rootSm3: root }) }).then(onTaken, setError);
  };
  return (
    <Modal
      open
      width={720}
      title={say('trustTitle', { version })}
      okText={say('trustImport')}
      cancelText={say('cancel')}
      okButtonProps={{ disabled: needsRoot && root === null }}
      onOk={take}
      onCancel={onClose}
    >
      <p>{say('trustIssuer', { issuer, time: time(thisUpdate), next: time(nextUpdate) })}</p>
      {needsRoot && <p>{say('trustCompare')}</p>}
      <Radio.Group
        className="counter-roots"
        value={root}
        disabled={!needsRoot}
        onChange={({ target }) => setRoot(String(target.value))}
      >
        {roots.map(({ sm3, name, organisation }) => (
          <Radio key={sm3} value={sm3}>
            {name} · {organisation}
            <span className="mono">SM3 {sm3.match(/.{1,8}/g)?.join(' ')}</span>
          </Radio>
        ))}
      </Radio.Group>
      <ErrorNotice error={error} />
    </Modal>
  );
}
