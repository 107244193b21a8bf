/**
 * The status of all seals for the document worker. The host names file and digest; only octets of that digest count, whatever
 * happens to the file. The last image stays in memory: a thousand files are judged by one reading.
 */
import { toHex } from '../crypto/bytes.ts';
import { sm3 } from '../crypto/sm3.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { openStatusImage, type StatusImage } from '../seal/status-image.ts';
import { lookUps, type StatusState } from '../seal/status-snapshot.ts';
import type { StatusInput } from './messages.ts';

let kept: { readonly sm3: string; readonly image: StatusImage } | undefined;

/** `forged` when the file does not hold (any more) what the host has verified: then nothing in it is believed. */
export function readStatus(input: StatusInput): StatusState | 'forged' {
  if (kept?.sm3 !== input.imageSm3) {
    const octets = octetsOf(input);
    if (octets === null) return 'forged';
    kept = { sm3: input.imageSm3, image: openStatusImage(octets) };
  }
  const { image } = kept;
  const { seq, sm3: statementSm3, scope, policy, publisher } = input;
  return {
    ...{ seq, scope, policy, publisher, sm3: statementSm3 },
    thisUpdate: new Date(input.thisUpdate),
    nextUpdate: new Date(input.nextUpdate),
    ...lookUps(image),
  };
}

function octetsOf({ file, offset, length, imageSm3 }: StatusInput): Uint8Array | null {
  try {
    const source = openFileSource(file);
    try {
      if (offset + length > source.size) return null;
      const octets = source.read(offset, length);
      return toHex(sm3(octets)) === imageSm3 ? octets : null;
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}
