/** The certificate behind a signature and the seal that it used, in the words of an office; digests for whoever compares. */
import { Modal } from 'antd';
import type { SignatureView } from '../../../src-main/contract/report-view.ts';
import { useFormat } from '../../i18n/format.ts';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';

export interface CertificateDetailsProps {
  readonly signature: SignatureView;
  readonly onClose: () => void;
}

export function CertificateDetails({ signature: { signer, seal }, onClose }: CertificateDetailsProps) {
  const say = useWords(verifyWords);
  const { day } = useFormat();
  const span = (from: string, to: string): string => say('span', { from: day(from), to: day(to) });
  const facts: (readonly [string, string])[] = [
    ...(signer
      ? [
          [say('subject'), signer.name] as const,
          [say('organization'), signer.organization || '–'] as const,
          [say('issuer'), signer.issuer] as const,
          [say('validity'), span(signer.validFrom, signer.validTo)] as const,
          [say('serial'), signer.serial] as const,
          [say('certificateSm3'), signer.certificateSm3] as const,
        ]
      : []),
    ...(seal
      ? [
          [say('sealNumber'), seal.id] as const,
          [say('sealMaker'), seal.makerName] as const,
          [say('sealValidity'), span(seal.validFrom, seal.validTo)] as const,
          [say('pictureSm3'), seal.pictureSm3] as const,
        ]
      : []),
  ];
  return (
    <Modal open width={640} title={say('certificateOf')} footer={null} onCancel={onClose}>
      <dl className="certificate">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
