/** 移交单: every hand-over on record, each as a sheet to print or to keep. */
import { Button, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { HandOverView } from '../../../src-main/contract/hand-over-calls.ts';
import { openRequestLines } from '../../../src-main/contract/words.ts';
import { call } from '../../bridge/bridge.ts';
import { handOverWords } from '../../i18n/hand-over-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** What was open then: folded away, since a hand-over may leave many. */
function OpenRequests({ open }: Pick<HandOverView, 'open'>) {
  const say = useWords(handOverWords);
  const { language } = usePreferences();
  return (
    <details>
      <summary>{say('open', { count: open.length })}</summary>
      <ul>
        {open.map((each) => {
          const [head = '', ...facts] = openRequestLines(each, language);
          return (
            <li key={each.id}>
              {head}
              {facts.map((line) => (
                <div key={line} className="secondary">
                  {line}
                </div>
              ))}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** `signal`: changes when a policy was signed. */
export function HandOverSheets({ signal }: { readonly signal: number }) {
  const say = useWords(handOverWords);
  const { language } = usePreferences();
  const { sealKind, list } = useVocabulary();
  const { time: timeText } = useFormat();
  const { busy, error, run } = useWork();
  const [found, setFound] = useState<readonly HandOverView[]>([]);
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => run(() => call('handover.list', {}), setFound), [run, signal]);
  const wordsOf = ({ seals, left }: HandOverView): string =>
    [
      ...seals.map(({ typeCode, from, to }) =>
        say('moved', {
          seal: sealKind(typeCode),
          from: list(from),
          to: to.length > 0 ? list(to) : say('nobody'),
        }),
      ),
      ...left.map((name) => say('gone', { name })),
    ].join(language === 'zh' ? '；' : '; ');
  const columns = [
    {
      title: say('policy'),
      width: 72,
      render: (_: unknown, { policy }: HandOverView) => say('byPolicy', { policy }),
    },
    {
      title: say('time'),
      width: 124,
      className: 'names',
      render: (_: unknown, { time }: HandOverView) => timeText(time),
    },
    {
      title: say('what'),
      render: (_: unknown, each: HandOverView) => (
        <>
          {wordsOf(each)}
          {each.open.length > 0 && <OpenRequests open={each.open} />}
        </>
      ),
    },
    {
      title: '',
      width: language === 'zh' ? 184 : 216,
      render: (_: unknown, { policy }: HandOverView) => (
        <>
          <Button
            disabled={busy}
            onClick={() =>
              run(
                () => call('handover.save', { policy, language }),
                (place) => setSaved(say('saved', place)),
              )
            }
          >
            {say('save')}
          </Button>{' '}
          <Button disabled={busy} onClick={() => run(() => call('handover.print', { policy, language }))}>
            {say('print')}
          </Button>
        </>
      ),
    },
  ];
  return (
    <section className="panel" data-part="hand-over-sheets">
      <h2 className="section-title">{say('sheets')}</h2>
      <p className="secondary settings-hint">{say('sheetsHint')}</p>
      <Table
        size="small"
        className="hand-over-table"
        tableLayout="fixed"
        rowKey="policy"
        columns={columns}
        dataSource={[...found]}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        locale={{ emptyText: say('noSheets') }}
      />
      {saved !== null && <p role="status">{saved}</p>}
      <ErrorNotice error={error} />
    </section>
  );
}
