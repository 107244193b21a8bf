/** What the signature is about, as the host and the signer read it; never what a document page says. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { pinWords } from './pin-words.ts';

export type PinLanguage = 'zh' | 'en';

/** Digits of the digest that people compare by eye. */
const HEAD = 8;

interface SubjectProps {
  readonly question: PinQuestion;
  readonly language: PinLanguage;
}

export function PinSubject(props: SubjectProps) {
  const { question, language } = props;
  const { subject, token, action, batch } = question;
  const filled = (text: string): string =>
    text.replace('{seal}', () => subject.sealName).replace('{places}', () => placed(question, language));
  const facts = [
    subject.reason,
    subject.counterparty,
    subject.amount === null ? null : money(subject.amount, subject.currency, language),
  ]
    .filter((fact) => fact !== null && fact !== '')
    .join(language === 'zh' ? '；' : '; ');
  return (
    <>
      <header className="pin-head">
        <div className="pin-picture">
          {subject.picture !== null && <img src={`data:image/png;base64,${subject.picture}`} alt="" />}
        </div>
        <div>
          <h1>{filled(pinWords.title[action][language])}</h1>
          {action !== 'apply' && (
            <p>{filled((action === 'policy' ? pinWords.withSeal : pinWords.marks)[language])}</p>
          )}
          {batch ? <BatchFiles batch={batch} language={language} /> : <SingleFile {...props} />}
        </div>
      </header>
      {facts !== '' && (
        <p className="pin-facts" title={facts}>
          {facts}
        </p>
      )}
      {subject.refusal !== null && (
        <p className="pin-facts" title={subject.refusal}>
          {pinWords.refusal[language].replace('{reason}', () => subject.refusal ?? '')}
        </p>
      )}
      <p className="pin-token">
        {token.label} · {token.holder ?? pinWords.stranger[language]}
        {token.isSoftware && <span className="pin-small"> · {pinWords.software[language]}</span>}
      </p>
    </>
  );
}

/** `2 处 + 骑缝 1 组（12 页）`, as the main window says it. */
function placed({ subject }: PinQuestion, language: PinLanguage): string {
  const { places, seams, seamPages } = subject.placed;
  const seam = pinWords.seam[language]
    .replace('{seams}', String(seams))
    .replace('{seamPages}', String(seamPages));
  return [
    ...(places > 0 ? [pinWords.places[language].replace('{places}', String(places))] : []),
    ...(seams > 0 ? [seam] : []),
  ].join(' + ');
}

function SingleFile({ question: { subject } }: SubjectProps) {
  return (
    <>
      <p className="pin-file" title={subject.fileName}>
        {subject.fileName}
      </p>
      <p className="pin-small">
        {[subject.requestId, subject.sm3 && `SM3 ${subject.sm3.slice(0, HEAD)}…`].filter(Boolean).join(' · ')}
      </p>
    </>
  );
}

interface BatchProps {
  readonly batch: NonNullable<PinQuestion['batch']>;
  readonly language: PinLanguage;
}

/** Every file by name: nobody agrees to "and others". */
function BatchFiles({ batch, language }: BatchProps) {
  return (
    <>
      <p className="pin-small">{pinWords.files[language].replace('{count}', String(batch.length))}</p>
      <ol className="pin-batch" tabIndex={0}>
        {batch.map(({ requestId, fileName, sm3 }) => (
          <li key={requestId} title={`${fileName} · ${requestId}`}>
            {fileName} <span className="pin-small">SM3 {sm3.slice(0, HEAD)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** `￥128,000.00` · `CNY 128,000.00`, as in the main window; figures never part from their sign. */
function money(amount: string, currency: string | null, language: PinLanguage): string {
  if (currency === 'CNY' && language === 'zh') return `￥${grouped(amount)}`;
  return `${currency ?? ''}\u00a0${grouped(amount)}`.trim();
}

function grouped(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}
