/** The signer's one question to the host: a time-stamp token (RFC 3161) over an SM3 imprint. Only a digest leaves this process. */
import { fromBase64, toBase64 } from '../crypto/bytes.ts';
import type { Ask } from '../platform/worker-main.ts';

/** DER of the token; null when there is none to be had. */
export async function askForToken(ask: Ask, imprint: Uint8Array): Promise<Uint8Array | null> {
  const answer = await ask({ name: 'timestamp', imprint: toBase64(imprint) });
  return typeof answer === 'string' ? fromBase64(answer) : null;
}
