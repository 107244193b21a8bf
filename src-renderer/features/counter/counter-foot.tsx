/** What can be done with the file on the counter, each with its key, and how the last wish ended. */
import { Button, Tooltip } from 'antd';
import { counterWords } from '../../i18n/counter-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { KeyLabel } from './key-label.tsx';
import type { Desk } from './use-desk.ts';

interface FootProps {
  readonly desk: Desk;
  readonly onLog: () => void;
  readonly onLeave: () => void;
}

export function CounterFoot({ desk, onLog, onLeave }: FootProps) {
  const say = useWords(counterWords);
  const { view, shown, work, waiting } = desk;
  const canMake = work === null && (shown?.result.report ?? null) !== null;
  const does = view?.canPrint === true ? 'print' : 'save';
  return (
    <footer className="counter-foot">
      <Notice desk={desk} />
      <div className="counter-actions">
        <Button size="large" onClick={onLeave}>
          <KeyLabel name="Esc">{say('leave')}</KeyLabel>
        </Button>
        <Button size="large" onClick={onLog}>
          <KeyLabel name="L">{say('log')}</KeyLabel>
        </Button>
        <Tooltip title={say('copyHint')}>
          <Button size="large" disabled={!canMake} onClick={() => desk.make('copy')}>
            <KeyLabel name="F4">{say(`${does}Copy`)}</KeyLabel>
          </Button>
        </Tooltip>
        <Button size="large" disabled={!canMake} onClick={() => desk.make('sheet')}>
          <KeyLabel name="F3">{say(`${does}Report`)}</KeyLabel>
        </Button>
        <Button size="large" disabled={!canMake} onClick={() => desk.make('slip')}>
          <KeyLabel name="F2">{say(`${does}Slip`)}</KeyLabel>
        </Button>
        <Button type="primary" size="large" disabled={work !== null} onClick={desk.next}>
          <KeyLabel name="F1">{waiting > 0 ? say('nextWaiting', { count: waiting }) : say('next')}</KeyLabel>
        </Button>
      </div>
    </footer>
  );
}

/** The answer to the last wish; else what the verdict rests on. */
function Notice({ desk: { notice, shown, view } }: { readonly desk: Desk }) {
  const say = useWords(counterWords);
  const { time } = useFormat();
  const asOf = shown?.result.report?.statusAsOf ?? null;
  const facts = [
    asOf === null ? say('noStatus') : say('statusAsOf', { time: time(asOf) }),
    view?.watch.folder ? say('watching', { folder: view.watch.folder }) : '',
    view?.engine ?? '',
  ];
  return (
    <p className="secondary counter-notice" role="status">
      {notice
        ? say(notice.kind, 'name' in notice ? { name: notice.name, folder: notice.folder } : {})
        : facts.filter((fact) => fact !== '').join(' · ')}
    </p>
  );
}
