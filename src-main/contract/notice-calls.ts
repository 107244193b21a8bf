/** What a page tells main of the work that waits (docs/adr/0051): numbers and nothing else, so that no notice can carry words of a page. */
import { z } from 'zod';

const count = z.int().min(0).max(99_999);

export const noticeCalls = {
  /** `toApprove`, `toSeal`: what waits for the person whose UKey is in use. `news`: how much of it has come since this was told last. */
  'notice.tell': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({
      toApprove: count,
      toSeal: count,
      /** `decided`: requests of this person that somebody has approved or that came to nothing. */
      news: z.strictObject({ toApprove: count, toSeal: count, decided: count }),
    }),
    output: z.strictObject({}),
  },
} as const;
