/** What the signature is about, as the host and the signer read it; never what a document page says. */
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import { pinWords } from './pin-words.ts';

export type PinLanguage = 'zh' | 'en';

/** Octets of the digest that people compare by eye, as hex. */
const HEAD = 8;

export function PinSubject(props: { readonly question: PinQuestion; readonly language: PinLanguage }) {
  const { question, language } = props;
  const { subject, token, action } = question;
  const filled = (text: string): string =>
    text.replace('{seal}', subject.sealName).replace('{count}', String(subject.placements));
  const facts = [
    subject.reason,
    subject.counterparty,
    subject.amount === null ? null : `${subject.currency ?? ''}\u00a0${grouped(subject.amount)}`.trim(),
  ].filter((fact) => fact !== null && fact !== '');
  return (
    <>
      <header className="pin-head">
        <div className="pin-picture">
          {subject.picture !== null && <img src={`data:image/png;base64,${subject.picture}`} alt="" />}
        </div>
        <div>
          <h1>{filled(pinWords.title[action][language])}</h1>
          {action !== 'apply' && <p>{filled(pinWords.marks[language])}</p>}
          <p className="pin-file" title={subject.fileName}>
            {subject.fileName}
          </p>
          <p className="pin-small">
            {[subject.requestId, subject.sm3 && `SM3 ${subject.sm3.slice(0, HEAD)}…`]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </header>
      <p className="pin-facts" title={facts.join(' · ')}>
        {facts.join(' · ')}
      </p>
      <p className="pin-token">
        {token.label} · {token.holder ?? pinWords.stranger[language]}
        {token.isSoftware && <span className="pin-small"> · {pinWords.software[language]}</span>}
      </p>
    </>
  );
}

function grouped(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}
