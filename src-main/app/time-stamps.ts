/** Where time stamps come from: the embedded city of a sandbox, or the service (RFC 3161 over HTTP) that an enterprise has named. */
import { randomBytes } from 'node:crypto';
import { bytesToBigint } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { buildTimeStampRequest, parseTimeStampResponse, parseTimeStampToken } from '../pki/timestamp.ts';

/** Gives a token (DER) over a 32-octet SM3 imprint. */
export type Timestamps = (imprint: Uint8Array) => Promise<Uint8Array>;

/** Longest wait for the service, ms. */
const PATIENCE_MS = 15_000;
/** A token with its certificates is a few thousand octets. */
const LARGEST_ANSWER = 256 * 1024;

/**
 * Asks a service. Only a digest leaves this machine. Whether the token is to be believed is judged by whoever uses it.
 * Errors: `timestamp-service-failed`.
 */
export function timestampService(url: string): Timestamps {
  return async (imprint) => {
    // Positive, so that the number comes back in as many octets as it went.
    const nonce = bytesToBigint(Uint8Array.of(1, ...randomBytes(8)));
    try {
      const answer = await post(
        url,
        buildTimeStampRequest({ hash: 'sm3', digest: imprint, nonce, certReq: true }),
      );
      const { granted, token } = parseTimeStampResponse(answer);
      if (granted && token && parseTimeStampToken(token).nonce === nonce) return token;
    } catch (cause) {
      throw new BianyinError('timestamp-service-failed', {}, { cause });
    }
    throw new BianyinError('timestamp-service-failed');
  };
}

/** RFC 3161 §3.4. A redirection would lead to a service that nobody has named. */
async function post(url: string, query: Uint8Array): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    headers: { 'content-type': 'application/timestamp-query' },
    body: Uint8Array.from(query),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  return readAnswer(response.body);
}

async function readAnswer(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > LARGEST_ANSWER) throw new Error('answer too long');
    pieces.push(piece);
  }
  return Uint8Array.from(Buffer.concat(pieces));
}
