/** How far a sealing has come, with its steps; it can be stopped until the use is spent. */
import { Button, Progress } from 'antd';
import { sealingSteps, type SealingStep } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import type { JobState } from '../../ui/use-job.ts';

const beforeSpending: readonly (SealingStep | undefined)[] = [undefined, 'copied', 'checked'];

export function SealingSteps({ job }: { readonly job: JobState }) {
  const say = useWords(approveWords);
  const { id, done, step } = job;
  return (
    <div className="sealing-steps" role="status">
      <span>{say('step', { done, total: sealingSteps.length, what: say(`step-${step ?? 'begun'}`) })}</span>
      <Progress percent={Math.round((done / sealingSteps.length) * 100)} showInfo={false} size="small" />
      <Button disabled={!beforeSpending.includes(step)} onClick={() => void stopJob(id)}>
        {say('stop')}
      </Button>
    </div>
  );
}

/** Asks for the end; the work answers for itself. */
export async function stopJob(job: string): Promise<void> {
  await call('job.cancel', { job }).catch(() => undefined);
}
