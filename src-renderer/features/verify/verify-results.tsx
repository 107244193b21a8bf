/** The verdict of one file at a time: banner, list of files, pages with outlined marks, facts. */
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { FileReportView, ReportView } from '../../../src-main/contract/report-view.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { foundCodes } from '../../../src-main/contract/words.ts';
import { CallFailure } from '../../bridge/bridge.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';
import { DocumentPages } from '../../ui/document-pages.tsx';
import { ErrorNotice, sentenceOf } from '../../ui/error-notice.tsx';
import { FileFindings } from '../../ui/file-findings.tsx';
import { wholeFirst, type PlaceOnPage } from '../../ui/place-links.tsx';
import { reportMarks } from '../../ui/report-marks.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { AxesPanel } from './axes-panel.tsx';
import { ExportMenu } from './export-menu.tsx';
import { SignatureCard } from './signature-card.tsx';
import { useBrought } from '../../ui/use-brought.ts';
import { signedSize } from './signed-version.ts';
import { TechnicalDetails } from './technical-details.tsx';
import { VersionPane, type VersionLook } from './version-pane.tsx';

/** The version of one file at one of its signatures, and how it is looked at. */
interface Version {
  readonly id: string;
  readonly field: string;
  readonly look: VersionLook;
}

export interface VerifyResultsProps {
  readonly documents: readonly DocumentView[];
  readonly reports: readonly FileReportView[];
  readonly error: unknown;
  readonly onChoose: () => void;
  /** Back to the list that the file was opened from. */
  readonly onBack?: () => void;
}

export function VerifyResults({ documents, reports, error, onChoose, onBack }: VerifyResultsProps) {
  const say = useWords(verifyWords);
  const [index, setIndex] = useState(0);
  const [asked, setAsked] = useState<{ readonly id: string; readonly place: PlaceOnPage } | null>(null);
  const [isTechnical, setIsTechnical] = useState(false);
  const [version, setVersion] = useState<Version | null>(null);
  // Where the pages stand above the facts, their top is the top of the body: whoever asks for a place or a version sees it.
  const body = useBrought<HTMLDivElement>(version ?? asked);
  const shown = reports[index] ?? reports[0];
  const document = documents.find(({ id }) => id === shown?.id);
  const first = useMemo(() => firstMark(shown?.report ?? null), [shown]);
  if (!shown || !document) return null;
  const { report } = shown;
  const signature =
    version?.id === document.id ? report?.signatures.find(({ field }) => field === version.field) : undefined;
  const ask = (place: PlaceOnPage): void => {
    setVersion(null);
    setAsked({ id: document.id, place });
  };
  return (
    <div className="verify">
      <VerdictBanner file={shown} />
      <ErrorNotice error={error} />
      <div ref={body} className={`verify-body ${reports.length > 1 ? 'verify-many' : ''}`}>
        {reports.length > 1 && <FileList reports={reports} chosen={index} onChoose={setIndex} />}
        {report && signature && version ? (
          <VersionPane
            {...{ document, report, signature }}
            look={version.look}
            onLook={(look) => setVersion({ ...version, look })}
            onBack={() => setVersion(null)}
          />
        ) : (
          // Page number, search and place belong to one file.
          <DocumentPages
            key={document.id}
            document={document}
            at={asked?.id === document.id ? asked.place : first}
            over={(page, size) => report && reportMarks(report, page, size)}
          />
        )}
        <div className="verify-facts">
          {report && (
            <Facts
              report={report}
              onPlace={ask}
              onVersion={(field, look) => setVersion({ id: document.id, field, look })}
            />
          )}
        </div>
      </div>
      <div className="row-end verify-actions">
        <ExportMenu key={shown.id} shown={shown} reports={reports} />
        {onBack && <Button onClick={onBack}>{say('back')}</Button>}
        {report && (
          <Button className="verify-technical" onClick={() => setIsTechnical(true)}>
            {say('technical')}
          </Button>
        )}
        <Button type="primary" onClick={onChoose}>
          {say('chooseMore')}
        </Button>
      </div>
      {isTechnical && report && (
        <TechnicalDetails name={shown.name} report={report} onClose={() => setIsTechnical(false)} />
      )}
    </div>
  );
}

/** Without a report the file could not be read: that is never a pass. */
function VerdictBanner({ file }: { readonly file: FileReportView }) {
  const { language } = usePreferences();
  const { report, problem, name } = file;
  const level = report?.level ?? 'UNSURE';
  const sentence = report
    ? report.sentence[language]
    : sentenceOf(problem && new CallFailure(problem), language);
  return (
    <header className={`verdict verdict-${level}`} role="status">
      <VerdictShape level={level} size={56} />
      <div>
        <p className="verdict-file">{name}</p>
        <h1>{sentence}</h1>
        <p className="verdict-next">{report?.nextStep[language]}</p>
      </div>
    </header>
  );
}

/** What somebody who verifies wants to see first. */
function firstMark(report: ReportView | null): PlaceOnPage | null {
  return wholeFirst(report?.signatures.flatMap(({ marks }) => marks) ?? [])[0] ?? null;
}

interface FactsProps {
  readonly report: ReportView;
  readonly onPlace: (place: PlaceOnPage) => void;
  readonly onVersion: (field: string, look: VersionLook) => void;
}

function Facts({ report, onPlace, onVersion }: FactsProps) {
  const say = useWords(verifyWords);
  return (
    <>
      {report.signatures.length > 0 ? (
        <AxesPanel report={report} />
      ) : (
        <NothingToCheck isNone={report.level === 'NONE'} />
      )}
      <FileFindings title={say('fileFindings')} codes={foundCodes(report.checks)} report={report} />
      {report.signatures.map((signature) => (
        <SignatureCard
          key={signature.field}
          signature={signature}
          isAlone={report.signatures.length === 1}
          onPlace={onPlace}
          onVersion={
            signedSize(signature, report.size) === null
              ? undefined
              : (look) => onVersion(signature.field, look)
          }
        />
      ))}
      <ReportFoot report={report} />
    </>
  );
}

/** No seal, or none that could be found in a file that cannot be read: the second says nothing of the document. */
function NothingToCheck({ isNone }: { readonly isNone: boolean }) {
  const say = useWords(verifyWords);
  return (
    <section className="panel">
      <h2 className="section-title">{say(isNone ? 'nothing' : 'unread')}</h2>
      <p className="verify-nothing">{say(isNone ? 'nothingText' : 'unreadText')}</p>
    </section>
  );
}

interface FileListProps {
  readonly reports: readonly FileReportView[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function FileList({ reports, chosen, onChoose }: FileListProps) {
  const say = useWords(verifyWords);
  return (
    <nav className="panel verify-files" aria-label={say('files')}>
      {reports.map(({ id, name, report }, index) => (
        <button
          key={id}
          type="button"
          aria-current={index === chosen ? 'true' : undefined}
          onClick={() => onChoose(index)}
        >
          <VerdictShape level={report?.level ?? 'UNSURE'} size={20} label={say(report?.level ?? 'UNSURE')} />
          <span>{name}</span>
        </button>
      ))}
    </nav>
  );
}

function ReportFoot({ report }: { readonly report: ReportView }) {
  const say = useWords(verifyWords);
  return (
    <p className="secondary verify-foot">
      {report.level === 'PASS' && <span>{say('copyNotice')}</span>}
      <span>{say('engine', { engine: report.engine })}</span>
    </p>
  );
}
