/** What came of testing a UKey: the ways that work, and on request those that do not. */
import { Button } from 'antd';
import { useState } from 'react';
import {
  signatureFormWords,
  signInputWords,
  triedOutcomeWords,
  type TokenTestView,
} from '../../../src-main/contract/profile-calls.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { profileWords } from '../../i18n/profile-words.ts';
import { useWords } from '../../i18n/words.ts';

interface ResultProps {
  readonly label: string;
  readonly view: TokenTestView;
}

export function TokenTestResult({ label, view: { tried, isCutShort, isKnown } }: ResultProps) {
  const say = useWords(profileWords);
  const [isAll, setAll] = useState(false);
  const working = tried.filter(({ outcome }) => outcome === 'works');
  const others = tried.filter(({ outcome }) => outcome !== 'works');
  const shown = isAll ? [...working, ...others] : working;
  return (
    <div data-part="test-result">
      <p role="status">
        {working.length > 0 ? say('works', { label, count: working.length }) : say('nothing', { label })}
        {isKnown && <> {say('known')}</>}
        {isCutShort && <> {say('cutShort')}</>}
      </p>
      {shown.length > 0 && <Ways tried={shown} />}
      {!isAll && others.length > 0 && (
        <Button type="link" onClick={() => setAll(true)}>
          {say('showAll', { count: others.length })}
        </Button>
      )}
    </div>
  );
}

function Ways({ tried }: Pick<TokenTestView, 'tried'>) {
  const say = useWords(profileWords);
  const { language } = usePreferences();
  return (
    <table className="tried-ways">
      <thead>
        <tr>
          <th scope="col">{say('number')}</th>
          <th scope="col">{say('asked')}</th>
          <th scope="col">{say('came')}</th>
        </tr>
      </thead>
      <tbody>
        {tried.map(({ number, input, hasIdentity, outcome, form, ckr }, i) => (
          <tr key={i}>
            <td className="digest">{number}</td>
            <td>
              {signInputWords[input][language]}
              {hasIdentity && say('withIdentity')}
            </td>
            <td>
              {[triedOutcomeWords[outcome][language], form && signatureFormWords[form][language], ckr]
                .filter(Boolean)
                .join(' · ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
