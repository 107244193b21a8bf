/** What signing the draft changes: the differences in sentences, and the running requests that it ends, each by name. */
import type { PolicyEffectView } from '../../../src-main/contract/office-views.ts';
import { differenceSentence, goingText, grantReasonText } from '../../../src-main/contract/words.ts';
import { policyWords } from '../../i18n/policy-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export function PolicyEffect({ effect }: { readonly effect: PolicyEffectView }) {
  const say = useWords(policyWords);
  const { language } = usePreferences();
  const { differences, touched, going } = effect;
  return (
    <div className="issues" data-part="policy-effect">
      <b>{say('effectChanges', { count: differences.length })}</b>
      <ul>
        {differences.map((each, i) => (
          <li key={i}>{differenceSentence(each, language)}</li>
        ))}
      </ul>
      {touched.length > 0 && (
        <>
          <b>{say('effectEnds', { count: touched.length })}</b>
          <ul>
            {touched.map(({ id, fileName, applicant, refusal }) => (
              <li key={id}>
                <VerdictShape level="UNSURE" size={16} />
                <span>
                  <bdi>{fileName}</bdi> · <bdi>{applicant}</bdi> · {id}：{grantReasonText(refusal, language)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="secondary">{goingText(touched.length, going, language)}</p>
    </div>
  );
}
