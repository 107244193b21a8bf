/** Who acts: the person of the policy whose certificate is on the token. */
import type { Policy, PolicyPerson } from '../approval/policy.ts';
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { TokenCertificate } from './pkcs11/certificate-objects.ts';

export interface ActingPerson {
  readonly person: PolicyPerson;
  readonly certificate: TokenCertificate;
  /** Hex SM3 of the certificate (DER). */
  readonly certificateSm3: string;
}

/** The person whose certificate the token holds. Errors: `person-not-on-token`. */
export function actingPerson(
  policy: Policy,
  token: { readonly label: string; readonly certificates: readonly TokenCertificate[] },
): ActingPerson {
  for (const certificate of token.certificates) {
    const certificateSm3 = toHex(sm3(certificate.der));
    const person = policy.people.find((each) => each.certificateSm3.includes(certificateSm3));
    if (person) return { person, certificate, certificateSm3 };
  }
  throw new BianyinError('person-not-on-token', { token: token.label });
}
