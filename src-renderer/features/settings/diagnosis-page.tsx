/** UKey 诊断: causes and cures, the devices on the bus, and the text that may leave this machine, shown before it is saved. */
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { DiagnosisView, FindingView } from '../../../src-main/contract/seal-views.ts';
import { call } from '../../bridge/bridge.ts';
import { diagnosisWords, findingWords } from '../../i18n/diagnosis-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useWork } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { DriversPanel } from './drivers-panel.tsx';
import { ProfilesPanel } from './profiles-panel.tsx';
import { TokenPins } from './token-pins.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

const shapes = { good: 'PASS', warning: 'UNSURE', error: 'FAIL' } as const;

export function DiagnosisPage() {
  const say = useWords(diagnosisWords);
  const { busy, error, run } = useWork();
  const [found, setFound] = useState<DiagnosisView | null>(null);
  const [isExporting, setExporting] = useState(false);
  useEffect(() => run(() => call('diagnosis.run', {}), setFound), [run]);
  const devices = found?.devices?.filter(({ kind }) => kind !== 'other') ?? null;
  return (
    <>
      <section className="panel">
        <p className="settings-hint">{say('lead')}</p>
        <ErrorNotice error={error} />
        {found === null && busy && <p role="status">{say('running')}</p>}
        {found && <Findings findings={found.findings} />}
        {found && (
          <p className="secondary">
            {say('summary', { module: found.module, tokens: found.tokens })} ·{' '}
            {devices ? say('summaryUsb', { devices: devices.length }) : say('summaryNoUsb')}
          </p>
        )}
        {devices && devices.length > 0 && <Devices devices={devices} />}
      </section>
      <TokenPins />
      <DriversPanel />
      <ProfilesPanel />
      <div className="row-end page-foot">
        <Button disabled={found === null} onClick={() => setExporting(true)}>
          {say('export')}
        </Button>
        <Button type="primary" loading={busy} onClick={() => run(() => call('diagnosis.run', {}), setFound)}>
          {say('run')}
        </Button>
      </div>
      {isExporting && <ExportDialog onClose={() => setExporting(false)} />}
    </>
  );
}

function Findings({ findings }: { readonly findings: readonly FindingView[] }) {
  const say = useWords(findingWords);
  const sayToken = useWords(diagnosisWords);
  const { day } = useFormat();
  const { tokens } = useOffice();
  /** A label tells little to those who do not keep the UKeys: whose it is stands behind it. */
  const named = (label: string): string => {
    const holder = tokens.find((token) => token.label === label)?.holder;
    return holder ? sayToken('tokenOf', { label, holder: holder.name }) : label;
  };
  const values = ({ detail }: FindingView) => ({
    ...detail,
    day: detail['day'] ? day(detail['day']) : '',
    token: detail['token'] ? named(detail['token']) : '',
  });
  return (
    <ul className="findings">
      {findings.map((finding, i) => (
        <li key={i}>
          <VerdictShape level={shapes[finding.level]} size={20} />
          <span>{say(finding.code, values(finding))}</span>
        </li>
      ))}
    </ul>
  );
}

function Devices({ devices }: { readonly devices: NonNullable<DiagnosisView['devices']> }) {
  const say = useWords(diagnosisWords);
  return (
    <>
      <h3 className="section-title">{say('devices')}</h3>
      <ul className="devices">
        {devices.map(({ id, vendor, product, kind }, i) => (
          <li key={i}>
            <span className="digest">{id}</span> {say(kind)} {vendor} {product}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ExportProps {
  readonly onClose: () => void;
}

/** Drivers are examined for it once more, call by call; what is shown is what is saved. */
function ExportDialog({ onClose }: ExportProps) {
  const say = useWords(diagnosisWords);
  const { busy, error, run } = useWork();
  const [text, setText] = useState<string | null>(null);
  useEffect(
    () =>
      run(
        () => call('diagnosis.examine', {}),
        (found) => setText(found.text),
      ),
    [run],
  );
  const [saved, setSaved] = useState<string | null>(null);
  const save = (): void =>
    run(
      () => call('diagnosis.save', {}),
      (place) => setSaved(say('saved', place)),
    );
  return (
    <Modal
      open
      width={720}
      title={say('exportTitle')}
      okText={say('save')}
      cancelText={say('close')}
      confirmLoading={busy}
      okButtonProps={{ disabled: text === null }}
      onOk={save}
      onCancel={onClose}
    >
      <p className="secondary">{say('exportHint')}</p>
      {text === null ? (
        busy && <p role="status">{say('examining')}</p>
      ) : (
        <pre className="diagnosis-text" tabIndex={0}>
          {text}
        </pre>
      )}
      <ErrorNotice error={error} />
      <p role="status">{saved}</p>
    </Modal>
  );
}
