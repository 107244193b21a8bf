/** The same questions that other programs get, answered by this project's own readers, so that the answers can be compared. */
import { equalBytes } from '../../src-main/crypto/bytes.ts';
import { hash } from '../../src-main/crypto/hashes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { verifySignedData } from '../../src-main/pki/signed-data-verification.ts';
import { parseSignedData } from '../../src-main/pki/signed-data.ts';
import { verifyTimeStampToken } from '../../src-main/pki/timestamp-verification.ts';
import { parseTimeStampToken } from '../../src-main/pki/timestamp.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { checkCertificateListed } from '../../src-main/seal/certificate-list.ts';
import { parseSealSignature } from '../../src-main/seal/seal-signature.ts';
import { parseSeal, type SESeal } from '../../src-main/seal/seal-structure.ts';
import { checkValue } from '../../src-main/seal/value-checks.ts';
import type { Sample } from './samples.ts';

/** Our answer in the words of the oracles. */
export function ownAnswer(sample: Sample): string {
  switch (sample.kind) {
    case 'seal':
      return sealAnswer(parseSeal(sample.bytes));
    case 'signature':
      return signatureAnswer(sample);
    case 'signed-data':
      return signedDataAnswer(sample);
  }
}

function sealAnswer(seal: SESeal): string {
  const { signatureAlgorithm: algorithm, signedMessage: message, signatureValue: value } = seal;
  const certificate = parseCertificate(seal.makerCertificate);
  const [result] = checkValue(
    'seal.maker-signature',
    { certificate, algorithm, message, value },
    'SEAL_SIG_BAD',
  );
  if (result?.outcome !== 'ok') return 'bad maker';
  return `ok v${seal.version}${stampAnswer(seal)}`;
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
  if (!document || !equalBytes(sm3(document), signature.dataHash)) return 'bad hash';
  return `ok v${signature.version}${stampAnswer(signature)}`;
}

/** The token's own signature and its imprint; whom it comes from is no question here. */
function stampAnswer({ timeStamp, signatureValue }: Pick<SESeal, 'timeStamp' | 'signatureValue'>): string {
  if (!timeStamp) return '';
  const token = parseTimeStampToken(timeStamp);
  const imprintOf = (): readonly Uint8Array[] => [sm3(signatureValue)];
  const { reasons } = verifyTimeStampToken({ token, imprintOf, anchors: [], intermediates: [], crls: [] });
  if (reasons.includes('signature')) return ' with bad time stamp';
  return reasons.includes('imprint') ? ' with foreign time stamp' : ' with time stamp';
}

function signedDataAnswer({ bytes, document = new Uint8Array() }: Sample): string {
  const data = parseSignedData(bytes);
  const [signer] = verifySignedData(data, { digest: (name) => hash(name, document) });
  if (signer?.ok === true) return data.content ? 'ok attached' : 'ok detached';
  return signer?.codes.includes('INTEGRITY_HASH_MISMATCH') ? 'bad hash' : 'bad value';
}
