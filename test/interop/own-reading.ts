/** The same questions that other programs get, answered by this project's own readers, so that the answers can be compared. */
import { equalBytes } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { checkCertificateListed } from '../../src-main/seal/certificate-list.ts';
import { parseSealSignature } from '../../src-main/seal/seal-signature.ts';
import { parseSeal, type SESeal } from '../../src-main/seal/seal-structure.ts';
import { checkValue } from '../../src-main/seal/value-checks.ts';
import type { Sample } from './samples.ts';

/** Our answer in the words of the oracles; null for kinds that another module of the project reads. */
export function ownAnswer(sample: Sample): string | null {
  if (sample.kind === 'seal') return sealAnswer(parseSeal(sample.bytes));
  return sample.kind === 'signature' ? signatureAnswer(sample) : null;
}

function sealAnswer(seal: SESeal): string {
  const { signatureAlgorithm: algorithm, signedMessage: message, signatureValue: value } = seal;
  const certificate = parseCertificate(seal.makerCertificate);
  const [result] = checkValue(
    'seal.maker-signature',
    { certificate, algorithm, message, value },
    'SEAL_SIG_BAD',
  );
  return result?.outcome === 'ok' ? `ok v${seal.version}` : 'bad maker';
}

function signatureAnswer({ bytes, document }: Sample): string {
  const signature = parseSealSignature(bytes);
  const maker = sealAnswer(signature.seal);
  if (!maker.startsWith('ok')) return maker;
  const { signatureAlgorithm: algorithm, tbs: message, signatureValue: value, seal } = signature;
  const certificate = parseCertificate(signature.certificate);
  const [result] = checkValue('signature.value', { certificate, algorithm, message, value }, 'SIG_VALUE_BAD');
  if (result?.outcome !== 'ok') return 'bad value';
  if (checkCertificateListed(seal.info.certificateList, certificate).outcome !== 'ok') return 'bad list';
  return document && equalBytes(sm3(document), signature.dataHash) ? `ok v${signature.version}` : 'bad hash';
}
