/** What a request says about a file, measured by the signer itself; a file that cannot be sealed is refused here already. */
import type { Request } from '../approval/request.ts';
import { toHex } from '../crypto/bytes.ts';
import { sm3Stream } from '../crypto/sm3.ts';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { SealingWarning } from '../domain/sealing-warnings.ts';
import type { Placement } from '../domain/placement.ts';
import { displayName } from '../platform/display-name.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import type { HomeMoment } from '../home/home-moment.ts';
import { openSealable } from '../signing/open-sealable.ts';
import type { SealExtent } from '../signing/sealable.ts';
import { hashFile } from './hashed-file.ts';
import type { RequestDraft } from './messages.ts';
import { requireIntactSignatures } from './self-check.ts';

const CHUNK = 4 * 1024 * 1024;

export interface MeasuredDocument {
  readonly document: Request['document'];
  /** What whoever signs should know of the file. */
  readonly warnings: readonly SealingWarning[];
}

/**
 * Digest, size, pages and name of a file that the placements fit.
 * Errors: `pdf-*`, `document-signature-broken`, `placement-*`, `seam-*`, `pdf-certified-one-mark`, `signature-field-demands`,
 * `signature-field-size`.
 */
export function measureDocument(
  moment: HomeMoment,
  path: string,
  placements: readonly Placement[],
  size: SealExtent,
): MeasuredDocument {
  const source = openFileSource(path);
  try {
    const { stream, prefixes, content } = hashFile(source);
    const document = openSealable(content);
    // Before people approve it in vain: no seal can mend a signature that is broken.
    if (document.isSigned) requireIntactSignatures(moment, { source: content, prefixes });
    document.requireFit(placements, size);
    const sm3 = toHex(stream.digest());
    const measured = { sm3, size: source.size, pages: document.pages, name: nameOf(path) };
    return { document: measured, warnings: document.warningsFor(placements, size) };
  } finally {
    source.close();
  }
}

type Attachment = Request['attachments'][number];

/**
 * Kind, name and hex SM3 of an attachment. Errors: `file-not-readable`; `file-not-as-shown` when it is another file than was shown
 * with the question for the PIN.
 */
export function measureAttachment({
  kind,
  file,
  sm3: shown,
}: RequestDraft['attachments'][number]): Attachment {
  const source = openFileSource(file);
  try {
    const [name, sm3] = [nameOf(file), digestOf(source)];
    if (shown !== undefined && shown !== sm3) throw new BianyinError('file-not-as-shown', { file: name });
    return { kind, name, sm3 };
  } finally {
    source.close();
  }
}

function digestOf(source: ByteSource): string {
  const hash = sm3Stream();
  for (let at = 0; at < source.size; at += CHUNK) {
    hash.update(source.read(at, Math.min(CHUNK, source.size - at)));
  }
  return toHex(hash.digest());
}

function nameOf(path: string): string {
  return displayName(path).normalize('NFC').trim().slice(0, 255);
}
