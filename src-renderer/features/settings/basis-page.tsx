/** 依据: what the rules stand on, each line with how sure it is. */
import { useEffect, useState } from 'react';
import type { BasisView } from '../../../src-main/contract/office-views.ts';
import { call } from '../../bridge/bridge.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { basisMarkWords, settingsWords } from '../../i18n/settings-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export function BasisPage() {
  const say = useWords(settingsWords);
  const sayMark = useWords(basisMarkWords);
  const { language } = usePreferences();
  const { error, run } = useWork();
  const [basis, setBasis] = useState<BasisView | null>(null);
  useEffect(() => run(() => call('basis.show', {}), setBasis), [run]);
  return (
    <section className="panel">
      <p className="settings-hint">{say('basisLead')}</p>
      <ErrorNotice error={error} />
      {basis && <p className="secondary">{say('profile', { title: basis.title, id: basis.profile })}</p>}
      <ul className="basis">
        {(basis?.items ?? []).map((item, i) => (
          <li key={i}>
            <span className={`basis-mark basis-${item.mark}`}>{sayMark(item.mark)}</span>
            <span>{item[language]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
