/** What a later revision did, in the terms that DocMDP and the verdict know (ISO 32000-2 §12.8.2.2, Table 257). */
import type { PdfBox } from '../../../pdf/document-model.ts';
import type { BilingualText } from '../../report.ts';

/**
 * `signature`: a signature field got its value, and whether that is a seal, a signature or a time stamp its container says.
 * `mark`: something of a signed field, or a stamp of it, is on a page. `field` is an empty signature field that was added,
 * `field-bare` one that stands on a page without an appearance, `field-look` one that draws. `form`: a field was filled in and shows its value; `form-unclear`: what it shows cannot be compared; `form-stale`: it shows what it showed before.
 * `annotation` came on free space, `annotation-cover` over something or with more than a picture, `annotation-edit` changed or took one away.
 * `certification` adds /Perms /DocMDP; `unused` is a new object that nothing refers to; `unexplained` is whatever no rule allows.
 */
export type ChangeKind =
  | 'signature'
  | 'validation-data'
  | 'metadata'
  | 'structure'
  | 'field'
  | 'field-bare'
  | 'field-look'
  | 'form'
  | 'form-defaults'
  | 'looks-kept'
  | 'form-unclear'
  | 'form-stale'
  | 'annotation'
  | 'annotation-cover'
  | 'annotation-edit'
  | 'mark'
  | 'certification'
  | 'unused'
  | 'unexplained';

/** Something that a later signature draws on a page. */
export interface DrawnThing {
  /** Object number of the widget or stamp; null when it stands directly in /Annots. */
  readonly annotation: number | null;
  /** 0-based. */
  readonly pageIndex: number;
  readonly rect: PdfBox | null;
  readonly isStamp: boolean;
  /** Whether anything is seen of it. */
  readonly isSeen: boolean;
  /** One look in its rectangle, and none under the pointer or pressed; no layer. */
  readonly isPlain: boolean;
  /** Whether it lies over what the page showed before; asked only where it matters. */
  readonly isOverContent: () => boolean;
  /** Whether it lies over words that say more than that something is to be filled in; asked only where it matters. */
  readonly isOverWords: () => boolean;
  /** Whether it goes on where words of the page end or begin; asked only where it matters. */
  readonly isBesideWords: () => boolean;
  /** Whether it goes on where figures of the page end or begin; asked only of a place that stood ready. */
  readonly isBesideFigures: () => boolean;
  /** 0-based revision since which the place stood ready as an empty signature field of this rectangle; null: it came with the signature. */
  readonly preparedIn: number | null;
}

export interface ChangeEvent {
  readonly kind: ChangeKind;
  readonly text: BilingualText;
  /** 1-based pages it touches. */
  readonly pages: readonly number[];
  /** Full name of the field as it stands in the file (`form`, `signature`): for comparing, never for showing. */
  readonly fieldName?: string;
  /** Object number of the field that was signed (`signature`, `mark`). */
  readonly field?: number;
  /** Whether the field was there before it was signed (`signature`). */
  readonly wasThere?: boolean;
  readonly drawn?: DrawnThing;
}

/** What one revision did to the revision before it. */
export interface RevisionStep {
  /** 1-based number of the newer revision. */
  readonly revision: number;
  readonly events: readonly ChangeEvent[];
}
