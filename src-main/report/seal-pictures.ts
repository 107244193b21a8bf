/** The pictures inside the seals of a file, as they were signed; the report names each by its SM3. */
import { toHex } from '../crypto/bytes.ts';
import { readDer } from '../crypto/der.ts';
import { sm3 } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { openPdf } from '../pdf/document.ts';
import { decodePng, isPng } from '../pdf/png-image.ts';
import { listSignatures } from '../pdf/signature-field.ts';
import { detectSignatureContainer, parseSealSignature } from '../seal/seal-signature.ts';
import type { SealPictures } from './sheet-input.ts';

/** Different pictures of one file that are handed out. */
const MOST = 12;
const LARGEST = 2 * 1024 * 1024;

/** PNG pictures that really are some, by the hex SM3 of their octets. A file that cannot be read has none. */
export function sealPictures(source: ByteSource): SealPictures {
  const found = new Map<string, Uint8Array>();
  for (const picture of unlessBroken(() => signedContents(source), [])
    .map((contents) => unlessBroken(() => pictureIn(contents), null))
    .filter((each) => each !== null)) {
    if (found.size < MOST) found.set(toHex(sm3(picture)), picture);
  }
  return found;
}

function signedContents(source: ByteSource): Uint8Array[] {
  return listSignatures(openPdf(source)).flatMap(({ signature }) => {
    const bytes = signature && signature !== 'malformed' ? signature.contents?.bytes : undefined;
    return bytes && bytes.length > 0 ? [bytes] : [];
  });
}

function pictureIn(contents: Uint8Array): Uint8Array | null {
  if (detectSignatureContainer(contents) !== 'seal-signature') return null;
  const { length } = readDer(contents, { allowTrailing: true, maxNodes: 8192 }).bytes;
  const { data } = parseSealSignature(contents.subarray(0, length)).seal.info.picture;
  if (data.length > LARGEST || !isPng(data)) return null;
  decodePng(data);
  return data;
}

/** What lies about its form is left out here: the verdict has spoken of it already. */
function unlessBroken<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) return otherwise;
    throw error;
  }
}
