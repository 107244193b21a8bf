/** What a report on paper is made of. */
import type { Language } from '../domain/errors/sentence.ts';
import type { VerificationReport } from '../verification/report.ts';

export interface SheetInput {
  /** Name of the file, for people. */
  readonly name: string;
  readonly report: VerificationReport;
  readonly language: Language;
  /** “打印件视同复印件” at its foot. */
  readonly copyNotice: boolean;
  /** Version of the trust data, when the machine has a numbered one. */
  readonly trustVersion: string | null;
}

/** Seal pictures of the file (PNG or JPEG) by the hex SM3 of their octets, as the report names them. */
export type SealPictures = ReadonlyMap<string, Uint8Array>;
