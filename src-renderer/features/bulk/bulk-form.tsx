/** One line of choices for the whole list: what it is, which seal, where, what for. */
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { matters, sealTypeCodes, type Matter, type SealTypeCode } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { bulkWords } from '../../i18n/bulk-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { TemplateBar } from '../../ui/template-bar.tsx';
import type { JobState } from '../../ui/use-job.ts';
import { changeBulk } from './bulk-work.ts';
import {
  bulkKinds,
  templateRuleOf,
  withKind,
  withTemplate,
  type BulkForm,
  type BulkKind,
} from './presets.ts';

export interface BulkFormProps {
  readonly form: BulkForm;
  /** The check that runs. */
  readonly job: JobState | null;
  readonly mayCheck: boolean;
  readonly isStale: boolean;
  readonly onCheck: () => void;
}

type Change = (change: Partial<BulkForm>) => void;

export function BulkFormBar(props: BulkFormProps) {
  const { form } = props;
  const say = useWords(bulkWords);
  const { matter, sealKind } = useVocabulary();
  const { seals } = useOffice();
  const change: Change = (part) => changeBulk({ form: { ...form, ...part } });
  const own = sealTypeCodes.filter((code) => seals.some(({ typeCode }) => typeCode === code));
  const takeKind = (kind: BulkKind): void =>
    changeBulk({ form: withKind(form, kind, kind === 'other' ? '' : say(`${kind}Reason`)) });
  return (
    <section className="bulk-form" aria-label={say('where')}>
      <label>
        {say('kind')}
        <Select
          value={form.kind}
          options={bulkKinds.map((kind) => ({ value: kind, label: say(kind) }))}
          onChange={takeKind}
        />
      </label>
      <label>
        {say('seal')}
        <Select<SealTypeCode>
          value={form.typeCode}
          options={own.map((code) => ({ value: code, label: sealKind(code) }))}
          onChange={(typeCode) => change({ typeCode })}
        />
      </label>
      <PlaceFields form={form} change={change} />
      <label>
        {say('matter')}
        <Select<Matter>
          value={form.matter}
          options={matters.map((each) => ({ value: each, label: matter(each) }))}
          onChange={(chosen) => change({ matter: chosen })}
        />
      </label>
      <label className="bulk-reason">
        {say('reason')}
        <Input
          value={form.reason}
          maxLength={200}
          onChange={({ target }) => change({ reason: target.value })}
        />
      </label>
      <TemplateBar
        rule={templateRuleOf(form)}
        mayPair={false}
        onChoose={(template) => changeBulk({ form: withTemplate(form, template) })}
      />
      <CheckButton {...props} />
    </section>
  );
}

function PlaceFields({ form, change }: { readonly form: BulkForm; readonly change: Change }) {
  const say = useWords(bulkWords);
  const { where, keyword, dx, dy, page, x, y, hasSeam } = form;
  const number = (key: 'dx' | 'dy' | 'x' | 'y', value: number) => (
    <label className="bulk-number">
      {say(key)}
      <InputNumber value={value} precision={1} onChange={(mm) => change({ [key]: mm ?? 0 })} />
    </label>
  );
  return (
    <>
      <label>
        {say('where')}
        <Select
          value={where}
          options={[
            { value: 'keyword' as const, label: say('keyword') },
            { value: 'point' as const, label: say('point') },
            { value: 'seam' as const, label: say('seamOnly') },
          ]}
          onChange={(chosen) => change({ where: chosen })}
        />
      </label>
      {where === 'keyword' && (
        <>
          <label>
            {say('words')}
            <Input
              value={keyword}
              maxLength={100}
              placeholder={say('wordsHint')}
              onChange={({ target }) => change({ keyword: target.value })}
            />
          </label>
          {number('dx', dx)}
          {number('dy', dy)}
        </>
      )}
      {where === 'point' && (
        <>
          <label className="bulk-number">
            {say('page')}
            <Select
              value={page}
              options={[
                { value: 'first', label: say('firstPage') },
                { value: 'last', label: say('lastPage') },
                ...['2', '3', '4', '5'].map((each) => ({ value: each, label: each })),
              ]}
              onChange={(chosen) => change({ page: chosen })}
            />
          </label>
          {number('x', x)}
          {number('y', y)}
        </>
      )}
      {where !== 'seam' && (
        <Checkbox checked={hasSeam} onChange={({ target }) => change({ hasSeam: target.checked })}>
          {say('seam')}
        </Checkbox>
      )}
    </>
  );
}

function CheckButton({ job, mayCheck, isStale, onCheck }: BulkFormProps) {
  const say = useWords(bulkWords);
  if (job) {
    return (
      <span className="bulk-check" role="status">
        {say('checking', { done: job.done, total: job.total })}
        <Button onClick={() => void call('job.cancel', { job: job.id })}>{say('stop')}</Button>
      </span>
    );
  }
  return (
    <span className="bulk-check">
      <Button type={isStale ? 'primary' : 'default'} disabled={!mayCheck} onClick={onCheck}>
        {say('checkAgain')}
      </Button>
      {isStale && <span className="field-note">{say('stale')}</span>}
    </span>
  );
}
