/** What the signature is about, as the host and the signer read it; never what a document page says. */
import { fileNoteText } from '../../src-main/contract/file-notes.ts';
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { sealingWarnings, warningHead } from '../../src-main/contract/words.ts';
import { PinAttachments, PinDigest, PinFacts, PinTimeStamp, type PinLanguage } from './pin-facts.tsx';
import { PinBatch } from './pin-batch.tsx';
import { PinDelegation } from './pin-delegation.tsx';
import { PinList } from './pin-list.tsx';
import { PinFirstPage } from './pin-first-page.tsx';
import { placedText } from './pin-placed.ts';
import { PinPolicy } from './pin-policy.tsx';
import { pinWords } from './pin-words.ts';

/** Several files say what they are about each by itself. */
const nothingTold = { reason: '', counterparty: null, amount: null, currency: null } as const;

interface SubjectProps {
  readonly question: PinQuestion;
  readonly language: PinLanguage;
}

export function PinSubject(props: SubjectProps) {
  const { question, language } = props;
  const { subject, token, action, batch, list } = question;
  const filled = (text: string): string =>
    text.replace('{seal}', () => subject.sealName).replace('{places}', () => placedText(subject, language));
  return (
    <>
      <section className="pin-about" tabIndex={0} aria-label={pinWords.about[language]}>
        <header className={subject.picture === null ? 'pin-head pin-head-plain' : 'pin-head'}>
          {subject.picture !== null && (
            <div className="pin-picture">
              <img src={`data:image/png;base64,${subject.picture}`} alt="" />
            </div>
          )}
          <div>
            <h1>{filled(pinWords.title[action][language])}</h1>
            {action !== 'apply' && !batch && !isOfNoFile(action) && !subject.seals && (
              <p>{filled((isOfLegal(action) ? pinWords.withSeal : pinWords.marks)[language])}</p>
            )}
            <PinSeals seals={subject.seals} language={language} />
            <Files {...props} />
          </div>
        </header>
        {question.warnings.length + question.notes.length > 0 && (
          <ul className="pin-warnings" tabIndex={0} aria-label={pinWords.warnings[language]}>
            {question.notes.map((note, i) => (
              <li key={i} data-note={note.code}>
                {note.fileName !== null && <bdi>{note.fileName}：</bdi>}
                {fileNoteText(note, language)}
              </li>
            ))}
            {question.moreNotes !== undefined && (
              <li className="pin-small">
                {pinWords.moreNotes[language].replace('{count}', String(question.moreNotes))}
              </li>
            )}
            {question.warnings.map((code) => (
              <li key={code} title={sealingWarnings[code][language]}>
                {warningHead(code, language)}
              </li>
            ))}
          </ul>
        )}
        {question.policy !== null && <PinPolicy policy={question.policy} language={language} />}
        {question.delegation && <PinDelegation delegation={question.delegation} language={language} />}
        {!batch && <PinFacts told={subject} language={language} isOfEach={list !== null} />}
        {batch && (
          <PinFacts
            told={{ ...nothingTold, combined: subject.combined, behalf: subject.behalf }}
            language={language}
          />
        )}
        <PinAttachments attachments={subject.attachments} language={language} />
        <PinTimeStamp outlook={question.timeStamp} language={language} />
        {!batch && !list && !isOfLegal(action) && !isOfNoFile(action) && (
          <PinFirstPage subject={subject} language={language} />
        )}
      </section>
      <p className="pin-token">
        {token.label} · {token.holder ?? pinWords.stranger[language]}
        {token.isSoftware && <span className="pin-small"> · {pinWords.software[language]}</span>}
      </p>
    </>
  );
}

/** Signed with the key of seal 05, about no file. */
function isOfLegal(action: PinQuestion['action']): boolean {
  return action === 'policy' || action === 'clock';
}

/** About no file and no seal of one's own: a delegation, or a new PIN. */
function isOfNoFile(action: PinQuestion['action']): boolean {
  return ['delegate', 'accept', 'end', 'changePin', 'unblock', 'test', 'look'].includes(action);
}

/** Several seals on one file: all of them by name, and which is put on it now. */
function PinSeals({
  seals,
  language,
}: {
  readonly seals: PinQuestion['subject']['seals'];
  readonly language: PinLanguage;
}) {
  if (!seals) return null;
  const isOne = seals.some(({ isNow }) => !isNow);
  return (
    <ol className="pin-seals">
      {seals.map((seal) => (
        <li key={seal.typeCode} data-now={isOne && seal.isNow}>
          {seal.sealName}
          <span className="pin-small">
            {` ${placedText(seal, language)}`}
            {isOne && seal.isNow && ` · ${pinWords.sealNow[language]}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Files(props: SubjectProps) {
  const { question, language } = props;
  const { batch, list, subject } = question;
  if (list) return <PinList list={list} requestId={subject.requestId} language={language} />;
  if (!batch) return <SingleFile {...props} />;
  return <PinBatch {...{ batch, language }} action={question.action} sums={question.sums} />;
}

function SingleFile({ question: { subject, action }, language }: SubjectProps) {
  return (
    <>
      {action === 'clock' && <p className="pin-small">{pinWords.seen[language]}</p>}
      {subject.fileName !== '' && (
        <p className="pin-file" title={subject.fileName}>
          {subject.fileName}
        </p>
      )}
      {subject.requestId !== null && <p className="pin-small">{subject.requestId}</p>}
      {subject.sm3 !== null && <PinDigest sm3={subject.sm3} language={language} />}
    </>
  );
}
