/** What all parts of the desk look at and change. */
import type { PreviewView } from '../../../src-main/contract/request-views.ts';
import type { DocumentView, SealView } from '../../../src-main/contract/views.ts';
import type { PageSize, ShownDocument } from '../../ui/use-document.ts';
import type { TextLine } from '../../ui/text-lines.ts';
import type { Draft } from './draft.ts';
import type { FileCheck } from '../../ui/use-file-check.ts';

export interface DeskProps {
  readonly document: DocumentView;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** Takes the last change of places back; null while there is none. */
  readonly undo: (() => void) | null;
  /** The page in the middle, 1-based. */
  readonly page: number;
  readonly setPage: (page: number) => void;
  /** Its size; null while no document is open. */
  readonly size: PageSize | null;
  /** Index in `draft.points` of the place in hand. */
  readonly chosen: number;
  readonly setChosen: (index: number) => void;
  /** The seal of the chosen kind; null when the enterprise has none. */
  readonly seal: SealView | null;
  readonly preview: PreviewView | null;
  /** It could not be worked out; why is said at the foot. */
  readonly hasFailed: boolean;
  /** Words of the page at hand. */
  readonly lines: readonly TextLine[];
  /** What opening the file and reading its text gave to mind. */
  readonly check: FileCheck;
}

/** `shown` is null until the document is open. */
export type PlaceStepProps = DeskProps & { readonly shown: ShownDocument | null };
