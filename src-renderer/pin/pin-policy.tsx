/** What a policy changes, and which running requests it ends, each by name: nobody agrees to "and others". */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { differenceSentence, goingText, grantReasonText } from '../../src-main/contract/words.ts';
import type { PinLanguage } from './pin-facts.tsx';
import { pinWords } from './pin-words.ts';

interface PolicyProps {
  readonly policy: NonNullable<PinQuestion['policy']>;
  readonly language: PinLanguage;
}

export function PinPolicy({ policy, language }: PolicyProps) {
  const { differences, touched, going } = policy;
  const counted = (word: keyof typeof pinWords.policy, count: number): string =>
    pinWords.policy[word][language].replace('{count}', String(count));
  return (
    <div className="pin-policy" tabIndex={0} role="group" aria-label={pinWords.policy.changes[language]}>
      <p>{counted(differences.length === 0 ? 'nothing' : 'changes', differences.length)}</p>
      <ol>
        {differences.map((each, index) => (
          <li key={index}>{differenceSentence(each, language)}</li>
        ))}
      </ol>
      {touched.length > 0 && (
        <>
          <p className="pin-policy-ends">{counted('ends', touched.length)}</p>
          <ol>
            {touched.map(({ id, fileName, applicant, refusal }) => (
              <li key={id}>
                <bdi>{fileName}</bdi> · <bdi>{applicant}</bdi> · {id}
                <br />
                <span className="pin-small">{grantReasonText(refusal, language)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="pin-small">{goingText(touched.length, going, language)}</p>
    </div>
  );
}
