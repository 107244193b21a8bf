/** What a later revision did, in the terms that DocMDP and the verdict know (ISO 32000-2 §12.8.2.2, Table 257). */
import type { BilingualText } from '../../report.ts';

/**
 * `mark` is a stamp annotation that came with a new signature; `certification` adds /Perms /DocMDP; `unused` is a
 * new object that nothing refers to; `unexplained` is
 * whatever no rule allows.
 */
export type ChangeKind =
  | 'signature'
  | 'time-stamp'
  | 'validation-data'
  | 'metadata'
  | 'form'
  | 'annotation'
  | 'mark'
  | 'certification'
  | 'unused'
  | 'unexplained';

export interface ChangeEvent {
  readonly kind: ChangeKind;
  readonly text: BilingualText;
  /** 1-based pages it touches. */
  readonly pages: readonly number[];
  /** Full name of the field (`form`, `signature`): exact, for comparing, and never what a sentence shows. */
  readonly fieldName?: string;
  /** Object number of the field that was signed (`signature`, `time-stamp`). */
  readonly field?: number;
}

/** What one revision did to the revision before it. */
export interface RevisionStep {
  /** 1-based number of the newer revision. */
  readonly revision: number;
  readonly events: readonly ChangeEvent[];
}
