/**
 * `token.test`: which ways of a token give SM2 signatures (docs/adr/0060). What is signed is made here and says what it is; no reader takes it for
 * a statement, a seal or a document, and the signatures stay in this process.
 */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { canonicalJson } from '../approval/canonical-json.ts';
import { toHex, utf8Encode } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { parseCertificate } from '../pki/certificate.ts';
import type { TokenTest } from './answers.ts';
import { pinOf } from './go-on.ts';
import type { SignerRequest } from './messages.ts';
import type { TokenCertificate } from './pkcs11/certificate-objects.ts';
import type { TokenModule } from './pkcs11/token-module.ts';
import type { TokenSession } from './pkcs11/token-session.ts';
import type { TriedWays } from './pkcs11/try-ways.ts';

/** Errors: `token-no-sm2-certificate`, `token-key-missing`, `pin-*`, `token-*`. */
export async function testToken(
  tokens: TokenModule,
  library: string,
  request: Extract<SignerRequest, { name: 'token.test' }>,
): Promise<TokenTest> {
  const { tried, ended } = await tokens.withSession(request.token, pinOf(request), triedBy);
  const traits = tokens.listTokens().find(({ label }) => label === request.token);
  return {
    ...{ library: basename(library), manufacturer: traits?.manufacturer ?? '', model: traits?.model ?? '' },
    ended: ended?.code ?? null,
    tried: tried.map(({ way, ...outcome }) => ({ ...way, ...outcome })),
  };
}

/** With the certificates in turn, until one shows a way that works: keys for encryption sign nothing. */
function triedBy(session: TokenSession): TriedWays {
  const certificates = session.certificates.filter(isSm2);
  if (certificates.length === 0) throw new BianyinError('token-no-sm2-certificate');
  let last: TriedWays | BianyinError | undefined;
  for (const certificate of certificates) {
    const found = triedWith(session, certificate);
    if (!(found instanceof BianyinError) && (found.ended || found.tried.some(works))) return found;
    if (!last || last instanceof BianyinError) last = found;
  }
  if (!last || last instanceof BianyinError) throw last ?? new BianyinError('token-no-sm2-certificate');
  return last;
}

/** A certificate without its key is no reason to pass over the others. */
function triedWith(session: TokenSession, certificate: TokenCertificate): TriedWays | BianyinError {
  try {
    return session.tryWays(certificate, testMessage());
  } catch (error) {
    if (failedWith(error, 'token-key-missing') && error instanceof BianyinError) return error;
    throw error;
  }
}

function works({ outcome }: TriedWays['tried'][number]): boolean {
  return outcome === 'works';
}

function isSm2({ der }: TokenCertificate): boolean {
  return parseCertificate(der).publicKey.kind === 'sm2';
}

function testMessage(): Uint8Array {
  return utf8Encode(canonicalJson({ nonce: toHex(randomBytes(32)), purpose: 'bianyin.token-test' }));
}
