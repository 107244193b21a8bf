/** The driver of the UKeys, and the UKey of the legal representative: holder, enterprise and code are read from its certificates. */
import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { SetupTokenView } from '../../../src-main/contract/office-views.ts';
import { call } from '../../bridge/bridge.ts';
import { connectWords, setupProblemWords } from '../../i18n/connect-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import type { StepProps } from './step-props.ts';

export function LegalToken(props: StepProps) {
  const say = useWords(connectWords);
  const { setup, work } = props;
  const [tokens, setTokens] = useState<readonly SetupTokenView[] | null>(null);
  return (
    <>
      <Driver {...props} />
      <section className="panel">
        <h2 className="section-title">{say('stepToken')}</h2>
        <p>{say('plugIn')}</p>
        <Button
          disabled={setup.module === null}
          loading={work.busy}
          onClick={() => work.run(() => call('setup.tokens', {}), setTokens)}
        >
          {say('look')}
        </Button>
        {tokens?.length === 0 && <p role="status">{say('noTokens')}</p>}
        {tokens?.map((token) => (
          <Token key={token.label} token={token} {...props} />
        ))}
      </section>
    </>
  );
}

function Driver({ setup, work, onSetup }: StepProps) {
  const say = useWords(connectWords);
  const { modules, module } = setup;
  const chosen = modules.find(({ title }) => title === module)?.id ?? null;
  return (
    <section className="panel">
      <h2 className="section-title">{say('driver')}</h2>
      <p>{say('driverText')}</p>
      <Radio.Group
        className="connect-modules"
        value={chosen}
        disabled={work.busy}
        onChange={({ target }) =>
          work.run(() => call('setup.useModule', { id: String(target.value) }), onSetup)
        }
      >
        {modules.map(({ id, title, isFound }) => (
          <Radio key={id} value={id} disabled={!isFound}>
            {title}
            {!isFound && <span className="secondary"> · {say('notInstalled')}</span>}
          </Radio>
        ))}
      </Radio.Group>
      <div className="connect-actions">
        <span className="secondary">{module !== null && say('inUse', { module })}</span>
        <Button disabled={work.busy} onClick={() => work.run(() => call('setup.findModule', {}), onSetup)}>
          {say('findDriver')}
        </Button>
      </div>
    </section>
  );
}

function Token({ token, work, onSetup }: StepProps & { readonly token: SetupTokenView }) {
  const say = useWords(connectWords);
  const sayProblem = useWords(setupProblemWords);
  const { list } = useVocabulary();
  const { refresh } = useOffice();
  const { label, holder, enterprise, seals, problem, isSoftware } = token;
  const connect = (): void =>
    work.run(
      () => call('setup.connect', { token: label }),
      (setup) => {
        onSetup(setup);
        void refresh();
      },
    );
  return (
    <div className="connect-token">
      <dl className="connect-facts">
        <dt>UKey</dt>
        <dd>
          {label} {isSoftware && <span className="secondary">{say('software')}</span>}
        </dd>
        <dt>{say('holder')}</dt>
        <dd>{holder ?? say('none')}</dd>
        <dt>{say('enterprise')}</dt>
        <dd>{enterprise?.name ?? say('none')}</dd>
        <dt>{say('uscc')}</dt>
        <dd>{enterprise?.uscc ?? say('none')}</dd>
        <dt>{say('sealsOn')}</dt>
        <dd>{seals.length > 0 ? list(seals.map(({ name }) => name)) : say('noSeals')}</dd>
      </dl>
      {problem === null ? (
        <div className="connect-actions">
          <Button type="primary" loading={work.busy} onClick={connect}>
            {say('connect')}
          </Button>
        </div>
      ) : (
        <p className="connect-problem">
          <VerdictShape level="UNSURE" size={18} /> {sayProblem(problem)}
        </p>
      )}
    </div>
  );
}
