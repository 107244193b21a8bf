/** Basic path validation (RFC 5280 §6.1) of one path, problems collected instead of the first one thrown. */
import type { Certificate } from './certificate.ts';
import { isUnderstood } from './extensions.ts';
import { namesAllowed, narrowNames, noNameRules } from './name-constraints.ts';
import { oids } from './oids.ts';
import type { ChainRule, PathProblem } from './path-problem.ts';
import { brokenPolicy, isSelfIssued, type PolicyInputs } from './policy-graph.ts';
import { weakness } from './signature-algorithm.ts';

/**
 * What the leaf is used for. `signing`: documents, seals, statements; `timestamping`: RFC 3161 tokens; `crl`: signing lists;
 * `ocsp`: answering for its issuer; `any`: no rule on its key usage.
 */
export type PathPurpose = 'signing' | 'timestamping' | 'crl' | 'ocsp' | 'any';

/** Everything but signatures and revocation. `path` runs from the leaf to the anchor, or to where a partial path ends. */
export function validatePath(
  path: readonly Certificate[],
  at: Date,
  purpose: PathPurpose,
  policies?: PolicyInputs,
): readonly PathProblem[] {
  const [leaf] = path;
  if (!leaf) return [];
  return [
    ...path.flatMap((certificate) => validityProblems(certificate, at)),
    ...path.slice(0, -1).flatMap((certificate, i) => weaknessProblems(certificate, path[i + 1])),
    ...path.flatMap(criticalProblems),
    ...path.slice(1).flatMap(issuerProblems),
    ...pathLengthProblems(path),
    ...nameProblems(path),
    ...policyProblems(path, policies),
    ...usageProblems(leaf, purpose),
  ];
}

function broken(certificate: Certificate, rule: ChainRule): PathProblem {
  return { code: 'CHAIN_INVALID', certificate, rule };
}

function validityProblems(certificate: Certificate, at: Date): readonly PathProblem[] {
  const { notBefore, notAfter } = certificate;
  if (at < notBefore) return [{ code: 'CERT_NOT_YET_VALID', certificate, date: notBefore }];
  // notAfter is inclusive to the second (§4.1.2.5); `at` may carry milliseconds.
  if (at.getTime() >= notAfter.getTime() + 1000)
    return [{ code: 'CERT_EXPIRED', certificate, date: notAfter }];
  return [];
}

function weaknessProblems(certificate: Certificate, issuer: Certificate | undefined): readonly PathProblem[] {
  const what = issuer && weakness(issuer.publicKey, certificate.signatureAlgorithm);
  return what === undefined ? [] : [{ code: 'ALG_WEAK', certificate, what }];
}

/** What an authority demands in words that nobody here knows (§4.2): the certificate is not used, and nothing is wrong with it. */
function criticalProblems(certificate: Certificate): readonly PathProblem[] {
  return certificate.extensions
    .filter((each) => each.critical && !isUnderstood(each))
    .map((each) => ({ code: 'CERT_EXTENSION_UNKNOWN', certificate, what: each.oid }));
}

function issuerProblems(issuer: Certificate): readonly PathProblem[] {
  if (issuer.basicConstraints?.ca !== true && !isOldRoot(issuer)) return [broken(issuer, 'not-a-ca')];
  return issuer.keyUsage && !issuer.keyUsage.keyCertSign ? [broken(issuer, 'key-cert-sign')] : [];
}

/** Roots of version 1 have no extensions at all; only an anchor can be one, since others fail on their own issuer. */
function isOldRoot(certificate: Certificate): boolean {
  return certificate.version === 1 && isSelfIssued(certificate);
}

/** pathLenConstraint counts the certificates below that are not self-issued, the leaf left out (§4.2.1.9). */
function pathLengthProblems(path: readonly Certificate[]): readonly PathProblem[] {
  return path.slice(1).flatMap((issuer, i) => {
    const limit = issuer.basicConstraints?.pathLength;
    const below = path.slice(1, i + 1).filter((each) => !isSelfIssued(each)).length;
    return limit !== undefined && below > limit ? [broken(issuer, 'path-length')] : [];
  });
}

function nameProblems(path: readonly Certificate[]): readonly PathProblem[] {
  const problems: PathProblem[] = [];
  let rules = noNameRules;
  for (const [i, certificate] of path.toReversed().entries()) {
    const isAnchor = i === 0 && path.length > 1;
    const exempt = isAnchor || (isSelfIssued(certificate) && i < path.length - 1);
    if (!exempt && !namesAllowed(rules, certificate)) problems.push(broken(certificate, 'name-constraints'));
    rules = narrowNames(rules, certificate);
  }
  return problems;
}

function policyProblems(path: readonly Certificate[], inputs?: PolicyInputs): readonly PathProblem[] {
  const certificate = brokenPolicy(path.length > 1 ? path.slice(0, -1).reverse() : [], inputs);
  return certificate ? [broken(certificate, 'policy')] : [];
}

function usageProblems(leaf: Certificate, purpose: PathPurpose): readonly PathProblem[] {
  return usageAllows(leaf, purpose) ? [] : [{ code: 'CERT_USAGE_FORBIDDEN', certificate: leaf }];
}

/** Whether key usage and extended key usage allow the purpose. An absent key usage forbids nothing (§4.2.1.3). */
export function usageAllows(leaf: Certificate, purpose: PathPurpose): boolean {
  const { keyUsage, extendedKeyUsage } = leaf;
  const signs = !keyUsage || keyUsage.digitalSignature || keyUsage.nonRepudiation;
  switch (purpose) {
    case 'any':
      return true;
    case 'crl':
      return !keyUsage || keyUsage.cRLSign;
    case 'ocsp':
      return signs && extendedKeyUsage?.purposes.includes(oids.ocspSigningPurpose) === true;
    case 'signing':
      return signs && !isServiceOnly(extendedKeyUsage?.purposes ?? []);
    case 'timestamping': {
      // RFC 3161 §2.3: critical, and for nothing else.
      const [first, ...others] = extendedKeyUsage?.purposes ?? [];
      const dedicated = first === oids.timeStampingPurpose && others.length === 0;
      return signs && dedicated && extendedKeyUsage?.critical === true;
    }
  }
}

/** A certificate for time stamps or OCSP answers alone signs no documents. */
function isServiceOnly(purposes: readonly string[]): boolean {
  const services: readonly string[] = [oids.timeStampingPurpose, oids.ocspSigningPurpose];
  return purposes.length > 0 && purposes.every((each) => services.includes(each));
}
