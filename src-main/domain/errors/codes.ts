/** The closed union of error codes. Each area owns its table; this file only joins them. */
import { approvalErrors } from './approval.ts';
import { backupErrors } from './backup.ts';
import { cityErrors } from './city.ts';
import { cryptoErrors } from './crypto.ts';
import { generalErrors } from './general.ts';
import { tableErrors } from './table.ts';
import { officeErrors } from './office.ts';
import { pdfErrors } from './pdf.ts';
import { reportErrors } from './report.ts';
import { sealErrors } from './seal.ts';
import { sealingErrors } from './sealing.ts';
import { storeErrors } from './store.ts';
import { tokenErrors } from './token.ts';
import { trustErrors } from './trust.ts';

/** What a code says to people: what happened, why, what to do now. `{name}` is filled from the detail. */
export interface ErrorSentence {
  readonly zh: string;
  readonly en: string;
}

export const errorSentences = {
  ...generalErrors,
  ...cryptoErrors,
  ...pdfErrors,
  ...sealErrors,
  ...sealingErrors,
  ...approvalErrors,
  ...storeErrors,
  ...backupErrors,
  ...tokenErrors,
  ...cityErrors,
  ...officeErrors,
  ...trustErrors,
  ...reportErrors,
  ...tableErrors,
} as const satisfies Record<string, ErrorSentence>;

export type ErrorCode = keyof typeof errorSentences;
