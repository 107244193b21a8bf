/** The certificate of a token by its CKA_ID. */
import type { TokenCertificate } from '../../src-main/signer/pkcs11/certificate-objects.ts';
import type { TokenSession } from '../../src-main/signer/pkcs11/token-session.ts';

/** Throws where the token has none of that id. */
export function certificateOf(session: Pick<TokenSession, 'certificates'>, id: string): TokenCertificate {
  const found = session.certificates.find((each) => each.id === id);
  if (!found) throw new Error(`no certificate ${id}`);
  return found;
}
