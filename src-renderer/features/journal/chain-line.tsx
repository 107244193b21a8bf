/** “链校验通过，至第 n 条”: asked when the register opens, when it grows, and on demand. */
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { JournalCheckView } from '../../../src-main/contract/views.ts';
import { call } from '../../bridge/bridge.ts';
import { useFormat } from '../../i18n/format.ts';
import { journalWords } from '../../i18n/journal-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useUnsaid } from '../../state/said-above.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

interface Checked {
  readonly check: JournalCheckView;
  readonly at: string;
}

export function ChainLine({ rows }: { readonly rows: number }) {
  const say = useWords(journalWords);
  const { time } = useFormat();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [error, setError] = useState<unknown>(null);
  const unsaid = useUnsaid(error);
  const ask = useCallback(() => {
    call('journal.verify', {}).then((check) => setChecked({ check, at: new Date().toISOString() }), setError);
  }, []);
  useEffect(ask, [ask, rows]);
  if (error !== null) return <ErrorNotice error={unsaid} />;
  if (!checked) return null;
  const { check, at } = checked;
  return (
    <p className="chain" role="status">
      <VerdictShape level={check.ok ? 'PASS' : 'FAIL'} size={24} />
      <b>{check.ok ? say('chainOk', { seq: check.rows }) : say('chainBroken', { seq: check.seq })}</b>
      {check.ok && check.reindexed && <span>{say('reindexed')}</span>}
      <span className="secondary">{say('checkedAt', { time: time(at) })}</span>
      <Button size="small" onClick={ask}>
        {say('checkAgain')}
      </Button>
    </p>
  );
}
