/** The diagnostic layer of a report: every named check with what it looked at. */
import { Modal, Table } from 'antd';
import type { ReportView, SignatureView } from '../../../src-main/contract/report-view.ts';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';
import { MarkPlaces } from './mark-places.tsx';

type Check = SignatureView['checks'][number];

export interface TechnicalDetailsProps {
  readonly name: string;
  readonly report: ReportView;
  readonly onClose: () => void;
}

export function TechnicalDetails({ name, report, onClose }: TechnicalDetailsProps) {
  const say = useWords(verifyWords);
  return (
    <Modal open width={880} title={`${say('technical')} · ${name}`} footer={null} onCancel={onClose}>
      <div className="technical" tabIndex={0}>
        <p className="mono">
          {say('fileSm3')} {report.sm3 || '—'}
        </p>
        {report.checks.length > 0 && <CheckTable checks={report.checks} />}
        {report.signatures.map((signature) => (
          <section key={signature.field}>
            <h3 className="section-title">
              {signature.seal?.name ?? signature.signer?.name ?? say('unknownSeal')}
              {signature.marks.length > 0 && (
                <>
                  {' · '}
                  <MarkPlaces signature={signature} />
                </>
              )}
            </h3>
            <p className="mono">
              {say('technicalField')} {signature.field} · {signature.kind}
              <br />
              {say('certificate')} {signature.signer?.serial ?? '–'} · {signature.signer?.issuer ?? '–'}
              <br />
              {say('sealData')} {signature.seal?.id ?? '–'} · v{signature.seal?.version ?? '–'} ·{' '}
              {signature.seal?.makerName ?? '–'}
              <br />
              ByteRange {signature.coverage.byteRange.join(' ')}
            </p>
            <CheckTable checks={signature.checks} />
          </section>
        ))}
      </div>
    </Modal>
  );
}

function CheckTable({ checks }: { readonly checks: readonly Check[] }) {
  const say = useWords(verifyWords);
  const rows = checks.map((check, index) => ({
    key: index,
    check: `${say(check.axis)} · ${check.check}`,
    outcome: [say(`outcome-${check.outcome}`), check.code].filter(Boolean).join(' · '),
    inputs: Object.entries(check.inputs ?? {})
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(' · '),
  }));
  const columns = [
    { title: say('check'), dataIndex: 'check', width: 240 },
    { title: say('outcome'), dataIndex: 'outcome', width: 200 },
    { title: say('inputs'), dataIndex: 'inputs', className: 'mono' },
  ];
  return <Table size="small" pagination={false} dataSource={rows} columns={columns} />;
}
