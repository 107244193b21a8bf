/** What is to be known of the list as a whole: rows that are no files, and each kind of finding once, the worst first. */
import type { BulkCheckView, BulkView } from '../../../src-main/contract/bulk-calls.ts';
import { problemText } from '../../../src-main/contract/words.ts';
import { bulkWords } from '../../i18n/bulk-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { changeBulk } from './bulk-work.ts';

export interface BulkNotesProps {
  readonly view: BulkView;
  readonly check: BulkCheckView | null;
}

/** Its sentence holds what is so in one row, and it is said of several. */
function isOfOneRow({ count, detail }: BulkCheckView['problems'][number]): boolean {
  return count > 1 && Object.keys(detail).length > 0;
}

/** Kinds that are in sight at once; the rest is reached by scrolling. */
export function BulkNotes({ view, check }: BulkNotesProps) {
  const say = useWords(bulkWords);
  const { language } = usePreferences();
  const { list } = useVocabulary();
  const { leftOut, others, kind } = view;
  const rows = list(leftOut.map(({ at, text }) => say('leftOutRow', { at, text })));
  return (
    <ul className="bulk-notes">
      {check?.problems.map((problem) => (
        <li key={problem.code}>
          <VerdictShape level={problem.level === 'refused' ? 'FAIL' : 'UNSURE'} size={18} />
          <button type="button" className="link" onClick={() => changeBulk({ row: problem.first })}>
            {say(isOfOneRow(problem) ? 'kindFirst' : 'kindCount', {
              ...{ count: problem.count, at: problem.at, text: problemText(problem, language) },
            })}
          </button>
        </li>
      ))}
      {leftOut.length > 0 && <li className="secondary">{say('leftOut', { rows })}</li>}
      {others > 0 && (
        <li className="secondary">{say(kind === 'table' ? 'others' : 'otherFiles', { count: others })}</li>
      )}
    </ul>
  );
}
