/** 工作台: what waits for this person by the roles on the token, recent requests, the five seals, and what is still to be set. */
import { Button } from 'antd';
import { workbenchWords } from '../../i18n/workbench-words.ts';
import { useWords } from '../../i18n/words.ts';
import { deskOf, listed, type DeskList } from '../../state/desk.ts';
import { useOffice } from '../../state/office.tsx';
import { BackupNotices } from './backup-notices.tsx';
import { DelegationNotices } from './delegation-notices.tsx';
import { LapseList } from './lapse-list.tsx';
import { LookButton } from '../../ui/look-button.tsx';
import { RequestList } from './request-list.tsx';
import { SealCards } from './seal-cards.tsx';
import { SetUpList } from './set-up-list.tsx';

const RECENT = 3;

/** What is said of a list that is empty. */
const empty = {
  returned: 'noReturned',
  toApprove: 'noApprove',
  toSeal: 'noSeal',
  mine: 'noMine',
  mineReady: 'noMineReady',
  approved: 'noApproved',
  coming: 'noComing',
  recent: 'noRecent',
} as const;

/** Work is listed in full and counted, the past and the future are short. */
function isWork(list: DeskList): boolean {
  return list === 'toApprove' || list === 'toSeal' || list === 'mine' || list === 'returned';
}

export interface WorkbenchProps {
  readonly onRequest: (id: string) => void;
  readonly onNewRequest: () => void;
  readonly onVerify: () => void;
  readonly onSettings: (tab: string) => void;
  /** Shows one seal, or the first. */
  readonly onSeal: (esId: string | null) => void;
}

export function WorkbenchScreen(props: WorkbenchProps) {
  const say = useWords(workbenchWords);
  const { requests, token } = useOffice();
  const { lists } = deskOf(token, requests);
  return (
    <div className="page">
      <h1 className="page-title bench-title">
        {say('title')} <WorkToken />
      </h1>
      <SetUpList onSettings={props.onSettings} onSeals={() => props.onSeal(null)} />
      <LapseList />
      <DelegationNotices onSettings={props.onSettings} />
      <BackupNotices onSettings={props.onSettings} />
      <div className="bench-lists">
        {lists.map((list) => (
          <DeskListPanel key={list} list={list} onRequest={props.onRequest} />
        ))}
      </div>
      <SealCards onSeal={props.onSeal} />
      <div className="row-end page-foot">
        <MainAction {...props} />
      </div>
    </div>
  );
}

/** The token that this work belongs to; its holder stands in the bar above. */
function WorkToken() {
  const say = useWords(workbenchWords);
  const { token } = useOffice();
  if (token?.isHidden)
    return (
      <span className="bench-token">
        {say('hidden', { label: token.label })} <LookButton label={token.label} />
      </span>
    );
  const words = !token
    ? say('noToken')
    : token.holder
      ? say(token.isSoftware ? 'softToken' : 'token', { label: token.label, model: token.model })
      : say(token.isRosterRead ? 'stranger' : 'rosterUnread', { label: token.label });
  return <span className="bench-token">{words}</span>;
}

function DeskListPanel({
  list,
  onRequest,
}: {
  readonly list: DeskList;
  readonly onRequest: (id: string) => void;
}) {
  const say = useWords(workbenchWords);
  const { requests, token, problems } = useOffice();
  const found = listed(list, token, requests);
  return (
    <RequestList
      title={say(list)}
      empty={say(problems.requests ? 'unread' : empty[list])}
      requests={isWork(list) ? found : found.slice(0, RECENT)}
      isWork={isWork(list)}
      onRequest={onRequest}
    />
  );
}

/** One primary thing to do, by role: what waits, else what can be begun. */
function MainAction({ onRequest, onNewRequest, onVerify, onSettings }: WorkbenchProps) {
  const say = useWords(workbenchWords);
  const { requests, token, home } = useOffice();
  const { action } = deskOf(token, requests);
  const next = (list: DeskList): void => {
    const [first] = listed(list, token, requests);
    if (first) onRequest(first.id);
  };
  const actions = {
    ask: { words: say('newRequest'), act: onNewRequest },
    approveNext: { words: say('approveNext'), act: () => next('toApprove') },
    sealNext: { words: say('sealNext'), act: () => next('toSeal') },
    verify: { words: say('verify'), act: onVerify },
  };
  const { words, act } = actions[action];
  // Nothing can be asked for or sealed before this is done (暂行办法 Art. 16).
  if ((home.home?.missing ?? []).length > 0) {
    return (
      <>
        <Button onClick={onVerify}>{say('verify')}</Button>
        <Button type="primary" onClick={() => onSettings('people')}>
          {say('setUp')}
        </Button>
      </>
    );
  }
  return (
    <>
      {action !== 'ask' && action !== 'verify' && <Button onClick={onNewRequest}>{say('newRequest')}</Button>}
      <Button type="primary" onClick={act}>
        {words}
      </Button>
    </>
  );
}
