/** Whether a person's certificate can be used, in words; number and issuer on asking. */
import { Tooltip } from 'antd';
import type { PersonCertificateView } from '../../../src-main/contract/office-views.ts';
import { useFormat } from '../../i18n/format.ts';
import { policyWords } from '../../i18n/policy-words.ts';
import { useWords } from '../../i18n/words.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

const words = {
  ok: 'certOk',
  expired: 'certExpired',
  revoked: 'certRevoked',
  unknown: 'certUnknown',
  untrusted: 'certUntrusted',
  absent: 'certAbsent',
} as const;

function useCertificateWords(): (certificate: PersonCertificateView) => string {
  const say = useWords(policyWords);
  const { day } = useFormat();
  return ({ state, validTo }) => say(words[state], { day: validTo === null ? '' : day(validTo) });
}

export function CertificateState({ certificate }: { readonly certificate: PersonCertificateView }) {
  const word = useCertificateWords();
  const { issuer, serial, state, sm3 } = certificate;
  const more = [issuer, serial, `SM3 ${sm3.slice(0, 16)}…`].filter((part) => part !== null).join(' · ');
  const level = state === 'ok' ? 'PASS' : state === 'absent' ? 'NONE' : 'UNSURE';
  return (
    <Tooltip title={more}>
      <span className="certificate-state" tabIndex={0}>
        <VerdictShape level={level} size={14} /> {word(certificate)}
      </span>
    </Tooltip>
  );
}
