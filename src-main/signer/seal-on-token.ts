/** Finds what a request needs on the token that is about to seal: the seal, its certificate, the keeper's own certificate. */
import { openRequest } from '../approval/request.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { checkCertificateListed } from '../seal/certificate-list.ts';
import { parseSeal, type SESeal } from '../seal/seal-structure.ts';
import type { StoredRequest } from '../store/statements.ts';
import { actingPerson } from './acting-person.ts';
import { policyInForce } from '../approval/policy-chain.ts';
import type { TokenCertificate } from './pkcs11/certificate-objects.ts';
import type { TokenSummary } from './pkcs11/token-listing.ts';
import type { TokenModule } from './pkcs11/token-module.ts';
import { requireOwnSeal } from '../home/own-seals.ts';
import { policyFacts, type HomeMoment } from '../home/home-moment.ts';

export interface SealOnToken {
  readonly seal: SESeal;
  /** The certificate that the seal lists; its key makes the seal's signature. */
  readonly certificate: TokenCertificate;
  /** The keeper's personal certificate. */
  readonly keeper: TokenCertificate;
}

/**
 * Needs no PIN. Errors: `token-not-found`, `seal-not-on-token`, `seal-not-trusted`, `seal-not-as-registered`,
 * `seal-other-authority`, `person-not-on-token`, `pin-locked`.
 */
export function sealOnToken(
  moment: HomeMoment,
  tokens: Pick<TokenModule, 'listTokens'>,
  label: string,
  stored: StoredRequest,
): SealOnToken {
  const token = tokens.listTokens().find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  if (token.pin.state === 'locked') throw new BianyinError('pin-locked', { label });
  const { esId } = openRequest(stored.request).request.seal;
  const { seal, certificate } = findSeal(token, esId);
  requireOwnSeal(moment, seal);
  const policy = policyInForce(policyFacts(moment));
  return { seal, certificate, keeper: actingPerson(policy.value, token).certificate };
}

function findSeal(token: TokenSummary, esId: string): { seal: SESeal; certificate: TokenCertificate } {
  for (const object of token.seals.filter((each) => each.esId === esId)) {
    const seal = parseSeal(object.der);
    // The seal itself says which certificates may sign with it; the token's identifiers are hints.
    const listed = token.certificates.filter((each) => isListed(seal, each));
    const certificate = listed.find((each) => each.id === object.id) ?? listed[0];
    if (seal.info.esId === esId && certificate) return { seal, certificate };
  }
  throw new BianyinError('seal-not-on-token', { token: token.label, seal: esId });
}

function isListed(seal: SESeal, certificate: TokenCertificate): boolean {
  return (
    checkCertificateListed(seal.info.certificateList, parseCertificate(certificate.der)).outcome === 'ok'
  );
}
