/** What a field has from the nodes above it (ISO 32000-2 §12.7.4.1). */
import type { PdfObject } from '../../../pdf/objects.ts';

export interface FieldAbove {
  /** The full name, exact; null without any. */
  readonly name: string | null;
  readonly type: string | undefined;
  /** /V and /Ff before and after, each as inherited. */
  readonly value: readonly [PdfObject | undefined, PdfObject | undefined];
  readonly flags: PdfObject | undefined;
  /** Whether a node above changed. */
  readonly isTouched: boolean;
  /** The field above that this revision signed. */
  readonly signed: number | undefined;
}

export const fieldRoot: FieldAbove = {
  name: null,
  type: undefined,
  value: [undefined, undefined],
  flags: undefined,
  isTouched: false,
  signed: undefined,
};
