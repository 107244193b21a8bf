/** Whether a time stamp is to be had, asked when somebody is about to seal, and again when they want to know again. */
import { useCallback, useEffect, useState } from 'react';
import type { TimeStampSupply } from '../../src-main/contract/words.ts';
import { call } from '../bridge/bridge.ts';

export interface Supply {
  /** Null while it is asked for, and where nobody can say. */
  readonly state: TimeStampSupply | null;
  readonly isAsking: boolean;
  readonly ask: () => void;
}

export function useTimeStampSupply(): Supply {
  const [state, setState] = useState<TimeStampSupply | null>(null);
  const [isAsking, setAsking] = useState(true);
  const ask = useCallback(() => {
    let isGone = false;
    setAsking(true);
    const found = (answer: TimeStampSupply | null): void => {
      if (isGone) return;
      setState(answer);
      setAsking(false);
    };
    call('timestamp.check', {}).then(
      (answer) => found(answer.state),
      () => found(null),
    );
    return () => {
      isGone = true;
    };
  }, []);
  useEffect(() => ask(), [ask]);
  return { state, isAsking, ask };
}
