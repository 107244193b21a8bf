/** The 统一社会信用代码 (GB 32100-2015) that a certificate names for its holder's organisation (GB/T 20518-2018 §5.2.4). */
import { utf8Decode } from '../crypto/bytes.ts';
import { isSocialCreditCode } from '../domain/social-credit-code.ts';
import type { Certificate } from './certificate.ts';

/** Where authorities write it: O, organizationIdentifier, serialNumber. OU and CN may be anybody's free text. */
const attributes: readonly string[] = ['2.5.4.10', '2.5.4.97', '2.5.4.5'];
/** Private extensions for identities: GB/T 20518 (1.2.156.10260.4) and the older ones of the same purpose. */
const extensionArcs: readonly string[] = ['1.2.156.10260.4.', '1.2.86.11.7.'];
/** A code that stands by itself: no letter or digit on either side. */
const candidate = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/g;

/**
 * Codes that the certificate names, each once; empty when it names none. The certificate's own signature is the caller's
 * concern: without a path to an anchor this is what anybody may claim.
 */
export function organisationCodes({ subject, extensions }: Certificate): readonly string[] {
  const named = subject.relativeNames
    .flat()
    .filter(({ oid }) => attributes.includes(oid))
    .map(({ exact }) => exact ?? '');
  const identities = extensions
    .filter(({ oid }) => extensionArcs.some((arc) => oid.startsWith(arc)))
    .map(({ value }) => asText(value));
  const codes = [...named, ...identities].flatMap((text) => text.match(candidate) ?? []);
  return [...new Set(codes)].filter(isSocialCreditCode);
}

/** The value is a character string in most certificates, and bare text in some: its header octets become separators. */
function asText(value: Uint8Array): string {
  const header = value.length > 2 && value[1] === value.length - 2 ? 2 : 0;
  try {
    return utf8Decode(value.subarray(header));
  } catch {
    return '';
  }
}
