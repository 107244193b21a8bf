/** What is wrong with the draft, in sentences: first what keeps it from being signed, then what to mind. */
import type { DraftIssue } from '../../../src-main/contract/office-views.ts';
import { combinedDutyText, type Matter, type SealTypeCode } from '../../../src-main/contract/words.ts';
import { issueWords, policyWords } from '../../i18n/policy-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

const states = {
  expired: 'certExpired',
  revoked: 'certRevoked',
  unknown: 'certUnknown',
  untrusted: 'certUntrusted',
} as const;

export function IssueList({ issues }: { readonly issues: readonly DraftIssue[] }) {
  const say = useWords(policyWords);
  const sentence = useIssueSentence();
  if (issues.length === 0) return <p className="secondary">{say('fine')}</p>;
  return (['error', 'warning'] as const).map((level) => {
    const found = issues.filter((each) => each.level === level);
    if (found.length === 0) return null;
    return (
      <div key={level} className={`issues issues-${level}`}>
        <b>{say(level === 'error' ? 'mustFix' : 'mind')}</b>
        <ul>
          {found.map((issue, i) => (
            <li key={i}>
              {level === 'error' && <VerdictShape level="UNSURE" size={16} />}
              {sentence(issue)}
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

/** Codes in the detail become words here. */
function useIssueSentence(): (issue: DraftIssue) => string {
  const sayIssue = useWords(issueWords);
  const say = useWords(policyWords);
  const { sealKind, role, matter } = useVocabulary();
  const { language } = usePreferences();
  return ({ code, detail }) => {
    const { seal, role: roleCode, matter: matterCode, state, duties, ...names } = detail;
    return sayIssue(code, {
      ...names,
      ...(seal === undefined ? {} : { seal: sealKind(seal as SealTypeCode) }),
      ...(roleCode === undefined ? {} : { role: role(roleCode) }),
      ...(matterCode === undefined ? {} : { matter: matter(matterCode as Matter) }),
      ...(duties === undefined ? {} : { duties: combinedDutyText(duties, language) }),
      ...(state === undefined
        ? {}
        : { state: say(states[state as keyof typeof states] ?? 'certAbsent', { day: '' }) }),
    });
  };
}
