/** 时间戳 before the PIN: whether one is wanted, whether it is to be had, and what follows when it is not (docs/adr/0033). */
import { Button, Switch } from 'antd';
import { useState } from 'react';
import { timeStampOutlookNames } from '../../../src-main/contract/words.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { useTimeStampSupply, type Supply } from '../../state/time-stamp-supply.ts';

export interface TimeStampChoiceState {
  readonly isWanted: boolean;
  readonly isRequired: boolean;
  readonly supply: Supply;
  /** The policy wants one, and there is none. */
  readonly isMissing: boolean;
  readonly choose: (isWanted: boolean) => void;
}

/** `isRequired`: the policy leaves no choice. */
export function useTimeStampChoice(isRequired: boolean): TimeStampChoiceState {
  const [isChosen, choose] = useState(true);
  const supply = useTimeStampSupply();
  const isMissing = isRequired && !supply.isAsking && supply.state !== 'ready';
  return { isWanted: isRequired || isChosen, isRequired, supply, isMissing, choose };
}

export function TimeStampChoice({ choice }: { readonly choice: TimeStampChoiceState }) {
  const say = useWords(approveWords);
  const { isWanted, isRequired, choose } = choice;
  return (
    <div className="time-stamp">
      <label className="request-switch">
        <Switch size="small" checked={isWanted} disabled={isRequired} onChange={choose} /> {say('timestamp')}
      </label>
      <Outlook choice={choice} />
    </div>
  );
}

function Outlook({
  choice: { isWanted, isRequired, isMissing, supply },
}: {
  readonly choice: TimeStampChoiceState;
}) {
  const say = useWords(approveWords);
  const { language } = usePreferences();
  const { state, isAsking, ask } = supply;
  const outlook = isWanted ? state : 'not-wanted';
  const isDoubtful = isWanted && !isAsking && state !== 'ready';
  const sentence = isMissing
    ? say(`missing-${state ?? 'unknown'}`)
    : isWanted && isAsking
      ? say('stampAsking')
      : outlook === null
        ? say('stampUnknown')
        : timeStampOutlookNames[outlook][language];
  return (
    <span
      className={isDoubtful ? 'time-stamp-note time-stamp-doubt' : 'time-stamp-note'}
      role={isMissing ? 'alert' : 'status'}
      data-time-stamp={isAsking && isWanted ? 'asking' : (outlook ?? 'unknown')}
    >
      {sentence}
      {isRequired && !isMissing && ` ${say('stampRequired')}`}
      {isDoubtful && (
        <Button type="link" size="small" onClick={ask}>
          {say('stampAgain')}
        </Button>
      )}
    </span>
  );
}
