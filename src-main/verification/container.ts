/** What /Contents holds, told by its DER (standards: SES_Signature, SignedData, time-stamp token) and never by /SubFilter. */
import { readDer } from '../crypto/der.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseSignedData, type SignedData } from '../pki/signed-data.ts';
import { detectSignatureContainer, parseSealSignature, type SealSignature } from '../seal/seal-signature.ts';
import type { CheckLog } from './check-log.ts';
import { signedDataKind } from './cms-verdict.ts';
import type { SignatureKind } from './report.ts';

export type Container =
  | { readonly kind: 'ses-v1' | 'ses-v4' | 'ses-v5'; readonly seal: SealSignature }
  | { readonly kind: 'gbt35275' | 'cms' | 'rfc3161'; readonly data: SignedData }
  | { readonly kind: 'unknown' };

const check = 'container';

/** Reads the container and checks its padding; what cannot be read is a finding and `unknown`. */
export function readContainer(contents: Uint8Array, log: CheckLog): Container {
  const shape = detectSignatureContainer(contents);
  if (shape === 'unknown' && isDamaged(contents)) {
    log.finding(check, 'FORMAT_MALFORMED', { size: contents.length });
    return { kind: 'unknown' };
  }
  if (shape === 'unknown' || shape === 'bare-signature') {
    log.finding(check, 'SIG_ALG_UNSUPPORTED', { shape });
    return { kind: 'unknown' };
  }
  try {
    const container = shape === 'seal-signature' ? readSeal(contents, log) : readSignedData(contents, log);
    log.ok('integrity', check, { kind: container.kind });
    return container;
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    log.finding(check, error.code === 'seal-too-large' ? 'RESOURCE_LIMIT' : 'FORMAT_MALFORMED', {
      reason: error.code,
    });
    return { kind: 'unknown' };
  }
}

/** All zero, or no DER at all: nothing was ever signed here, or it was destroyed. */
function isDamaged(contents: Uint8Array): boolean {
  try {
    const node = readDer(contents, { ber: true, allowTrailing: true, maxNodes: 100_000 });
    return node.tag === 0 || node.content.length === 0;
  } catch (error) {
    if (error instanceof BianyinError) return true;
    throw error;
  }
}

function readSeal(contents: Uint8Array, log: CheckLog): Container {
  const length = readDer(contents, { allowTrailing: true, maxNodes: 8192 }).bytes.length;
  checkPadding(contents.subarray(length), log);
  const seal = parseSealSignature(contents.subarray(0, length));
  const kinds: Readonly<Record<1 | 4 | 5, SignatureKind & ('ses-v1' | 'ses-v4' | 'ses-v5')>> = {
    1: 'ses-v1',
    4: 'ses-v4',
    5: 'ses-v5',
  };
  return { kind: kinds[seal.version], seal };
}

function readSignedData(contents: Uint8Array, log: CheckLog): Container {
  const data = parseSignedData(contents, { allowTrailing: true });
  checkPadding(contents.subarray(data.der.length), log);
  const kind = signedDataKind(data);
  if (kind !== 'gbt35275' && kind !== 'cms' && kind !== 'rfc3161') return { kind: 'unknown' };
  return { kind, data };
}

/**
 * Only 0x00 should follow the DER (attack P05). Other octets there are protected by nothing and read by nobody, as some
 * producers leave them; one more signature among them is a second reading.
 */
function checkPadding(padding: Uint8Array, log: CheckLog): void {
  const first = padding.findIndex((byte) => byte !== 0);
  if (first < 0) return log.ok('integrity', 'padding', { bytes: padding.length });
  const isSecond = detectSignatureContainer(padding.subarray(first)) !== 'unknown';
  log.finding('padding', isSecond ? 'CONTENTS_AMBIGUOUS' : 'PADDING_NOT_ZERO', {
    problem: 'octets after the signature',
  });
}
