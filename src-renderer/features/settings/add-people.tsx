/** Two ways into the list: the UKey of the person, or the certificate as a file. */
import { Button } from 'antd';
import { call } from '../../bridge/bridge.ts';
import { policyWords } from '../../i18n/policy-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { DraftProps } from './use-draft.ts';

export function AddPeople({ draft, work }: DraftProps) {
  const say = useWords(policyWords);
  const { strangers } = draft;
  return (
    <div className="settings-actions">
      {strangers.map((label) => (
        <Button
          key={label}
          loading={work.busy}
          onClick={() => work.run(() => call('draft.addToken', { token: label }))}
        >
          {say('addTokenNamed', { label })}
        </Button>
      ))}
      {strangers.length === 0 && <span className="secondary">{say('noToken')}</span>}
      <Button disabled={work.busy} onClick={() => work.run(() => call('draft.addCertificate', {}))}>
        {say('addCertificate')}
      </Button>
    </div>
  );
}
