/** What a verification is given: trust, time, limits. Nothing in this folder reads a clock, a file or a global. */
import type { Certificate } from '../pki/certificate.ts';
import type { CertificateList } from '../pki/crl.ts';
import type { OcspResponse } from '../pki/ocsp.ts';
import type { StatusState } from '../seal/status-snapshot.ts';

/** A snapshot that was found genuine, or the fact that the one on this machine was not: then nothing in it is believed. */
export type StatusSource = StatusState | 'forged';

/** A running hash that can be copied. */
export interface ForkableHash {
  update(bytes: Uint8Array): unknown;
  fork(): ForkableHash;
  digest(): Uint8Array;
}

/** The caller's word that `hash` was fed exactly the bytes 0 to `length` of this source, read from where the source reads. */
export interface KnownPrefix {
  readonly length: number;
  readonly hash: ForkableHash;
}

/** What may help to judge a signature, found in the file: each part is believed because of its issuer's signature alone. */
export interface CarriedMaterial {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
  readonly ocsp: readonly OcspResponse[];
}

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
  /** Bounds of the format's reader that shall differ from its own, by their names there. */
  readonly limits?: Readonly<Record<string, number>>;
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

/** The context with what the file brings along: it only fills gaps. */
export function withMaterial(context: VerificationContext, material: CarriedMaterial): VerificationContext {
  return {
    ...context,
    ocsp: [...(context.ocsp ?? []), ...material.ocsp],
    intermediates: [...context.intermediates, ...material.certificates],
    crls: [...context.crls, ...material.crls],
  };
}
