/** What is said beside each of several approvals, before they are given together: a line for each, and what of a list is not agreed to. */
import { Input } from 'antd';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { OfficeRequest } from '../../state/list-rows.ts';
import { lacksReason, useSaid } from '../../state/said.tsx';

interface SaidFieldsProps {
  readonly chosen: readonly OfficeRequest[];
  readonly isBusy: boolean;
}

export function SaidFields({ chosen, isBusy }: SaidFieldsProps) {
  if (chosen.length === 0) return null;
  return (
    <ul className="said-fields">
      {chosen.map((request) => (
        <li key={request.id}>
          <SaidField {...{ request, isBusy }} />
        </li>
      ))}
    </ul>
  );
}

function SaidField({ request, isBusy }: { readonly request: OfficeRequest; readonly isBusy: boolean }) {
  const say = useWords(approveWords);
  const said = useSaid();
  const { id, reason, list } = request;
  const mine = said.of(id);
  const count = mine.refused.length;
  return (
    <>
      <span className="said-name" title={id}>
        {reason}
        {list && !list.set && (
          <span className="secondary">
            {' '}
            {say('togetherFiles', { count: list.count - list.leftOut - count })}
          </span>
        )}
        {count > 0 && <b> {say('togetherRefused', { count })}</b>}
      </span>
      <Input
        size="small"
        aria-label={say('togetherComment', { reason })}
        placeholder={say(count > 0 ? 'whyNotThese' : 'togetherCommentHint')}
        {...(lacksReason(mine) ? { status: 'warning' as const } : {})}
        maxLength={200}
        disabled={isBusy}
        value={mine.comment ?? ''}
        onChange={({ target }) => said.setComment(id, target.value === '' ? null : target.value)}
      />
    </>
  );
}
