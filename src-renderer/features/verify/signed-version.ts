/** Which octets of a file a signature protects, and thereby what the file was when it was sealed: everything up to their end. */
import type { SignatureView } from '../../../src-main/contract/report-view.ts';

/** What proves that these octets are the ones that were signed (docs/verification-report.md, "What makes a seal green"). */
const proving = ['signature.data-hash', 'signature.value'] as const;
const misplaced: readonly string[] = ['BR_INVALID', 'BR_GAP_NOT_CONTENTS'];

/**
 * Octets of the file when it was signed; null where nothing follows them, or where nobody has proven that they are what was signed:
 * a "version when it was sealed" that nobody sealed is not shown.
 */
export function signedSize({ coverage, checks }: SignatureView, fileSize: number): number | null {
  const [start, , gapEnd, length] = coverage.byteRange;
  if (coverage.byteRange.length !== 4 || start !== 0) return null;
  const size = (gapEnd ?? 0) + (length ?? 0);
  if (!Number.isSafeInteger(size) || size <= 0 || size >= fileSize) return null;
  const isProven = proving.every((name) => {
    const found = checks.filter(({ check }) => check === name);
    return found.length > 0 && found.every(({ outcome }) => outcome === 'ok');
  });
  return isProven && !checks.some(({ code }) => misplaced.includes(code ?? '')) ? size : null;
}

/** The signatures that were there already: their protected octets end no later. */
export function signaturesUpTo(signatures: readonly SignatureView[], size: number): readonly SignatureView[] {
  return signatures.filter(({ coverage: { byteRange } }) => {
    const [, , gapEnd = Infinity, length = 0] = byteRange;
    return gapEnd + length <= size;
  });
}
