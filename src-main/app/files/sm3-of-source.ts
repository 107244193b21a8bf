/** The SM3 of a whole file, in parts, so that the window stays alive meanwhile. */
import { toHex } from '../../crypto/bytes.ts';
import { sm3Stream } from '../../crypto/sm3.ts';
import type { ByteSource } from '../../domain/byte-source.ts';

/** Octets hashed before other work gets its turn. */
const CHUNK = 4 * 1024 * 1024;

/** Hex SM3 of all octets, or of the first `length`. Errors: `file-changed-while-reading`. */
export async function sm3OfSource(source: ByteSource, length = source.size): Promise<string> {
  const hash = sm3Stream();
  for (let at = 0; at < length; at += CHUNK) {
    hash.update(source.read(at, Math.min(CHUNK, length - at)));
    await new Promise(setImmediate);
  }
  return toHex(hash.digest());
}
