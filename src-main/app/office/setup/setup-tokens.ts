/** Who a token belongs to, before there is any policy: read from its certificates and from seal 05 on it, judged by the trust that was confirmed. */
import { typeCodeOf } from '../../../city/seal-register.ts';
import { readTrustStore, type TrustMaterial } from '../../../city/trust-store.ts';
import { fromBase64, toHex } from '../../../crypto/bytes.ts';
import { sm3 } from '../../../crypto/sm3.ts';
import { parseCertificate, type Certificate } from '../../../pki/certificate.ts';
import { organisationCodes } from '../../../pki/organisation-code.ts';
import { checkSeal } from '../../../seal/seal-rules.ts';
import { parseSeal, type SESeal } from '../../../seal/seal-structure.ts';
import type { TokenSummaryMessage } from '../../../signer/answers.ts';
import { signerClient } from '../../../tokens/signer-client.ts';
import type { SetupTokenView } from '../../../contract/office-views.ts';
import type { HomeDirectory } from '../../../platform/home-directory.ts';
import { listedCertificates, sealCertificateTest } from '../certificates-of-seals.ts';
import { programOf } from '../../session.ts';

/** Tokens that a module shows. Errors: `token-library-missing`, `token-*`. */
export async function tokensOf(folder: HomeDirectory, module: string): Promise<TokenSummaryMessage[]> {
  const signer = signerClient(programOf(folder, 'enterprise', module));
  try {
    return await signer.listTokens();
  } finally {
    signer.stop();
  }
}

/** The certificate on a token whose key is that of a seal, or undefined. */
export function certificateOfSeal(token: TokenSummaryMessage, seal: SESeal): Certificate | undefined {
  const listed = listedCertificates(seal);
  const ders = token.certificates.map(({ certificate }) => fromBase64(certificate));
  const der = ders.find((each) => listed.includes(toHex(sm3(each))));
  return der && parseCertificate(der);
}

/** Seals on a token. */
export function sealsOf(token: TokenSummaryMessage): SESeal[] {
  return token.seals.map(({ seal }) => parseSeal(fromBase64(seal)));
}

/** Whether a seal passes the checks of GB/T 38540-2020 §6.2 under this trust. */
export function isTrustedSeal(seal: SESeal, trust: TrustMaterial, now: Date): boolean {
  return checkSeal(seal, { ...trust, at: now, now, isTimeProven: true }).every(
    ({ outcome }) => outcome !== 'fail' && outcome !== 'unsure',
  );
}

/** What a token says of itself before any enterprise is connected, judged by the trust that was confirmed so far. */
export function describeSetupToken(
  token: TokenSummaryMessage,
  folder: HomeDirectory,
  now: Date,
): SetupTokenView {
  const trust = readTrustStore(folder.trust);
  const seals = sealsOf(token);
  const legal = seals.find((seal) => typeCodeOf(seal) === '05');
  const certificate = legal && certificateOfSeal(token, legal);
  const [uscc] = certificate ? organisationCodes(certificate) : [];
  const enterprise = uscc === undefined ? null : { name: certificate?.subject.organization ?? uscc, uscc };
  const problem =
    !legal || !certificate
      ? 'no-legal-seal'
      : !isTrustedSeal(legal, trust, now)
        ? 'seal-not-trusted'
        : enterprise === null
          ? 'no-credit-code'
          : null;
  return {
    label: token.label,
    model: token.model,
    isSoftware: token.isSoftware,
    triesState: token.pin.state,
    holder: holderName(token),
    enterprise,
    seals: seals.map((seal) => ({ esId: seal.info.esId, name: seal.info.name, typeCode: typeCodeOf(seal) })),
    problem,
  };
}

/** The personal certificate of a token: the first whose key belongs to no seal; the first of all when there is no such. */
export function personalCertificate(token: TokenSummaryMessage): Certificate | undefined {
  const isOfSeal = sealCertificateTest(token);
  const found = token.certificates.find((each) => !isOfSeal(each)) ?? token.certificates[0];
  return found && parseCertificate(fromBase64(found.certificate));
}

function holderName(token: TokenSummaryMessage): string | null {
  return personalCertificate(token)?.subject.commonName ?? null;
}
