/** First run: what has to be set before anything can be sealed (暂行办法 Art. 16), with the place where it is done. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { PolicyDraftView } from '../../../src-main/contract/office-views.ts';
import { call } from '../../bridge/bridge.ts';
import { setUpWords } from '../../i18n/set-up-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice, type Office } from '../../state/office.tsx';
import { isUsable } from '../../state/status-age.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export interface SetUpProps {
  readonly onSettings: (tab: string) => void;
  readonly onSeals: () => void;
}

interface Item {
  readonly key: 'connected' | 'seals' | 'status' | 'people' | 'matrix' | 'signed';
  readonly isDone: boolean;
  readonly where: (() => void) | null;
}

export function SetUpList(props: SetUpProps) {
  const say = useWords(setUpWords);
  const office = useOffice();
  const draft = useDraftOf(office);
  const { home } = office.home;
  const missing = home?.missing ?? [];
  const usable = isUsable(home?.statusUntil ?? null, Date.now());
  if (missing.length === 0 && usable) return null;
  const items = itemsOf(office, draft, props);
  const open = items.filter(({ isDone }) => !isDone).length;
  return (
    <section className="panel set-up">
      <h2 className="section-title">{say(missing.length > 0 ? 'title' : 'titleStatus')}</h2>
      <p className="secondary">{say('left', { count: open })}</p>
      <ol>
        {items.map(({ key, isDone, where }) => (
          <li key={key}>
            <VerdictShape level={isDone ? 'PASS' : 'NONE'} size={18} />
            <span>{say(key, { count: office.seals.length })}</span>
            {!isDone && where && <Button onClick={where}>{say('go')}</Button>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Asked for while there is no policy in force: the draft tells how far people have come. */
function useDraftOf({ home, tokens, seals }: Office): PolicyDraftView | null {
  const [draft, setDraft] = useState<PolicyDraftView | null>(null);
  const isWanted = home.home?.missing.includes('policy') ?? false;
  useEffect(() => {
    // A draft that cannot be read shows its error where it is edited.
    if (isWanted) call('draft.show', {}).then(setDraft, () => setDraft(null));
  }, [isWanted, tokens, seals]);
  return isWanted ? draft : null;
}

function itemsOf({ home, seals }: Office, draft: PolicyDraftView | null, at: SetUpProps): Item[] {
  const signed = !(home.home?.missing.includes('policy') ?? true);
  const isGood = (codes: readonly string[]): boolean =>
    signed || (draft !== null && !draft.issues.some(({ code }) => codes.includes(code)));
  return [
    { key: 'connected', isDone: true, where: null },
    { key: 'seals', isDone: seals.length > 0, where: at.onSeals },
    { key: 'status', isDone: isUsable(home.home?.statusUntil ?? null, Date.now()), where: at.onSeals },
    { key: 'people', isDone: isGood(peopleCodes), where: () => at.onSettings('people') },
    { key: 'matrix', isDone: isGood(matrixCodes), where: () => at.onSettings('matrix') },
    { key: 'signed', isDone: signed, where: () => at.onSettings('people') },
  ];
}

const peopleCodes = [
  'no-people',
  'no-seals',
  'name-empty',
  'person-without-role',
  'keeper-missing',
  'keepers-not-separate',
  'certificate-twice',
  'legal-missing',
  'no-path',
  'role-vacant',
  'people-missing',
];
const matrixCodes = [
  'no-rules',
  'tier-empty',
  'tiers-count',
  'bounds-order',
  'bound-malformed',
  'applicants-empty',
  'rule-twice',
];
