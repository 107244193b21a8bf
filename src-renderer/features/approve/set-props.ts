/** What all parts of the screen of several seals on one file look at (docs/adr/0042). */
import type { ListRowView } from '../../../src-main/contract/list-calls.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import type { OfficeRequest } from '../../state/list-rows.ts';

export type SealSet = NonNullable<ListRowView['set']>;

export interface SetScreenProps {
  readonly list: ListRowView;
  readonly set: SealSet;
  readonly row: OfficeRequest;
  readonly onBack: () => void;
  readonly onVerify: (document: DocumentView) => void;
  readonly onNext: (id: string) => void;
}
