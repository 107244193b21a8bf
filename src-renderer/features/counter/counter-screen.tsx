/** 大厅核验: fills the window; one verdict at a time in big type, the pages beside it, everything by keyboard. */
import { useRef, useState } from 'react';
import { furtherFindings } from '../../../src-main/contract/words.ts';
import { CallFailure } from '../../bridge/bridge.ts';
import { counterWords } from '../../i18n/counter-words.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { DropArea } from '../../ui/drop-area.tsx';
import { DocumentPages } from '../../ui/document-pages.tsx';
import { ErrorNotice, sentenceOf } from '../../ui/error-notice.tsx';
import { FileFindings } from '../../ui/file-findings.tsx';
import { reportMarks } from '../../ui/report-marks.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { CounterFoot } from './counter-foot.tsx';
import { CounterIdle } from './counter-idle.tsx';
import { CounterLogDialog } from './counter-log-dialog.tsx';
import './counter.css';
import { SealComparison } from './seal-comparison.tsx';
import { useDesk, type Desk, type Shown } from './use-desk.ts';
import { useFullScreen } from './use-full-screen.ts';
import { useKeys } from './use-keys.ts';
import { useFirstMark } from './use-first-mark.ts';

export function CounterScreen({ onLeave }: { readonly onLeave: () => void }) {
  const desk = useDesk();
  const [isLogOpen, setLogOpen] = useState(false);
  const { shown, work } = desk;
  const turnFullScreen = useFullScreen(onLeave);
  useKeys({
    F1: desk.next,
    F2: () => desk.make('slip'),
    F3: () => desk.make('sheet'),
    F4: () => desk.make('copy'),
    o: desk.choose,
    w: desk.watch,
    l: () => setLogOpen(true),
    F11: turnFullScreen,
    Escape: onLeave,
  });
  return (
    <DropArea className="counter" isReady={work === null} onFiles={desk.drop}>
      <ErrorNotice error={desk.error} />
      {shown ? <Verdict shown={shown} /> : <CounterIdle desk={desk} onLog={() => setLogOpen(true)} />}
      {shown && <CounterFoot desk={desk} onLog={() => setLogOpen(true)} onLeave={onLeave} />}
      <Working desk={desk} />
      {isLogOpen && desk.view && (
        <CounterLogDialog view={desk.view} onChange={desk.change} onClose={() => setLogOpen(false)} />
      )}
    </DropArea>
  );
}

/** Without a report the file could not be read: that is never a pass. */
function Verdict({ shown: { document, result } }: { readonly shown: Shown }) {
  const say = useWords(counterWords);
  const { language } = usePreferences();
  const { report, problem } = result;
  const body = useRef<HTMLDivElement>(null);
  useFirstMark(body, document.id);
  const level = report?.level ?? 'UNSURE';
  const sentence = report
    ? report.sentence[language]
    : sentenceOf(problem && new CallFailure(problem), language);
  return (
    <>
      <header className={`counter-verdict verdict-${level}`} role="status">
        <VerdictShape level={level} size={96} label={say(level)} />
        <div>
          <p className="counter-file">{document.name}</p>
          <h1>{sentence}</h1>
          {report && <p className="counter-next">{say('nextStep', { text: report.nextStep[language] })}</p>}
        </div>
      </header>
      {/* One key for both: twice the same key among siblings would leave the pages of the file before standing. */}
      <div ref={body} key={document.id} className="counter-body">
        <DocumentPages document={document} over={(page, size) => report && reportMarks(report, page, size)} />
        {report && report.signatures.length + furtherFindings(report).length > 0 && (
          <aside className="counter-seals">
            <SealComparison document={document} report={report} pictures={result.pictures} />
            <FileFindings title={say('fileFindings')} codes={furtherFindings(report)} report={report} />
          </aside>
        )}
      </div>
    </>
  );
}

function Working({ desk: { work } }: { readonly desk: Desk }) {
  const say = useWords(counterWords);
  if (!work) return null;
  return (
    <div className="counter-working" role="status">
      {work.kind === 'taking' ? say('taking', { name: work.name }) : say(work.kind)}
    </div>
  );
}
