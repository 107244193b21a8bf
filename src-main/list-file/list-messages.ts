/** What goes to the process that reads lists and back: the name of one file, its rows. Both sides check it. */
import { z } from 'zod';
import { listFindings, type ListFindingCode } from '../domain/list-findings.ts';
import { MOST_FILES, MOST_ROWS } from './grid.ts';

export const listQuestion = z.strictObject({ file: z.string().min(1).max(4096) });

const text = z.string().max(500);
const finding = z.strictObject({
  code: z.enum(Object.keys(listFindings) as [ListFindingCode, ...ListFindingCode[]]),
  detail: z.record(z.string().max(40), z.union([text, z.number()])),
});
const at = z.int().min(1);

export const listAnswer = z.strictObject({
  sheet: text,
  rows: z
    .array(
      z.strictObject({
        at,
        file: text,
        counterparty: text.nullable(),
        amount: text.nullable(),
        currency: text.nullable(),
        number: text.nullable(),
        findings: z.array(finding).max(20),
      }),
    )
    .max(MOST_FILES),
  leftOut: z.array(z.strictObject({ at, why: z.enum(['total', 'note', 'heading']), text })).max(MOST_ROWS),
});
