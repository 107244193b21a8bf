/** One short list of requests on the workbench. */
import { useFormat } from '../../i18n/format.ts';
import { grantorOf, useVocabulary } from '../../i18n/vocabulary.ts';
import { workbenchWords } from '../../i18n/workbench-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { OfficeRequest } from '../../state/list-rows.ts';
import { useOffice } from '../../state/office.tsx';

export interface RequestListProps {
  readonly title: string;
  /** Said when there is nothing. */
  readonly empty: string;
  readonly requests: readonly OfficeRequest[];
  /** Somebody waits for these: how many is said beside the title. */
  readonly isWork: boolean;
  readonly onRequest: (id: string) => void;
}

export function RequestList({ title, empty, requests, isWork, onRequest }: RequestListProps) {
  return (
    <section className="panel bench-list">
      <h2 className="section-title">
        {title}
        {isWork && requests.length > 0 && <span className="bench-count">{requests.length}</span>}
      </h2>
      {requests.length === 0 && <p className="secondary">{empty}</p>}
      <ul>
        {requests.map((request) => (
          <li key={request.id}>
            <RequestRow {...{ request, isWork, onRequest }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RowProps extends Pick<RequestListProps, 'isWork' | 'onRequest'> {
  readonly request: OfficeRequest;
}

function RequestRow({ request, isWork, onRequest }: RowProps) {
  const say = useWords(workbenchWords);
  const { sealKind, requestStanding, fileName } = useVocabulary();
  const { shortTime, money } = useFormat();
  const { list, amount, currency, counterparty, applicant } = request;
  const { token } = useOffice();
  const grantor = isWork ? grantorOf(token?.holder?.name, request.standIns) : null;
  // For whom they act, and how many files it is, stand where it is not cut off; the name of a single one may be.
  const about = [
    ...(grantor === null ? [] : [say('forWhom', { grantor })]),
    sealKind(request.seal.typeCode),
    ...(list === null ? [] : [fileName(request)]),
    ...(amount === null ? [] : [money(amount, currency ?? '')]),
    ...(counterparty === null ? [] : [counterparty]),
    applicant,
    ...(list === null ? [fileName(request)] : []),
  ].join(' · ');
  return (
    <button type="button" className="bench-row" onClick={() => onRequest(request.id)}>
      <span className="bench-row-reason">{request.reason}</span>
      <span className="bench-row-state">{requestStanding(request)}</span>
      <span className="secondary bench-row-file" title={about}>
        {about}
      </span>
      <span className="secondary bench-row-state">{shortTime(request.time)}</span>
    </button>
  );
}
