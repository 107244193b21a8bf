/**
 * What every format is to the verifier (docs/adr/0023). The core judges containers, people, times and approvals; a format
 * says which octets a signature protects, what came after it, and what is seen of it. `openSigned` finds the format.
 */
import type { HashName } from '../crypto/hashes.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';
import type { SignedContent } from '../pki/signed-data-verification.ts';
import type { CarriedPermit } from './approvals.ts';
import type { CheckLog } from './check-log.ts';
import type { Container } from './container.ts';
import type { CarriedMaterial } from './context.ts';
import type { CoverageReport, LaterChange, MarkReport } from './report.ts';

/** One signature while it is being judged. What the format finds wrong with it is in its log from the start. */
export interface Signed {
  /** Exactly as the file has it; cleaned before it is shown, and never compared once it was cleaned. */
  readonly name: string;
  readonly log: CheckLog;
  readonly container: Container;
  /** Whether the octets that it protects are known; where they are not, nothing of it is verified. */
  readonly isBound: boolean;
  /** When it was made, by the word of the file around the container. */
  readonly claimedTime: Date | null;
}

/** A file with signatures. Errors of all calls: those of reading the file, for `codeOf`. */
export interface SignedDocument<S extends Signed = Signed> {
  /** In the order in which they were made. */
  readonly signatures: readonly S[];
  /** Certificates and revocation data in the file, outside all signatures. */
  material(): CarriedMaterial;
  /** Digests of what the signatures protect, and of the files that the permits in them are for. */
  digests(permits: ReadonlyMap<S, CarriedPermit>): DocumentDigests<S>;
  /** Whether all that the earlier one stands in is protected by the later one. */
  covers(later: S, earlier: S): boolean;
  /**
   * Judges what came after each signature: findings in its log, the changes in words. Everything else must have been judged
   * before, since a later signature counts only when it is intact and trusted.
   */
  judgeChanges(fileLog: CheckLog): ReadonlyMap<S, readonly LaterChange[]>;
  /** What of it is seen on the pages; `picture` is the one of the seal that was signed. */
  marks(of: S, picture: Uint8Array | null): readonly MarkReport[];
  coverage(of: S): Omit<CoverageReport, 'laterChanges'>;
  /** The checks that the format must have made before a signature can be green. */
  requiredChecks(of: S): readonly string[];
  /** Findings about the file itself. Last, because it reads everything. */
  note(log: CheckLog): void;
  /** What an error that ended a step means for the verdict; never green. */
  codeOf(error: unknown): VerdictCode;
}

export interface DocumentDigests<S extends Signed> {
  /** SM3 of the whole file. */
  readonly whole: Uint8Array;
  /** Null when the work it takes is not allowed. */
  of(signed: S, name: HashName): Uint8Array | null;
  /** The same octets as what a SignedData is about. */
  content(signed: S): SignedContent;
  /** SM3 of the file that the permit of this signature is for, as it stands in this file; null when it does not. */
  approved(signed: S): Uint8Array | null;
}
