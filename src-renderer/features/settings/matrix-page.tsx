/** 审批矩阵: who may ask for what, and who approves at which amount; every cell can be edited, nothing applies unsigned. */
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { matters, sealTypeCodes, type Matter } from '../../../src-main/contract/words.ts';
import { profileIds, type ProfileId } from '../../../src-main/contract/office-views.ts';
import { call } from '../../bridge/bridge.ts';
import { policyWords } from '../../i18n/policy-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { boundsOf, withBounds, withNewRule, withoutRule, withTimeStamp, type Rule } from './matrix-edits.ts';
import { MatrixTable } from './matrix-table.tsx';
import type { DraftProps } from './use-draft.ts';

export function MatrixPage({ draft, work }: DraftProps) {
  const say = useWords(policyWords);
  const { matter, sealKind } = useVocabulary();
  const [leaving, setLeaving] = useState<Rule | null>(null);
  const { matrix } = draft;
  const names = leaving
    ? { matter: matter(leaving.matter), seal: sealKind(leaving.seal) }
    : { matter: '', seal: '' };
  return (
    <>
      <section className="panel">
        <h2 className="section-title">{say('matrix')}</h2>
        <p className="secondary settings-hint">{say('matrixHint')}</p>
        <ProfileChoice draft={draft} work={work} />
        <MatrixTable
          matrix={matrix}
          onChange={(next) => work.change({ matrix: next })}
          onRemove={setLeaving}
        />
        <AddRule draft={draft} work={work} />
      </section>
      <Bounds draft={draft} work={work} />
      <Modal
        open={leaving !== null}
        title={say('removeRuleQuestion', names)}
        okText={say('removeRule')}
        cancelText={say('keep')}
        onCancel={() => setLeaving(null)}
        onOk={() => {
          if (leaving) work.change({ matrix: withoutRule(matrix, leaving) });
          setLeaving(null);
        }}
      />
    </>
  );
}

/** Another sample in place of all rules: asked first, since what was changed by hand is gone then. */
function ProfileChoice({ draft: { matrix }, work }: DraftProps) {
  const say = useWords(policyWords);
  const [wanted, setWanted] = useState<ProfileId | null>(null);
  const options = profileIds.map((value) => ({ value, label: say(profileTitles[value]) }));
  const known = profileIds.find((each) => each === matrix.profile);
  return (
    <div className="settings-actions settings-sample">
      <label>
        {say('profile')}
        <Select
          className="settings-pair"
          value={known ?? null}
          options={options}
          placeholder={say('ownProfile')}
          onChange={(chosen) => chosen !== matrix.profile && setWanted(chosen)}
        />
      </label>
      <Modal
        open={wanted !== null}
        title={say('profileQuestion', { title: wanted ? say(profileTitles[wanted]) : '' })}
        okText={say('takeProfile')}
        cancelText={say('keep')}
        onCancel={() => setWanted(null)}
        onOk={() => {
          if (wanted) work.run(() => call('draft.takeProfile', { profile: wanted }));
          setWanted(null);
        }}
      >
        <p className="secondary settings-hint">{say('profileHint')}</p>
      </Modal>
    </div>
  );
}

const profileTitles = { 'kaifeng-2022-22': 'kaifengProfile', 'small-firm': 'smallFirm' } as const;

/** Only pairs that are not there yet can be added. */
function AddRule({ draft: { matrix }, work }: DraftProps) {
  const say = useWords(policyWords);
  const { matter, sealKind } = useVocabulary();
  const [pair, setPair] = useState<string | null>(null);
  const known = matrix.rules.map((rule) => `${rule.matter}/${rule.seal}`);
  const options = matters
    .flatMap((each) =>
      sealTypeCodes.map((seal) => ({
        value: `${each}/${seal}`,
        label: `${matter(each)} · ${sealKind(seal)}`,
      })),
    )
    .filter(({ value }) => !known.includes(value));
  const add = (): void => {
    const [each, seal] = (pair ?? '').split('/') as [Matter, Rule['seal']];
    work.change({ matrix: withNewRule(matrix, each, seal) });
    setPair(null);
  };
  return (
    <div className="settings-actions">
      <Select
        className="settings-pair"
        value={pair}
        options={options}
        placeholder={say('newRule')}
        aria-label={say('newRule')}
        onChange={setPair}
      />
      <Button disabled={pair === null} onClick={add}>
        {say('addRule')}
      </Button>
    </div>
  );
}

function Bounds({ draft: { matrix }, work }: DraftProps) {
  const say = useWords(policyWords);
  const { matter } = useVocabulary();
  const used = matters.filter((each) => matrix.rules.some((rule) => rule.matter === each));
  return (
    <section className="panel">
      <h2 className="section-title">{say('bounds')}</h2>
      <p className="secondary settings-hint">{say('boundsHint')}</p>
      <div className="bounds">
        {used.map((each) => {
          const text = (matrix.bounds[each] ?? []).join(' ');
          return (
            <label key={each}>
              {matter(each)}
              <Input
                key={text}
                defaultValue={text}
                onBlur={({ target }) =>
                  target.value !== text &&
                  work.change({ matrix: withBounds(matrix, each, boundsOf(target.value).slice(0, 5)) })
                }
              />
            </label>
          );
        })}
        <label>
          {say('stampRule')}
          <Select
            value={matrix.timeStamp ?? 'free'}
            options={[
              { value: 'free', label: say('stampFree') },
              { value: 'required', label: say('stampRequired') },
            ]}
            onChange={(rule) => work.change({ matrix: withTimeStamp(matrix, rule === 'required') })}
          />
        </label>
        <label>
          {say('hours')}
          <InputNumber
            min={1}
            max={2160}
            value={matrix.requestHours}
            addonAfter={say('hoursUnit')}
            onChange={(hours) =>
              hours !== null && work.change({ matrix: { ...matrix, requestHours: hours } })
            }
          />
        </label>
      </div>
    </section>
  );
}
