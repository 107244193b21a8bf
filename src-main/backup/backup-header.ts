/** The head of a backup file (docs/formats.md): what can be known of it without the recovery code, and the wrapped key of what follows. */
import { z } from 'zod';
import { canonicalJson, parseCanonicalJson } from '../approval/canonical-json.ts';
import {
  bigintToBytes,
  concatBytes,
  equalBytes,
  fromBase64,
  toHex,
  utf8Decode,
  utf8Encode,
} from '../crypto/bytes.ts';
import { hmacSm3 } from '../crypto/hmac-sm3.ts';
import { sm2Decrypt } from '../crypto/sm2-encryption.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { RecoveryKeys } from './recovery-key.ts';

const magic = utf8Encode('BYBACKUP');
const VERSION = 1;
const START = magic.length + 2 + 4;
const ORIGIN = 32;
const LONGEST = 16_384;
/** SM3 of all before it, at the end of the file: what rots is found without the code. */
export const END_DIGEST = 32;
const DATA_KEY = 16;

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

const header = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('bianyin.backup/1'),
  /** ISO 8601, UTC. */
  madeAt: z.iso.datetime(),
  /** The newest row of the register in it. */
  journal: z.strictObject({ store: z.string().min(1).max(64), seq: z.int().min(0), sm3: hex64 }),
  /** The register held when it was made. */
  sound: z.boolean(),
  engine: z.string().max(100),
  /** Of the recovery code: octets as base64. */
  salt: z.base64().length(24),
  publicKey: z.base64().length(88),
  /** The key of the chunks, wrapped for that public key. */
  wrappedKey: z.base64().max(400),
});

export type BackupHeader = z.infer<typeof header>;

/** The octets of a head. */
export function writeHead(value: BackupHeader, originKey: Uint8Array): Uint8Array {
  const text = utf8Encode(canonicalJson(header.parse(value)));
  const told = concatBytes(
    magic,
    bigintToBytes(BigInt(VERSION), 2),
    bigintToBytes(BigInt(text.length), 4),
    text,
  );
  return concatBytes(told, hmacSm3(originKey, told));
}

export interface BackupHead {
  readonly header: BackupHeader;
  /** All octets of it, those that show the origin at its end. */
  readonly octets: Uint8Array;
}

/** Errors: `backup-malformed`, `backup-newer`, `file-changed-while-reading`. */
export function readHead(source: ByteSource): BackupHead {
  if (source.size < START + ORIGIN + END_DIGEST) throw malformed('too short');
  const start = source.read(0, START);
  if (!equalBytes(start.subarray(0, magic.length), magic)) throw malformed('no backup');
  const view = new DataView(start.buffer, start.byteOffset, START);
  if (view.getUint16(magic.length) > VERSION) throw new BianyinError('backup-newer');
  const length = view.getUint32(magic.length + 2);
  const end = START + length + ORIGIN;
  if (length > LONGEST || end + END_DIGEST > source.size) throw malformed('head');
  const octets = source.read(0, end);
  try {
    const text = utf8Decode(octets.subarray(START, START + length));
    return { header: header.parse(parseCanonicalJson(text)), octets };
  } catch (cause) {
    throw new BianyinError('backup-malformed', { what: 'head' }, { cause });
  }
}

/** What only a program that has the origin key could write under this head; hex. Null: it was written with another key, or by somebody else. */
export function originOf({ octets }: BackupHead, originKey: Uint8Array): string | null {
  const origin = octets.subarray(-ORIGIN);
  return equalBytes(hmacSm3(originKey, octets.subarray(0, -ORIGIN)), origin) ? toHex(origin) : null;
}

/** Errors: `recovery-code-other`, `backup-not-own`, `decryption-failed`. */
export function dataKeyOf(head: BackupHead, keys: RecoveryKeys): Uint8Array {
  const { publicKey, wrappedKey } = head.header;
  if (!equalBytes(fromBase64(publicKey), keys.publicKey)) throw new BianyinError('recovery-code-other');
  if (originOf(head, keys.originKey) === null) throw new BianyinError('backup-not-own');
  const key = sm2Decrypt(keys.privateKey, fromBase64(wrappedKey));
  if (key.length !== DATA_KEY) throw new BianyinError('decryption-failed');
  return key;
}

export function malformed(what: string): BianyinError {
  return new BianyinError('backup-malformed', { what });
}
