/** “信任数据 版本，截至 …，导入”: what this machine knows of authorities and seals, and how it learns more. */
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import { call, listen } from '../../bridge/bridge.ts';
import { counterWords } from '../../i18n/counter-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficeState } from '../../state/office.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TrustImportDialog, type ChosenPack } from './trust-import-dialog.tsx';

type Pack = CallOutput<'trust.show'>;

export function TrustLine() {
  const say = useWords(counterWords);
  const office = useOfficeState().office?.home;
  const hasHome = Boolean(office?.home ?? office?.damage);
  const [pack, setPack] = useState<Pack | undefined>(undefined);
  const [chosen, setChosen] = useState<ChosenPack | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ask = useCallback(() => {
    call('trust.show', {}).then(setPack, setError);
  }, []);
  useEffect(() => {
    ask();
    return listen('home.changed', ask);
  }, [ask]);
  const choose = (): void => {
    setError(null);
    call('trust.choose', {}).then(setChosen, setError);
  };
  const taken = (): void => {
    setChosen(null);
    ask();
  };
  return (
    <div className="counter-watch">
      {pack !== undefined && (
        <span>{pack ? <PackWords pack={pack} /> : say(hasHome ? 'trustHome' : 'trustNone')}</span>
      )}
      <Button size="small" onClick={choose}>
        {say('trustImport')}
      </Button>
      <ErrorNotice error={error} />
      {chosen && <TrustImportDialog chosen={chosen} onTaken={taken} onClose={() => setChosen(null)} />}
    </div>
  );
}

function PackWords({ pack }: { readonly pack: NonNullable<Pack> }) {
  const say = useWords(counterWords);
  const { time } = useFormat();
  const isOld = Date.parse(pack.nextUpdate) < Date.now();
  return (
    <>
      {say('trust', { version: pack.version, time: time(pack.thisUpdate) })}
      {isOld && <b className="counter-lost"> {say('trustOld', { time: time(pack.nextUpdate) })}</b>}
    </>
  );
}
