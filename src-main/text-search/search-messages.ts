/** What goes to the search process and back: one question, one answer. Both sides check it. */
import { z } from 'zod';
import { mostInvoiceNumbers } from '../domain/invoice-numbers.ts';

/** Most hits that an answer lists; a keyword that common is ambiguous anyway. */
export const MAX_HITS = 1000;

const file = z.string().min(1).max(4096);
const length = z.number().min(-1e6).max(1e6);
const size = z.strictObject({ widthMm: length, heightMm: length });
const rect = z.strictObject({ xMm: length, yMm: length, ...size.shape });
export const searchQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('keyword'),
    file,
    keyword: z.string().min(1).max(200),
    pages: z.array(z.int().min(1)).max(100_000).nullable(),
  }),
  /** Words that forbid a seal; reading ends after `seconds`. */
  z.strictObject({
    kind: z.literal('marking'),
    file,
    seconds: z.number().min(1).max(3600),
    /** Where whole seals are to go: whether they lie over words is looked for on the way. */
    marks: z.array(z.strictObject({ page: z.int().min(1), rect })).max(100_000),
  }),
  /** All that one row of a list asks of its file (docs/adr/0036), in one reading. */
  z.strictObject({
    kind: z.literal('listed'),
    file,
    keywords: z.array(z.string().min(1).max(200)).max(10),
    /** Exact decimal; null when the list says none. */
    amount: z.string().max(20).nullable(),
    seconds: z.number().min(1).max(3600),
  }),
]);
export type SearchQuestion = z.infer<typeof searchQuestion>;
export type MarkingQuestion = Extract<SearchQuestion, { kind: 'marking' }>;
export type ListedQuestion = Omit<Extract<SearchQuestion, { kind: 'listed' }>, 'kind' | 'seconds'>;
export type KeywordQuestion = Omit<Extract<SearchQuestion, { kind: 'keyword' }>, 'kind'>;

/** What the process tells in the middle of a search; it stops when the answer is `false`. */
export const searchProgress = z.strictObject({ done: z.int().min(0), of: z.int().min(0) });
export type SearchProgress = z.infer<typeof searchProgress>;

const hit = z.strictObject({
  page: z.int().min(1),
  pageSize: size,
  rect,
  end: z.strictObject({ xMm: length, yMm: length }),
  direction: z.enum(['right', 'left', 'down', 'up']),
  line: z.string().max(100).optional(),
});

const pages = z.strictObject({
  read: z.int().min(0),
  /** Pages without a letter: pictures of pages, or empty ones. */
  withoutText: z.int().min(0),
  /** Pages on which the file does not say which characters there are. */
  unreadable: z.int().min(0),
});

export const searchAnswer = z.strictObject({ hits: z.array(hit).max(MAX_HITS), pages });
export type SearchAnswer = z.infer<typeof searchAnswer>;

export const markingAnswer = z.strictObject({
  marking: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('state-secret'), mark: z.string().max(20) }),
      z.strictObject({
        kind: z.literal('tax-invoice'),
        number: z.string().max(20),
        said: z.string().max(300).optional(),
      }),
    ])
    .nullable(),
  pages,
  /** Invoice numbers that its words name (domain/invoice-numbers.ts). */
  numbers: z.array(z.string().max(20)).max(mostInvoiceNumbers),
  /** Pages on which a mark lies over words. */
  covered: z.array(z.int().min(1)),
  /** False when time was over before the last page. */
  isWhole: z.boolean(),
});
export type MarkingAnswer = z.infer<typeof markingAnswer>;

export const listedAnswer = z.strictObject({
  ...markingAnswer.omit({ covered: true }).shape,
  /** One for each keyword, in order. */
  hits: z.array(z.array(hit).max(MAX_HITS)).max(10),
  money: z.strictObject({
    /** The amount of the list stands somewhere in the file, in figures or in 大写. */
    holds: z.boolean(),
    /** Sums that the file calls so by their words (合计：, Total:), each with its page and line; at most a few. */
    stated: z
      .array(z.strictObject({ amount: z.string().max(40), page: z.int().min(1), line: z.string().max(100) }))
      .max(50),
  }),
});
export type ListedAnswer = z.infer<typeof listedAnswer>;
