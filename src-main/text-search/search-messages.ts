/** What goes to the search process and back: one question, one answer. Both sides check it. */
import { z } from 'zod';

/** Most hits that an answer lists; a keyword that common is ambiguous anyway. */
export const MAX_HITS = 1000;

export const searchQuestion = z.strictObject({
  file: z.string().min(1).max(4096),
  /** Null: the text itself is wanted. */
  keyword: z.string().min(1).max(200).nullable(),
  pages: z.array(z.int().min(1)).max(100_000).nullable(),
});
export type SearchQuestion = z.infer<typeof searchQuestion>;

/** What the process tells in the middle of a search; it stops when the answer is `false`. */
export const searchProgress = z.strictObject({ done: z.int().min(0), of: z.int().min(0) });
export type SearchProgress = z.infer<typeof searchProgress>;

const length = z.number().min(-1e6).max(1e6);
const hit = z.strictObject({
  page: z.int().min(1),
  rect: z.strictObject({ xMm: length, yMm: length, widthMm: length, heightMm: length }),
  end: z.strictObject({ xMm: length, yMm: length }),
  direction: z.enum(['right', 'left', 'down', 'up']),
});

export const searchAnswer = z.strictObject({ hits: z.array(hit).max(MAX_HITS) });
export type SearchAnswer = z.infer<typeof searchAnswer>;

/** Most characters of a text answer; what decides stands at the beginning. */
export const MAX_TEXT = 200_000;
export const textAnswer = z.strictObject({ text: z.string().max(MAX_TEXT) });
export type TextAnswer = z.infer<typeof textAnswer>;
