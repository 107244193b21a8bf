/** How far the approvals of a list, or of several seals, have come, and why it is over. */
import type { ListRowView } from '../../../src-main/contract/list-calls.ts';
import { callSentence } from '../../../src-main/contract/result.ts';
import { listWords } from '../../i18n/list-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { ApprovalPath } from '../../ui/approval-path.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export function PathPanel({ list }: { readonly list: ListRowView }) {
  const say = useWords(listWords);
  const { path, keepers, standIns, combined, nextStep, state } = list;
  return (
    <section className="panel">
      <h2 className="section-title">{say('path')}</h2>
      {path.length > 0 && (
        <ApprovalPath
          {...{ path, keepers, standIns, combined }}
          next={nextStep}
          isSealed={state === 'used'}
        />
      )}
      <Ended list={list} />
    </section>
  );
}

function Ended({ list: { ended, state } }: { readonly list: ListRowView }) {
  const say = useWords(listWords);
  const { language } = usePreferences();
  if (ended === null || state === 'used') return null;
  return (
    <div className="notice request-ended" role="note">
      <VerdictShape level="NONE" size={22} />
      <span>{say('ended', { why: callSentence(ended, language) })}</span>
    </div>
  );
}
