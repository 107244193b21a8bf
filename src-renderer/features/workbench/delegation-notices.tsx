/** A delegation that waits for the person at the desk to accept it (docs/adr/0045); nothing where none does. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { DelegationView } from '../../../src-main/contract/delegation-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { delegationWords } from '../../i18n/delegation-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export function DelegationNotices({ onSettings }: { readonly onSettings: (tab: string) => void }) {
  const say = useWords(delegationWords);
  const { day } = useFormat();
  const { token, requests } = useOffice();
  const [all, setAll] = useState<readonly DelegationView[]>([]);
  // Delegations are told of with requests. What keeps them from being read is said where it belongs: the home, or its register.
  useEffect(() => {
    call('delegation.list', {}).then(
      ({ delegations }) => setAll(delegations),
      () => setAll([]),
    );
  }, [requests]);
  const offered = all.filter(({ state, deputyId }) => state === 'offered' && deputyId === token?.holder?.id);
  if (offered.length === 0) return null;
  return (
    <section className="panel lapses">
      <h2 className="section-title">{say('title')}</h2>
      <ul>
        {offered.map(({ sm3, grantor, from, until }) => (
          <li key={sm3}>
            <VerdictShape level="NONE" size={18} />
            <span>{say('offered', { grantor, from: day(from), until: day(until) })}</span>
            <Button size="small" onClick={() => onSettings('delegations')}>
              {say('open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
