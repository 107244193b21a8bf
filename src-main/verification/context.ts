/** What a verification is given: trust, time, limits. Nothing in this folder reads a clock, a file or a global. */
import type { Certificate } from '../pki/certificate.ts';
import type { CertificateList } from '../pki/crl.ts';
import type { OcspResponse } from '../pki/ocsp.ts';
import type { PdfLimits } from '../pdf/limits.ts';
import type { StatusState } from '../seal/status-snapshot.ts';
import type { KnownPrefix } from './pdf/range-digests.ts';

/** A snapshot that was found genuine, or the fact that the one on this machine was not: then nothing in it is believed. */
export type StatusSource = StatusState | 'forged';

export interface VerificationContext {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
  /** OCSP responses that this machine holds. Default: none. */
  readonly ocsp?: readonly OcspResponse[];
  /** Seal makers that are trusted although their certificates do not say that they may make seals. Default: none. */
  readonly sealMakers?: readonly Certificate[];
  /** The machine's clock. */
  readonly now: Date;
  /** Judge as if it were this time; absent: `now`. */
  readonly at?: Date;
  /** What the city last said about its seals; absent when the machine has nothing. */
  readonly statusSnapshot?: StatusSource;
  /** Which trust pack all this comes from, e.g. `410200-7`. Default: from none. */
  readonly trustListVersion?: string;
  /** A machine clock before this time is not believed: the latest time that anything signed was seen. */
  readonly clockFloor?: Date;
  readonly limits?: Partial<PdfLimits>;
  /**
   * Running SM3 of beginnings of the file, ascending, so that a file is not hashed twice by a caller that has just read it.
   * The verdict rests on them: only whoever read those bytes from the same open file may hand them over. Default: none.
   */
  readonly knownPrefixes?: readonly KnownPrefix[];
  /** Name and version of the engine, for the report. */
  readonly engineVersion: string;
}

/** The time that is taken for the present. */
export function presentOf(context: VerificationContext): Date {
  return context.at ?? context.now;
}
