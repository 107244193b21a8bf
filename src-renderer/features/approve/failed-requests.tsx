/** Requests of several that something was not done with, each by its purpose and number, with the reason. */
import type { CallError } from '../../../src-main/contract/result.ts';
import { CallFailure } from '../../bridge/bridge.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useOffice } from '../../state/office.tsx';
import { sentenceOf } from '../../ui/error-notice.tsx';

interface FailedProps {
  readonly results: readonly { readonly requestId: string; readonly problem: CallError | null }[];
}

export function FailedRequests({ results }: FailedProps) {
  const { language } = usePreferences();
  const { requests } = useOffice();
  const reasonOf = (id: string): string => requests.find((each) => each.id === id)?.reason ?? '';
  const failed = results.filter(({ problem }) => problem !== null);
  if (failed.length === 0) return null;
  return (
    <ul className="seal-batch-failed">
      {failed.map(({ requestId, problem }) => (
        <li key={requestId}>
          <b>{reasonOf(requestId)}</b> <span className="secondary">{requestId}</span>{' '}
          {problem && sentenceOf(new CallFailure(problem), language)}
        </li>
      ))}
    </ul>
  );
}
