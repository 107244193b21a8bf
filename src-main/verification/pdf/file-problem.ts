/** What it means for a verdict that a file cannot be read: each refusal of the reader is an answer with a code. */
import type { ByteSource } from '../../domain/byte-source.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { VerdictCode } from '../../domain/verdict-codes.ts';

const chunk = 1 << 20;
const marker = '/ByteRange';

const plainCodes: ReadonlyMap<string, VerdictCode> = new Map([
  ['pdf-limit', 'RESOURCE_LIMIT'],
  ['pdf-encrypted', 'ENCRYPTED'],
  ['pdf-not-a-pdf', 'NOT_A_PDF'],
]);

/** The code for an error that ended the verification of a file. */
export function codeOfProblem(error: unknown, source: ByteSource): VerdictCode {
  if (error instanceof RangeError && /stack|length/i.test(error.message)) return 'RESOURCE_LIMIT';
  if (!(error instanceof BianyinError)) return 'ENGINE_ERROR';
  const plain = plainCodes.get(error.code);
  if (plain) return plain;
  if (!error.code.startsWith('pdf-')) return 'ENGINE_ERROR';
  // A damaged file that was never signed is no forgery; one that carries a signature is not accepted.
  if (!claimsSignature(source)) return 'FILE_UNREADABLE';
  return error.code === 'pdf-trailing-data' ? 'TRAILING_DATA' : 'STRUCT_AMBIGUOUS';
}

/** Whether the bytes name a signature anywhere. Decides between red and amber only, never towards green. */
function claimsSignature(source: ByteSource): boolean {
  return namedSignatures(source) > 0;
}

/** How often the bytes name a byte range: what a report can say of the signatures in a file that cannot be read. */
export function namedSignatures(source: ByteSource): number {
  const decoder = new TextDecoder('latin1');
  let count = 0;
  for (let at = 0; at < source.size; at += chunk - marker.length + 1) {
    count += decoder.decode(source.read(at, Math.min(chunk, source.size - at))).split(marker).length - 1;
  }
  return count;
}
