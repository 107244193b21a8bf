/** The facts of a request beside its document, and the path. */
import { useState, type ReactNode } from 'react';
import { callSentence, type CallError } from '../../../src-main/contract/result.ts';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { attachmentKindNames } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { pagesText } from '../../i18n/page-range.ts';
import { usePlacesText } from '../../i18n/use-places-text.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { ApprovalPath } from '../../ui/approval-path.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

interface FactsProps {
  readonly request: RequestView;
}

interface BesideProps extends FactsProps {
  /** An attachment, looked at as its receiver will. */
  readonly onOpen: (document: DocumentView) => void;
  /** What is to be known of its file. */
  readonly warnings: ReactNode;
  /** Ways to the places of its seals. */
  readonly links: ReactNode;
}

export function RequestFacts({ request, warnings, links, onOpen }: BesideProps) {
  const say = useWords(approveWords);
  return (
    <div className="request-facts">
      <section className="panel">
        <FactList request={request} links={links} onOpen={onOpen} />
        {warnings}
      </section>
      <section className="panel">
        <h2 className="section-title">{say('path')}</h2>
        {request.path.length > 0 && (
          <ApprovalPath
            path={request.path}
            keepers={request.keepers}
            standIns={request.standIns}
            combined={request.combined}
            next={request.nextStep}
            isSealed={request.state === 'used'}
          />
        )}
        <EndedNotice request={request} />
      </section>
    </div>
  );
}

function FactList({ request, links, onOpen }: Omit<BesideProps, 'warnings'>) {
  const say = useWords(approveWords);
  const { sealKind, matter, requestState } = useVocabulary();
  const { time } = useFormat();
  const { amount, reference, counterparty, placements, attachments, uses, usesSpent } = request;
  const placeWords = usePlacesText();
  const pages = [...new Set(placements.flatMap((placement) => placement.pages))].sort((a, b) => a - b);
  return (
    <dl className="facts">
      <Fact name={say('state')}>
        <b>{requestState(request.state)}</b>
      </Fact>
      <Fact name={say('sealColumn')}>{sealKind(request.seal.typeCode)}</Fact>
      <Fact name={say('file')}>{request.document.name}</Fact>
      <Fact name={say('matter')}>{matter(request.matter)}</Fact>
      {reference !== null && <Fact name={say('number')}>{reference}</Fact>}
      {counterparty !== null && <Fact name={say('counterparty')}>{counterparty}</Fact>}
      <Fact name={say('amount')}>
        {amount === null ? (
          say('noAmount')
        ) : (
          <MoneyText amount={amount} currency={request.currency ?? 'CNY'} />
        )}
      </Fact>
      <Fact name={say('marks')}>
        {say('marksValue', { places: placeWords(placements), pages: pagesText(pages) })} {links}
      </Fact>
      <Fact name={say('uses')}>{say('usesValue', { uses, spent: usesSpent })}</Fact>
      {attachments.length > 0 && (
        <Fact name={say('attachments')}>
          <Attachments request={request} onOpen={onOpen} />
        </Fact>
      )}
      <Fact name={say('applicant')}>{request.applicant}</Fact>
      <Fact name={say('time')}>{time(request.time)}</Fact>
      <Fact name={say('until')}>{time(request.validUntil)}</Fact>
    </dl>
  );
}

/** Each opens as the very file that was submitted, or says that it is another one. */
function Attachments({ request: { id, attachments }, onOpen }: Pick<BesideProps, 'request' | 'onOpen'>) {
  const { language } = usePreferences();
  const [error, setError] = useState<unknown>(null);
  const open = async (index: number): Promise<void> => {
    setError(null);
    try {
      onOpen(await call('request.openAttachment', { id, index }));
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <>
      <ul className="attachments">
        {attachments.map(({ kind, name, sm3 }, index) => (
          <li key={index}>
            <span className="secondary">{attachmentKindNames[kind][language]}</span>{' '}
            <button type="button" className="link" onClick={() => void open(index)}>
              {name}
            </button>{' '}
            <span className="secondary">SM3 {sm3.slice(0, 8)}…</span>
          </li>
        ))}
      </ul>
      <ErrorNotice error={error} />
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Why nothing more happens: who refused it and for what reason, else the sentence of the rule. The foot tells of a lapse. */
function EndedNotice({ request: { ended, state } }: FactsProps) {
  const say = useWords(approveWords);
  const { language } = usePreferences();
  const { role } = useVocabulary();
  if (ended === null || state === 'used' || state === 'expired') return null;
  const who = refusalOf(ended, role);
  return (
    <div className="notice request-ended" role="note">
      <VerdictShape level="NONE" size={22} />
      <span>
        {who
          ? `${say(who.key, who.values)} ${say('askAgain')}`
          : say('ended', { why: callSentence(ended, language) })}
      </span>
    </div>
  );
}

function refusalOf({ code, detail }: CallError, role: (role: string) => string) {
  const values = { name: String(detail['name']), reason: String(detail['reason']) };
  if (code === 'request-cancelled') return { key: 'cancelledBy', values } as const;
  if (code !== 'request-rejected') return null;
  return { key: 'rejectedBy', values: { ...values, role: role(String(detail['role'])) } } as const;
}
