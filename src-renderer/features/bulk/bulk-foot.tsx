/** What the list comes to, who must approve, and the one button: sent with one PIN. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { BulkCheckView } from '../../../src-main/contract/bulk-calls.ts';
import type { CallOutput } from '../../../src-main/contract/calls.ts';
import { call } from '../../bridge/bridge.ts';
import { bulkWords } from '../../i18n/bulk-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useJob } from '../../ui/use-job.ts';
import { changeBulk, endBulk, useBulkWork } from './bulk-work.ts';
import type { BulkForm } from './presets.ts';

export interface BulkFootProps {
  readonly form: BulkForm;
  readonly check: BulkCheckView | null;
  /** What was checked is not what would be sent. */
  readonly isStale: boolean;
  readonly onSubmitted: (id: string) => void;
}

type Preview = CallOutput<'list.preview'>;

export function BulkFoot({ form, check, isStale, onSubmitted }: BulkFootProps) {
  const say = useWords(bulkWords);
  const { token, refresh } = useOffice();
  const { preview, error: unclear } = usePreview(form, check);
  const job = useJob();
  const [error, setError] = useState<unknown>(null);
  const count = check?.sent.length ?? 0;
  const why = whyNot({ token, count, isStale, check, form, others: preview?.others.length ?? 0 });
  const submit = async (): Promise<void> => {
    if (!token || !check?.draft) return;
    setError(null);
    try {
      const wanted = { ...draftOf(form, token.label, check.draft), reason: form.reason.trim() };
      const { id } = await job.run((name) => call('list.new', { ...wanted, job: name }));
      endBulk();
      await refresh();
      onSubmitted(id);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <footer className="bulk-foot">
      <ErrorNotice error={error ?? unclear} />
      <Summary check={check} preview={preview} />
      <div className="row-end">
        {job.state && (
          <span className="secondary" role="status">
            {job.state.hasBegun && job.state.done < job.state.total
              ? say('measuring', { done: job.state.done, total: job.state.total })
              : say('busy')}
          </span>
        )}
        {why && !job.state && <span className="secondary">{say(why)}</span>}
        <Button
          type="primary"
          loading={job.state !== null}
          disabled={why !== null || !preview}
          onClick={() => void submit()}
        >
          {say('submit', { count })}
        </Button>
      </div>
    </footer>
  );
}

interface Standing extends Pick<BulkFootProps, 'form' | 'check' | 'isStale'> {
  readonly token: unknown;
  readonly count: number;
  readonly others: number;
}

/** The first thing that is missing. */
function whyNot({ token, count, isStale, check, form, others }: Standing) {
  if (token === null) return 'whyToken' as const;
  if (!check || isStale) return 'whyCheck' as const;
  if (count === 0) return 'whyNone' as const;
  if (others > 0) return 'whyOthers' as const;
  return form.reason.trim() === '' ? ('whyReason' as const) : null;
}

function Summary({ check, preview }: Pick<BulkFootProps, 'check'> & { readonly preview: Preview | null }) {
  const say = useWords(bulkWords);
  const { money } = useFormat();
  const { role, list } = useVocabulary();
  const { view } = useBulkWork();
  if (!check || !preview) return null;
  const { totals, counterparties, withoutAmount, path, others } = preview;
  const sums = list(totals.map(({ amount, currency }) => money(amount, currency)));
  const words = [
    ...(totals.length > 0 ? [say('sums', { sums })] : []),
    ...(counterparties > 0 ? [say('parties', { count: counterparties })] : []),
    ...(withoutAmount > 0 ? [say('withoutAmount', { count: withoutAmount })] : []),
    say('path', { roles: path.map((step) => role(step.role)).join(' → ') }),
    ...(check.counts.refused > 0 ? [say('refusedNote', { count: check.counts.refused })] : []),
  ];
  const move = async (): Promise<void> => {
    const indexes = others.flatMap((each) => check.sent[each] ?? []);
    if (!view) return;
    changeBulk({ check: await call('bulk.leaveOut', { bulk: view.bulk, indexes, isLeftOut: true }) });
  };
  return (
    <p className="bulk-summary">
      {words.map((each) => (
        <span key={each}>{each}</span>
      ))}
      {others.length > 0 && (
        <span className="field-note">
          {say('othersTier', { count: others.length })}{' '}
          <Button size="small" onClick={() => void move()}>
            {say('moveOthers', { count: others.length })}
          </Button>
        </span>
      )}
    </p>
  );
}

function draftOf(form: BulkForm, token: string, draft: string) {
  const { typeCode, matter } = form;
  return { token, draft, typeCode, matter, resolutions: [], uses: 1 };
}

/** Who must approve, asked anew when the files, the seal or the matter are others. */
function usePreview(form: BulkForm, check: BulkCheckView | null) {
  const { token } = useOffice();
  const [state, setState] = useState<{ preview: Preview | null; error: unknown }>({
    preview: null,
    error: null,
  });
  const { typeCode, matter } = form;
  const draft = check?.draft ?? null;
  const label = token?.label ?? null;
  useEffect(() => {
    let isGone = false;
    setState({ preview: null, error: null });
    if (draft === null || label === null) return;
    // Who approves does not hang on the words of the purpose.
    const wanted = { token: label, draft, typeCode, matter, resolutions: [], uses: 1, reason: '—' };
    call('list.preview', wanted).then(
      (preview) => !isGone && setState({ preview, error: null }),
      (error: unknown) => !isGone && setState({ preview: null, error }),
    );
    return () => void (isGone = true);
  }, [draft, label, typeCode, matter]);
  return state;
}
