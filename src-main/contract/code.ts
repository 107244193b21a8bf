/** The window of a recovery code (docs/adr/0041): a page of the PIN's bundle, with the same two ways out of it and no other. */
import { z } from 'zod';
import { pinQuestion } from './pin.ts';

const codeQuestion = z.object({
  /** `show`: a new code, once. The others ask for one. */
  action: z.enum(['show', 'drill', 'restore']),
  /** The code as it is written, and its QR code as rows of 0 and 1; null where one is asked for. */
  code: z.string().nullable(),
  qr: z.array(z.string().regex(/^[01]+$/)).nullable(),
  /** When the backup was made that it opens, ISO 8601; null for a new code. */
  madeAt: z.string().nullable(),
  appearance: pinQuestion.shape.appearance,
  /** The question ends by itself, as refused, after this many seconds. */
  seconds: z.int(),
});
export type CodeQuestion = z.infer<typeof codeQuestion>;

const codeAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('seen') }),
  /** Octets (UTF-8) as base64. */
  z.strictObject({ kind: z.literal('typed'), code: z.base64().min(4).max(400) }),
  z.strictObject({ kind: z.literal('refused') }),
]);
export type CodeAnswer = z.infer<typeof codeAnswer>;

/** What is wrong with it at a glance, so that it can be typed again; a code of another backup is found later. */
const codeProblem = z.object({
  problem: z.enum(['length', 'mistyped']).nullable(),
  /** Characters that there are, or the group. */
  number: z.int(),
});
export type CodeProblem = z.infer<typeof codeProblem>;

const page = 'pin' as const;
export const codeCalls = {
  /** What the page shows; refused in a window of a PIN, as the PIN's calls are in one of a code. */
  'code.describe': { page, maxInput: 64, input: z.strictObject({}), output: codeQuestion },
  'code.answer': { page, maxInput: 1024, input: codeAnswer, output: codeProblem },
} as const;
