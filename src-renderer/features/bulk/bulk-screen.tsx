/** 批量用印: a folder or a list, one rule of places, what was found of each file, one request. */
import { ArrowLeftOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { BulkView } from '../../../src-main/contract/bulk-calls.ts';
import { call } from '../../bridge/bridge.ts';
import { bulkWords } from '../../i18n/bulk-words.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useJob } from '../../ui/use-job.ts';
import { BulkFoot } from './bulk-foot.tsx';
import { BulkFormBar } from './bulk-form.tsx';
import { BulkLook } from './bulk-look.tsx';
import { BulkNotes } from './bulk-notes.tsx';
import { BulkRows } from './bulk-rows.tsx';
import { changeBulk, useBulkWork } from './bulk-work.ts';
import { takeListAgain } from '../../state/handover.ts';
import { firstForm, formAgain, isPlaced, placingKey, ruleOf, type BulkForm } from './presets.ts';

export interface BulkScreenProps {
  readonly onBack: () => void;
  readonly onSubmitted: (id: string) => void;
}

export function BulkScreen({ onBack, onSubmitted }: BulkScreenProps) {
  const say = useWords(bulkWords);
  const { view } = useBulkWork();
  const [error, setError] = useState<unknown>(null);
  const form = useForm();
  useEffect(() => {
    const again = takeListAgain();
    if (again)
      changeBulk({
        view: again.view,
        form: formAgain(form, again),
        check: null,
        checkedFor: null,
        row: null,
      });
  });
  const choose = async (kind: BulkView['kind']): Promise<void> => {
    setError(null);
    try {
      const opened = await call('bulk.open', { kind });
      if (opened) changeBulk({ view: opened, form, check: null, checkedFor: null, row: null });
    } catch (cause) {
      setError(cause);
    }
  };
  if (!view) return <Empty error={error} onBack={onBack} onChoose={(kind) => void choose(kind)} />;
  return (
    <div className="bulk">
      <header className="request-head">
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} aria-label={say('back')} />
        <h1 className="page-title">{say('title')}</h1>
        <span className="secondary bulk-name">{say('opened', { name: view.name, count: view.count })}</span>
        <Button size="small" onClick={() => void choose('table')}>
          {say('chooseTable')}
        </Button>
        <Button size="small" onClick={() => void choose('folder')}>
          {say('chooseFolder')}
        </Button>
      </header>
      <ErrorNotice error={error} />
      <OpenedList key={view.bulk} view={view} form={form} onSubmitted={onSubmitted} />
    </div>
  );
}

/** What was written, else what most lists are. */
function useForm(): BulkForm {
  const say = useWords(bulkWords);
  const { form } = useBulkWork();
  return form ?? firstForm(say('statementReason'));
}

interface OpenedProps extends Pick<BulkScreenProps, 'onSubmitted'> {
  readonly view: BulkView;
  readonly form: BulkForm;
}

function OpenedList({ view, form, onSubmitted }: OpenedProps) {
  const { check, checkedFor } = useBulkWork();
  const job = useJob();
  const [error, setError] = useState<unknown>(null);
  const run = async (): Promise<void> => {
    setError(null);
    const wanted = { bulk: view.bulk, typeCode: form.typeCode, rule: ruleOf(form) };
    try {
      const found = await job.run((id) => call('bulk.check', { ...wanted, job: id }));
      changeBulk({ check: found, checkedFor: placingKey(form), row: firstToLookAt(found.problems) });
    } catch (cause) {
      setError(cause);
    }
  };
  const isBegun = useRef(check !== null);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    void run();
  });
  const isStale = check !== null && checkedFor !== placingKey(form);
  return (
    <>
      <BulkFormBar
        form={form}
        job={job.state}
        mayCheck={isPlaced(form)}
        isStale={isStale}
        onCheck={() => void run()}
      />
      <ErrorNotice error={error} />
      <BulkNotes view={view} check={check} />
      <div className="bulk-body">
        <BulkRows key={view.bulk} view={view} check={check} />
        <BulkLook view={view} check={check} typeCode={form.typeCode} />
      </div>
      <BulkFoot form={form} check={check} isStale={isStale || job.state !== null} onSubmitted={onSubmitted} />
    </>
  );
}

/** The first file that something is wrong with, else the first. */
function firstToLookAt(problems: readonly { readonly first: number }[]): number {
  return problems[0]?.first ?? 0;
}

interface EmptyProps {
  readonly error: unknown;
  readonly onBack: () => void;
  readonly onChoose: (kind: BulkView['kind']) => void;
}

function Empty({ error, onBack, onChoose }: EmptyProps) {
  const say = useWords(bulkWords);
  return (
    <div className="page">
      <header className="request-head">
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} aria-label={say('back')} />
        <h1 className="page-title">{say('title')}</h1>
      </header>
      <ErrorNotice error={error} />
      <div className="seal-empty">
        <UnorderedListOutlined />
        <p className="seal-empty-title">{say('empty')}</p>
        <p className="secondary">{say('emptyText')}</p>
        <div className="seal-empty-choices">
          <Button type="primary" size="large" onClick={() => onChoose('table')}>
            {say('chooseTable')}
          </Button>
          <Button size="large" onClick={() => onChoose('folder')}>
            {say('chooseFolder')}
          </Button>
        </div>
      </div>
    </div>
  );
}
