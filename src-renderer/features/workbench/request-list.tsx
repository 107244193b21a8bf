/** One short list of requests on the workbench. */
import { useFormat } from '../../i18n/format.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import type { OfficeRequest } from '../../state/list-rows.ts';

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
            <RequestRow request={request} onRequest={onRequest} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RequestRow(props: { readonly request: OfficeRequest; readonly onRequest: (id: string) => void }) {
  const { request, onRequest } = props;
  const { sealKind, requestStanding, fileName } = useVocabulary();
  const { shortTime, money } = useFormat();
  const { list, amount, currency, counterparty, applicant } = request;
  // How many files it is stands where it is not cut off; the name of a single one may be.
  const about = [
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
