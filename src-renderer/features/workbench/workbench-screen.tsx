/** 工作台: what waits for this person, recent requests, the five seals. */
import { Button } from 'antd';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import { workbenchWords } from '../../i18n/workbench-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { waitsForApproval, waitsForSeal } from '../../state/waiting.ts';
import { RequestList } from './request-list.tsx';
import { SealCards } from './seal-cards.tsx';

const RECENT = 3;

export interface WorkbenchProps {
  readonly onRequest: (id: string) => void;
  readonly onNewRequest: () => void;
}

export function WorkbenchScreen({ onRequest, onNewRequest }: WorkbenchProps) {
  const say = useWords(workbenchWords);
  const { requests, token } = useOffice();
  const waiting = (isMine: (request: RequestView) => boolean): RequestView[] => requests.filter(isMine);
  const none = (key: 'noApprove' | 'noSeal'): string => say(token ? key : 'noToken');
  return (
    <div className="page">
      <h1 className="page-title">{say('title')}</h1>
      <SetUpNotice />
      <div className="bench-lists">
        <RequestList
          title={say('toApprove')}
          empty={none('noApprove')}
          requests={waiting((each) => waitsForApproval(each, token))}
          onRequest={onRequest}
        />
        <RequestList
          title={say('toSeal')}
          empty={none('noSeal')}
          requests={waiting((each) => waitsForSeal(each, token))}
          onRequest={onRequest}
        />
        <RequestList
          title={say('recent')}
          empty={say('noRecent')}
          requests={requests.slice(0, RECENT)}
          onRequest={onRequest}
        />
      </div>
      <SealCards />
      <div className="row-end page-foot">
        <Button type="primary" size="large" onClick={onNewRequest}>
          {say('newRequest')}
        </Button>
      </div>
    </div>
  );
}

/** What has to be set before anything can be sealed (暂行办法 Art. 16). */
function SetUpNotice() {
  const say = useWords(workbenchWords);
  const missing = useOffice().home.home?.missing ?? [];
  if (missing.length === 0) return null;
  const words = { policy: say('missingPolicy'), seals: say('missingSeals') };
  return (
    <div className="notice">{say('missing', { what: missing.map((each) => words[each]).join(' · ') })}</div>
  );
}
